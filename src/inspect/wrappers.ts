/** Functions of the project that hand their parameters to a model: each of their callers is a call of its own. */
import type { CallExpr, Expr, Fn, Module } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Arguments, Env, FunctionValue, Value } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { generates } from '../core/call.ts';
import { isPython } from '../core/source.ts';
import { choice, optionsOf } from '../resolve/choice.ts';
import { makersOf } from '../resolve/classes.ts';
import { callFrame, reaches } from '../resolve/functions.ts';
import { anyItem } from '../resolve/path.ts';
import type { Barren } from './barren.ts';
import { brought, hasModel } from './brought.ts';
import { Callers } from './callers.ts';
import { Frames, isInside } from './frames.ts';
import { type IsOwn, isParameter } from './handed-parameter.ts';
import type { Match, Matcher } from './match.ts';
import { type Asking, matchAlone, type ModuleMatches } from './module-matches.ts';
import { ofWrapper } from './of-wrapper.ts';
import { type Requests, requestsAmong } from './repetition.ts';

/** Calls from a function down to the SDK call, outermost first. */
export type Chain = readonly CallExpr[];

/** Wrappers around wrappers around wrappers are followed this deep. */
const deepest = 3;
export class Wrappers {
  private readonly engine: Engine;
  private readonly matcher: Matcher;
  private readonly module: Module;
  private readonly others: ModuleMatches;
  private readonly barren: Barren;
  private readonly matches = new Map<CallExpr, Match>();
  private readonly frames: Frames;
  private readonly calledBy = new Callers();
  private readonly chains = new Map<Fn, readonly Chain[]>();
  private readonly following = new Set<Fn>();
  /** Of the walk that is under way: ways end at the depth to which they are followed; what is found hangs on who asks, for it meets a request or this module. */
  private isCut = false;
  private isShared = true;
  private readonly callsByFn = new Map<Module, Map<Fn, CallExpr[]>>();
  private readonly requestsByFn = new Map<Fn, Requests>();

  /** Of one module, whose calls it looks at, all of them; `others` knows those of the modules that it leads to, `barren` which of their functions lead nowhere. */
  constructor({ engine, matcher, reads }: Asking, module: Module, others: ModuleMatches, barren: Barren) {
    this.engine = engine;
    this.matcher = matcher;
    this.frames = new Frames(engine, matcher);
    this.module = module;
    this.others = others;
    this.barren = barren;
    // Every call is looked at before any is described: who calls whom decides what is a wrapper, and what repeats.
    for (const call of module.calls) this.standalone(call);
    others.put(module, new Map(this.matches), reads);
  }

  /** What a call is where the callers of the function around it are not known. */
  standalone(call: CallExpr): Match {
    const old = this.matches.get(call);
    if (old) return old;
    const match = call.at.fn.module === this.module ? matchAlone(this.engine, this.matcher, call) : this.others.of(call);
    this.matches.set(call, match);
    this.calledBy.add(call, match.functions);
    return match;
  }

  /** Does this function hand a parameter of its own to a model as a prompt? */
  isWrapper(fn: Fn): boolean {
    return !this.soleCaller(fn) && this.chainsOf(fn).length > 0;
  }

  /** Does this call send a request, itself or through a wrapper? */
  asks(call: CallExpr): boolean {
    const { draft, functions } = this.standalone(call);
    return draft !== undefined || functions.some(callee => this.isWrapper(callee.fn));
  }

  /** The calls of a function itself that send a request. */
  requestsOf(fn: Fn): Requests {
    let found = this.requestsByFn.get(fn);
    if (!found) this.requestsByFn.set(fn, (found = requestsAmong(this.callsIn(fn).filter(call => call.at.fn === fn && this.asks(call)))));
    return found;
  }

  /** The requests that a call of functions of the project leads to, with what this caller adds to them. Empty where they are no wrappers, or it adds nothing. */
  requests(call: CallExpr, functions: readonly FunctionValue[]): Draft[] {
    const args = this.argumentsOf(call);
    // A function that calls itself sends nothing more by that.
    return functions.filter(callee => !this.soleCaller(callee.fn) && !isInside(call.at.fn, callee.fn)).flatMap(callee =>
      this.chainsOf(callee.fn).flatMap(chain => {
        const bare = this.follow(chain, this.engine.frame(callee.fn));
        const added = { ofWrapper: ofWrapper(bare, chain) };
        const drafts = this.through(callee, args, [chain]).flatMap(draft => (bare[0] ? brought(draft, bare[0], call, callee.fn) : draft)).map(draft => ({ ...draft, ...added }));
        // Callers of a wrapper are calls of their own, with a model of their own; whoever calls it, its object is the same.
        const isWrapper = this.isWrapper(outermost(call.at.fn));
        return drafts.map(draft => (isWrapper ? this.withModelOfMakers([call, ...chain], draft) : this.withModelOfCallers([call, ...chain], draft)));
      }),
    );
  }

  /** The functions that callers hand to the function around a call, or around the function that makes it, which calls them by its parameter: `deps.ask(…)`. */
  handed(call: CallExpr): readonly FunctionValue[] {
    let fn: Fn | undefined = outermost(call.at.fn);
    while (fn && !isParameterOf(call.callee, fn)) fn = fn.parent && outermost(fn.parent);
    if (!fn) return [];
    const holder = fn;
    return this.callers(holder).slice(0, 4).flatMap(caller => {
      const env = this.frameVia(caller, holder, 0);
      return env ? this.frames.match(call, this.frames.within(call.at.fn, env)).functions : [];
    });
  }

  /** The ways from a call of wrappers down to the calls that send its request, outermost first. */
  waysDown(call: CallExpr): readonly Chain[] {
    return this.standalone(call).functions.filter(callee => !this.soleCaller(callee.fn)).flatMap(callee => this.chainsOf(callee.fn));
  }

  private through(callee: FunctionValue, args: Arguments, chains: readonly Chain[]): Draft[] {
    const frame = this.frames.called(callee, args);
    return chains.flatMap(chain => this.follow(chain, frame));
  }

  private follow([call, ...rest]: Chain, outer: Env): Draft[] {
    if (!call) return [];
    const env = this.frames.within(call.at.fn, outer);
    if (!reaches(this.engine, call.at, env)) return [];
    const match = env === this.engine.frame(call.at.fn) ? this.standalone(call) : this.frames.match(call, env);
    if (rest.length === 0) return match.draft ? [{ ...match.draft, sentBy: [{ path: call.at.fn.module.path, range: call.range }] }] : [];
    const args: Arguments = { expr: call, env, module: call.at.fn.module };
    return match.functions.flatMap(callee => this.through(callee, args, [rest]));
  }

  /** The ways from a function to requests whose prompts are its parameters. */
  private chainsOf(fn: Fn, depth = 0): readonly Chain[] {
    if (fn.params.length === 0) return [];
    // A project has many functions that lead to none, and each file that calls one would walk through all below it.
    const levels = this.barren.to(fn);
    if (levels >= deepest - depth) {
      if (levels < Infinity) this.isCut = true;
      return [];
    }
    const old = this.chains.get(fn);
    if (old || this.following.has(fn)) this.isShared = false;
    if (old) return old;
    if (depth > deepest || this.following.has(fn)) {
      this.isCut = true;
      return [];
    }
    const around = { isCut: this.isCut, isShared: this.isShared };
    [this.isCut, this.isShared] = [false, fn.module !== this.module];
    const found = this.engine.apart(() => this.chainsFrom(fn, depth));
    if (this.isShared) this.barren.note(fn, this.isCut ? deepest - depth : Infinity);
    // What was cut short on the way down would be longer from here.
    if (depth === 0 || !this.isCut) this.chains.set(fn, found);
    this.isCut ||= around.isCut;
    this.isShared &&= around.isShared;
    return found;
  }

  private chainsFrom(fn: Fn, depth: number): Chain[] {
    this.following.add(fn);
    const found: Chain[] = [];
    for (const call of this.callsIn(fn)) {
      const match = this.standalone(call);
      if (match.draft) this.isShared = false;
      if (match.draft && isHandedOn(match.draft) && this.handsOn(call, match.draft, fn)) found.push([call]);
      for (const callee of isRegistry(match.functions) ? [] : match.functions) {
        if (callee.fn === fn) continue;
        for (const chain of this.chainsOf(callee.fn, depth + 1)) {
          // What was found from further down may go on longer: how far is looked must not hang on what was asked before.
          if (chain.length > deepest - depth) continue;
          const whole = [call, ...chain];
          if (this.follow(whole, this.engine.frame(fn)).some(draft => this.handsOn(call, draft, fn))) found.push(whole);
        }
      }
    }
    this.following.delete(fn);
    return found;
  }

  /** Is a prompt of the request, but for a frame around it, a parameter of this function? In a loop over a parameter, an item of it is none: each has a task of its own. */
  handsOn(call: CallExpr, draft: Draft, fn: Fn): boolean {
    let isOverItems = false;
    for (let loop = call.loop; loop; loop = loop.parent) {
      const over = loop.over && this.engine.evaluate(loop.over, this.engine.frame(call.at.fn));
      isOverItems ||= (over?.kind === 'list' ? over.items : [over]).some(each => each?.kind === 'unknown' && each.param?.fn === fn);
    }
    const isOwn: IsOwn = ({ param }) => param?.fn === fn && !(isOverItems && param.path.includes(anyItem));
    return draft.prompts.some(({ value }) => optionsOf(value).some(option => isParameter(option, isOwn)));
  }

  /** The request of a call in a function with one known caller, or whose model its callers name: as they make it. */
  completed(call: CallExpr, bare: Draft): Draft {
    const fn = outermost(call.at.fn);
    const sole = this.soleCaller(fn);
    return this.withModelOfCallers([call], (sole && this.via(sole, fn, [call], bare)) ?? bare);
  }

  /** The request at the end of a chain; where no model is named there, with those that the callers of the function around its first call name, or those who make the object whose method that is. */
  private withModelOfCallers(chain: Chain, draft: Draft): Draft {
    if (hasModel(draft)) return draft;
    const fn = outermost(chain[0]!.at.fn);
    const ofCallers = this.callers(fn).slice(0, 8).flatMap(caller => this.via(caller, fn, chain, draft)?.model ?? []);
    const ofThese = ofCallers.some(isUnnamed) ? [] : textsAmong(ofCallers);
    return ofThese.length > 0 ? { ...draft, model: choice(ofThese) } : this.withModelOfMakers(chain, draft);
  }

  private withModelOfMakers(chain: Chain, draft: Draft): Draft {
    const named = hasModel(draft) ? [] : textsAmong(this.modelsOfMakers(outermost(chain[0]!.at.fn), chain, draft));
    return named.length > 0 ? { ...draft, model: choice(named) } : draft;
  }

  private modelsOfMakers(fn: Fn, chain: Chain, { operation }: Draft): Value[] {
    const { owner } = fn;
    if (!owner || fn.isStatic) return [];
    return makersOf(owner).slice(0, 8).flatMap(maker => {
      const self: Value = { kind: 'instance', cls: owner, args: { expr: maker, env: this.engine.frame(maker.at.fn), module: owner.module } };
      return this.follow(chain, callFrame(this.engine, { kind: 'function', fn, self }, undefined)).find(draft => draft.operation === operation)?.model ?? [];
    });
  }

  /** The functions around a call, and where one of them has one known caller, those around that caller too. */
  around(call: CallExpr, depth = 0): Fn[] {
    const fns: Fn[] = [];
    for (let fn: Fn | undefined = call.at.fn; fn; fn = fn.parent) fns.push(fn);
    const sole = depth < deepest ? this.soleCaller(outermost(call.at.fn)) : undefined;
    return sole ? [...fns, ...this.around(sole, depth + 1)] : fns;
  }

  private via(caller: CallExpr, fn: Fn, chain: Chain, bare: Draft): Draft | undefined {
    const args = this.argumentsOf(caller);
    const callees = (this.matches.get(caller)?.functions ?? []).filter(callee => callee.fn === fn);
    const drafts = callees.flatMap(callee => this.through(callee, args, [chain]));
    // What a request is for, its model may tell, which the caller names.
    return drafts.find(draft => draft.operation === bare.operation) ?? (bare.operation === 'invoke-model' ? drafts[0] : undefined);
  }

  private frameVia(caller: CallExpr, fn: Fn, depth: number): Env | undefined {
    const callee = this.matches.get(caller)?.functions.find(candidate => candidate.fn === fn);
    if (!callee) return undefined;
    return callFrame(this.engine, callee, this.argumentsOf(caller, depth));
  }

  /** The arguments of a call; where the function around it has one known caller, as that one makes it. */
  private argumentsOf(call: CallExpr, depth = 0): Arguments {
    const outer = outermost(call.at.fn);
    const above = depth < deepest ? this.soleCaller(outer) : undefined;
    const env = above && this.frameVia(above, outer, depth + 1);
    return { expr: call, env: env ? this.frames.within(call.at.fn, env) : this.engine.frame(call.at.fn), module: call.at.fn.module };
  }

  /** The one call of a function that nothing outside its module can call: the two are one piece of code in two places. */
  private soleCaller(fn: Fn): CallExpr | undefined {
    if (!this.isInternal(fn)) return undefined;
    const callers = this.callers(fn);
    return callers.length === 1 && !isInside(callers[0]!.at.fn, fn) ? callers[0] : undefined;
  }

  private isInternal(fn: Fn): boolean {
    if (fn.isPrivate) return true;
    if (fn.owner || fn.kind === 'module' || isPython(fn.module.language)) return false;
    return !exportedFns(fn.module).has(fn) && (fn.kind === 'function' || fn.kind === 'lambda');
  }

  /** Calls in a function and in the functions nested in it. */
  private callsIn(fn: Fn): readonly CallExpr[] {
    let byFn = this.callsByFn.get(fn.module);
    if (!byFn) {
      byFn = new Map();
      for (const call of fn.module.calls) {
        for (let around: Fn | undefined = call.at.fn; around; around = around.parent) {
          const calls = byFn.get(around);
          if (calls) calls.push(call);
          else byFn.set(around, [call]);
        }
      }
      this.callsByFn.set(fn.module, byFn);
    }
    return byFn.get(fn) ?? [];
  }

  /** Calls in a module that call this function. */
  callers(fn: Fn): readonly CallExpr[] {
    return this.calledBy.of(fn);
  }
}

/** A call that may reach more functions than these (a registry of providers) is no evidence of any. */
const mostTargets = 4;

/** One function of several objects is one target. */
export function isRegistry(functions: readonly FunctionValue[]): boolean {
  return new Set(functions.map(({ fn }) => fn)).size > mostTargets;
}

/** What a model is told, by a request or by the definition of an agent. */
function isHandedOn({ operation, role }: Draft): boolean {
  return generates.has(operation) || (operation === 'prompt' && role === 'config');
}

/** Only what deploys the project knows it: the models of the other callers are not this one's. */
function isUnnamed(model: Value): boolean {
  return optionsOf(model).every(option => option.kind === 'unknown' && option.reason === 'environment');
}

function textsAmong(models: readonly Value[]): Value[] {
  return models.flatMap(optionsOf).filter(option => option.kind === 'text');
}

/** Is it a parameter of this function, or something of one? */
function isParameterOf(expr: Expr, fn: Fn): boolean {
  if (expr.kind === 'member') return isParameterOf(expr.object, fn);
  return expr.kind === 'name' && expr.binding?.fn === fn && expr.binding.defs.every(({ kind }) => kind === 'param');
}

/** The named function around the callbacks that a call stands in. */
export function outermost(fn: Fn): Fn {
  return fn.kind === 'lambda' && fn.passedTo && fn.parent && fn.parent.kind !== 'module' ? outermost(fn.parent) : fn;
}

const exportedByModule = new WeakMap<Module, ReadonlySet<Fn>>();

function exportedFns(module: Module): ReadonlySet<Fn> {
  const old = exportedByModule.get(module);
  if (old) return old;
  const found = new Set<Fn>();
  const add = (expr: Expr): void => {
    if (expr.kind === 'function') found.add(expr.fn);
    if (expr.kind === 'object') for (const entry of expr.entries) add(entry.value);
    if (expr.kind !== 'name') return;
    for (const def of expr.binding?.defs ?? []) {
      if (def.kind === 'function') found.add(def.fn);
      else if (def.kind === 'assign' && def.value !== expr && def.value.kind !== 'name') add(def.value);
    }
  };
  for (const exported of module.exports.values()) if (exported.kind === 'local') add(exported.value);
  exportedByModule.set(module, found);
  return found;
}

/** Functions of the project that hand their parameters to a model: each of their callers is a call of its own. */
import type { CallExpr, Fn, Module } from '../core/ir.ts';
import type { Draft } from '../core/sdk.ts';
import type { Arguments, Env, FunctionValue, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { callFrame, reaches } from '../resolve/functions.ts';
import { isLiteral } from '../resolve/text.ts';
import type { Match, Matcher } from './match.ts';

/** Calls from a function down to the SDK call, outermost first. */
type Chain = readonly CallExpr[];

/** Wrappers around wrappers around wrappers are followed this deep. */
const deepest = 3;
/** A prompt with more known characters than this holds the task itself: the function around it is no wrapper of it. */
const frameLength = 80;

export class Wrappers {
  private readonly engine: Engine;
  private readonly matcher: Matcher;
  private readonly matches = new Map<CallExpr, Match>();
  private readonly chains = new Map<Fn, readonly Chain[]>();
  private readonly callsByFn = new Map<Module, Map<Fn, CallExpr[]>>();

  constructor(engine: Engine, matcher: Matcher) {
    this.engine = engine;
    this.matcher = matcher;
  }

  /** What a call is where the callers of the function around it are not known. */
  standalone(call: CallExpr): Match {
    const old = this.matches.get(call);
    if (old) return old;
    const match = this.matcher.match(call, this.engine.frame(call.at.fn));
    this.matches.set(call, match);
    return match;
  }

  /** Does this function hand a parameter of its own to a model as a prompt? */
  isWrapper(fn: Fn): boolean {
    return this.chainsOf(fn).length > 0;
  }

  /** The requests that a call of functions of the project leads to, with what this caller adds to them. Empty where they are no wrappers, or it adds nothing. */
  requests(call: CallExpr, functions: readonly FunctionValue[]): Draft[] {
    const env = this.engine.frame(call.at.fn);
    const args: Arguments = { expr: call, env, module: call.at.fn.module };
    return functions.flatMap(callee =>
      this.chainsOf(callee.fn).flatMap(chain => {
        const [bare] = this.follow(chain, this.engine.frame(callee.fn));
        return this.through(callee, args, [chain]).filter(draft => !bare || knowsMore(draft, bare));
      }),
    );
  }

  private through(callee: FunctionValue, args: Arguments, chains: readonly Chain[]): Draft[] {
    const frame = callFrame(this.engine, callee, args);
    return chains.flatMap(chain => this.follow(chain, frame));
  }

  private follow([call, ...rest]: Chain, outer: Env): Draft[] {
    if (!call) return [];
    const env = this.within(call.at.fn, outer);
    if (!reaches(this.engine, call.at, env)) return [];
    const match = this.matcher.match(call, env);
    if (rest.length === 0) return match.draft ? [match.draft] : [];
    const args: Arguments = { expr: call, env, module: call.at.fn.module };
    return match.functions.flatMap(callee => this.through(callee, args, [rest]));
  }

  /** The frame of a function nested in the one that `outer` runs. */
  private within(fn: Fn, outer: Env): Env {
    if (fn === outer.fn || !fn.parent || !isInside(fn, outer.fn)) return outer;
    const parent = this.within(fn.parent, outer);
    return { fn, depth: parent.depth, parent, ...(parent.self && { self: parent.self }) };
  }

  /** The ways from a function to requests whose prompts are its parameters. */
  private chainsOf(fn: Fn, depth = 0): readonly Chain[] {
    const old = this.chains.get(fn);
    if (old) return old;
    if (depth > deepest || fn.params.length === 0) return [];
    this.chains.set(fn, []);
    const found: Chain[] = [];
    for (const call of this.callsIn(fn)) {
      const match = this.standalone(call);
      if (match.draft && handsOn(match.draft, fn)) found.push([call]);
      for (const callee of match.functions.slice(0, 4)) {
        if (callee.fn === fn) continue;
        for (const chain of this.chainsOf(callee.fn, depth + 1)) {
          const whole = [call, ...chain];
          if (this.follow(whole, this.engine.frame(fn)).some(draft => handsOn(draft, fn))) found.push(whole);
        }
      }
    }
    this.chains.set(fn, found);
    return found;
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
    return fn.module.calls.filter(call => this.matches.get(call)?.functions.some(callee => callee.fn === fn));
  }
}

function isInside(fn: Fn, outer: Fn): boolean {
  for (let around: Fn | undefined = fn; around; around = around.parent) if (around === outer) return true;
  return false;
}

/** Is a prompt of the request, but for a frame around it, a parameter of this function? */
export function handsOn(draft: Draft, fn: Fn): boolean {
  return draft.prompts.some(({ value }) => optionsOf(value).some(option => isParameter(option, fn)));
}

function isParameter(value: Value, fn: Fn): boolean {
  switch (value.kind) {
    case 'unknown':
      return value.param?.fn === fn;
    case 'text': {
      const known = value.pieces.reduce((sum, piece) => sum + (isLiteral(piece) ? piece.value.trim().length : 0), 0);
      return known <= frameLength && value.pieces.some(piece => !isLiteral(piece) && piece.value !== undefined && holdsParameter(piece.value, fn));
    }
    default:
      return holdsParameter(value, fn);
  }
}

function holdsParameter(value: Value, fn: Fn, depth = 0): boolean {
  if (depth > 6) return false;
  switch (value.kind) {
    case 'unknown':
      return value.param?.fn === fn;
    case 'choice':
      return value.options.some(option => holdsParameter(option, fn, depth + 1));
    case 'json':
      return holdsParameter(value.value, fn, depth + 1);
    case 'list':
      return value.items.some(item => holdsParameter(item, fn, depth + 1));
    case 'object':
      return [...value.entries.values()].some(entry => holdsParameter(entry.value, fn, depth + 1));
    case 'text':
      return value.pieces.some(piece => !isLiteral(piece) && piece.value !== undefined && holdsParameter(piece.value, fn, depth + 1));
    default:
      return false;
  }
}

/** Does the caller bring text of a prompt, or a limit? One that only hands on what it got leaves that to its own callers. */
function knowsMore(draft: Draft, bare: Draft): boolean {
  return knownCharacters(draft) > knownCharacters(bare) || (draft.limit.value?.kind === 'number' && bare.limit.value?.kind !== 'number' && bare.limit.value !== undefined);
}

/** Known characters of all prompts of a request. */
export function knownCharacters(draft: Draft): number {
  return draft.prompts.reduce((sum, { value }) => sum + Math.max(...optionsOf(value).map(knownIn)), 0);
}

function knownIn(value: Value): number {
  return value.kind === 'text' ? value.pieces.reduce((sum, piece) => sum + (isLiteral(piece) ? piece.value.trim().length : 0), 0) : 0;
}

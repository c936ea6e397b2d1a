/** What a function does to an object that it is handed: `withLimits(request)`. */
import type { Arm, CallExpr, Def, Fn, Param } from '../core/ir.ts';
import type { Env, ExternalValue, FunctionValue } from '../core/value.ts';
import { eventsOf, within } from './callbacks.ts';
import { optionsOf } from './choice.ts';
import type { Engine, Files } from './engine.ts';
import { callFrame, overloads, possible } from './functions.ts';
import type { Handing } from './handing.ts';

/** What happens to it, in the frame of the function. */
interface Changes {
  readonly events: readonly (Def | Handing)[];
  readonly env: Env;
}

/** What is handed on from function to function is followed as far as this. */
const deepest = 8;
/** Functions of libraries that fill what they are handed: `copier.Copy(&to, from)`. */
const filling = /^(?:github\.com\/jinzhu\/copier:Copy|(?:github\.com\/imdario|dario\.cat)\/mergo:M|github\.com\/(?:mitchellh|go-viper)\/mapstructure(?:\/v\d+)?:\w*Decode|encoding\/json:Unmarshal|lodash(?:-es)?(?:\/\w+)?:(?:(?:default\.)?(?:merge|set|assign|defaults)|default$|$))/;

/** The changes of a call to what it is handed; `unknown` where it makes some that are not seen. */
export function changesOf(engine: Engine, { call, index }: Handing, env: Env): Changes | 'unknown' | undefined {
  const callees = calleesOf(engine, call);
  if (callees.some(callee => callee.kind === 'external')) return 'unknown';
  const functions = callees.flatMap(callee => (callee.kind === 'function' ? overloads(callee, call.args.length) : []));
  const changing = functions.flatMap(({ fn }) => {
    const events = eventsIn(engine, fn, call, index);
    return events.length > 0 ? [{ fn, events }] : [];
  });
  const [only, ...others] = changing;
  if (!only) return undefined;
  const { fn, events } = only;
  const meant = optionsOf(engine.evaluate(call.callee, env)).find((callee): callee is FunctionValue => callee.kind === 'function' && overloads(callee, call.args.length).some(each => each.fn === fn));
  const frame = callFrame(engine, { ...meant, kind: 'function', fn }, { expr: call, env, module: env.fn.module });
  if (functions.length > 1 || others.length > 0 || frame.depth > deepest) return 'unknown';
  return { events: events.map(event => within(event, isPassed(engine, fn, event, frame) ? perhaps : [])), env: frame };
}

/** For all who ask: most calls change nothing. */
const known = new WeakMap<Files, WeakMap<CallExpr, readonly (FunctionValue | ExternalValue)[]>>();

/** Functions of the project that a call may mean, and those of libraries that fill what they are handed. */
function calleesOf(engine: Engine, call: CallExpr): readonly (FunctionValue | ExternalValue)[] {
  let found = known.get(engine.files);
  if (!found) known.set(engine.files, (found = new WeakMap()));
  const old = found.get(call);
  if (old) return old;
  // Asked again while it is being found out, the answer is that there is none.
  found.set(call, []);
  const callees = engine.apart(() => optionsOf(engine.evaluate(call.callee, engine.frame(call.at.fn))));
  const changing = callees.flatMap(callee => ((callee.kind === 'function' && !callee.bound && !callee.handed) || (callee.kind === 'external' && isFilling(callee)) ? [callee] : []));
  found.set(call, changing);
  return changing;
}

const perhaps: readonly Arm[] = [{ branch: { kind: 'if', arms: 1, total: false }, index: 0, exits: false }];

/** May the function be left before? */
function isPassed(engine: Engine, fn: Fn, { at }: Def | Handing, frame: Env): boolean {
  return fn.returns.some(left => left.at.arms.length > 0 && left.at.offset < at.offset && possible(engine, left.at.arms, frame));
}

function isFilling({ module, path, result }: ExternalValue): boolean {
  return !result && filling.test(`${module}:${path.join('.')}`);
}

const changes = new WeakMap<Files, WeakMap<Param, readonly (Def | Handing)[]>>();

/** What it does to the parameter, while that holds what it was handed. */
function eventsIn(engine: Engine, fn: Fn, call: CallExpr, index: number): readonly (Def | Handing)[] {
  const param = parameterOf(fn, call, index);
  if (!param?.binding) return [];
  let found = changes.get(engine.files);
  if (!found) changes.set(engine.files, (found = new WeakMap()));
  const old = found.get(param);
  if (old) return old;
  // A function that hands it on to itself.
  found.set(param, []);
  const { local } = eventsOf(param.binding);
  const end = local.findIndex(({ kind }) => kind === 'assign' || kind === 'unknown');
  const own = local.slice(0, end < 0 ? undefined : end).flatMap(event => (event.kind === 'set' || event.kind === 'delete' || event.kind === 'mutate' || (event.kind === 'handing' && changesAny(engine, event)) ? [event] : []));
  found.set(param, own);
  return own;
}

function changesAny(engine: Engine, { call, index }: Handing): boolean {
  return calleesOf(engine, call).some(callee => callee.kind === 'external' || overloads(callee, call.args.length).some(({ fn }) => eventsIn(engine, fn, call, index).length > 0));
}

function parameterOf(fn: Fn, { args }: CallExpr, index: number): Param | undefined {
  const { name } = args[index]!;
  if (name !== undefined) return fn.params.find(param => param.name === name);
  const isSpread = args.slice(0, index).some(arg => arg.spread || arg.name !== undefined);
  const param = isSpread ? undefined : fn.params.filter(({ kind }) => kind !== 'keyword')[index];
  return param?.kind === 'positional' ? param : undefined;
}

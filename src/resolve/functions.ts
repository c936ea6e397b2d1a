/** Calls of functions of the project: parameters bound to arguments, returns evaluated. */
import type { Arm, Def, Expr, Fn, Param, Place } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Arguments, Entry, Env, FunctionValue, Value } from '../core/value.ts';
import { namesIn } from '../core/walk.ts';
import { given, positionOf } from './arguments.ts';
import { choice, nothing, optionsOf, unknown } from './choice.ts';
import { valuesOf } from './cut.ts';
import { fromClick, fromCommander } from './builtins/command-line.ts';
import type { Engine } from './engine.ts';
import { injected } from './injected.ts';
import { contentOf, namesOf } from './iteration.ts';
import { annotationOf, provided } from './provided.ts';
import { byTests, truth } from './truth.ts';

/** Deeper chains of calls than this are not followed. */
const deepest = 14;

/** The frame of one call of a function. */
export function callFrame(engine: Engine, { fn, env, self, bound, handed }: FunctionValue, call: Arguments | undefined): Env {
  const args = call && handed ? { ...call, expr: { ...call.expr, args: handed } } : call;
  const parent = env ?? (fn.parent && engine.frame(fn.parent));
  const all = bound && args ? { ...args, before: bound } : (args ?? bound);
  // An arrow or nested function shares the receiver of what is around it.
  const receiver = self ?? (fn.owner ? undefined : parent?.self);
  return { fn, depth: (args?.env?.depth ?? parent?.depth ?? 0) + 1, ...(all && { args: all }), ...(receiver && { self: receiver }), ...(parent && { parent }) };
}

/** The functions that a call may mean: of several methods with one name those that take as many arguments. */
export function overloads(callee: FunctionValue, count: number): FunctionValue[] {
  const all = callee.fn.overloads;
  if (!all) return [callee];
  const fitting = all.filter(({ params }) => params.length === count && params.at(-1)?.kind !== 'rest');
  const open = all.filter(({ params }) => params.at(-1)?.kind === 'rest' && count >= params.length - 1);
  const found = fitting.length > 0 ? fitting : open;
  return (found.length > 0 ? found : [callee.fn]).map(fn => ({ ...callee, fn }));
}

/** What a function returns; its `yield`s as a list where it is a generator. */
export function returned(engine: Engine, callee: FunctionValue, args: Arguments | undefined): Value {
  const env = callFrame(engine, callee, args);
  if (env.depth > deepest || isRunning(env)) return unknown('limit', callee.fn.name);
  const { fn } = callee;
  // Nobody asks a method for nothing: a subclass has another.
  if (fn.owner && fn.kind !== 'constructor' && !fn.isGenerator && fn.returns.every(({ value }) => value.kind === 'constant' && value.value === null)) return unknown('call');
  if (fn.isGenerator) return { kind: 'list', items: fn.yields.map(({ value }) => engine.evaluate(value, env)), open: true };

  const reachable = fn.returns.filter(({ at }) => possible(engine, at.arms, env));
  // A return that certainly happens ends the function: later ones are not reached.
  const first = reachable.findIndex(({ at }) => at.arms.length === 0 || at.arms.every(arm => certain(engine, arm, env)));
  const reached = (first < 0 ? reachable : reachable.slice(0, first + 1)).map(({ value }) => value);
  const values = valuesOf(reached, fn.module, value => engine.evaluate(value, env));
  return values.length > 0 ? choice(values) : nothing;
}

/** The same function with the same arguments is already being run in this chain of frames. */
function isRunning(env: Env): boolean {
  let count = 0;
  for (let frame: Env | undefined = env.args?.env; frame; frame = frame.args?.env) if (frame.fn === env.fn && ++count > 1) return true;
  return false;
}

/** May these arms run, as far as their tests are known? */
export function possible(engine: Engine, arms: readonly Arm[], env: Env): boolean {
  return arms.every(arm => outcome(engine, arm, env) !== false);
}

function certain(engine: Engine, arm: Arm, env: Env): boolean {
  return arm.branch.kind === 'try' ? arm.index === 0 : outcome(engine, arm, env) === true;
}

/** Does an `if` arm run: decided where the tests are known. */
function outcome(engine: Engine, arm: Arm, env: Env): boolean | undefined {
  return byTests(arm, test => truth(engine, test, env));
}

/** Does an arm run for the arguments of the call that this frame is of, and in the turn of a loop that runs? Undefined where they do not decide it. */
export function byArguments(engine: Engine, arm: Arm, env: Env): boolean | undefined {
  return env.args || env.turn ? byTests(arm, test => truthByArguments(engine, test, env)) : undefined;
}

/** Of `given && setting` the parameter alone may decide. */
function truthByArguments(engine: Engine, test: Expr, env: Env): boolean | undefined {
  if (asksGiven(test, env)) return truth(engine, test, env);
  if (test.kind !== 'choose' || (test.operator !== 'and' && test.operator !== 'or')) return undefined;
  const isOr = test.operator === 'or';
  return test.options.some(option => truthByArguments(engine, option, env) === isOr) ? isOr : undefined;
}

/** Parameters that nothing else is assigned to, and constants made of them: in a loop, what other names hold changes from turn to turn. In a turn these are known. */
function asksGiven(test: Expr, { fn, turn }: Env): boolean {
  return isMadeOf(test, fn, def => def.kind === 'param' || (turn !== undefined && def.kind === 'item'), turn !== undefined);
}

/** Are all names of an expression given, or bound once to what is? `free`: whatever that is. */
function isMadeOf(expr: Expr, fn: Fn, isGiven: (def: Def) => boolean, free: boolean, depth = 0): boolean {
  const names = [...namesIn(expr)];
  const isConstant = (def: Def, count: number): boolean => def.kind === 'assign' && count === 1 && (free || (depth < 3 && isMadeOf(def.value, fn, isGiven, free, depth + 1)));
  return names.length > 0 && names.every(({ binding }) => binding?.fn === fn && binding.defs.every(def => isGiven(def) || isConstant(def, binding.defs.length)));
}

/** Is this place reached for what is known in the frame? */
export function reaches(engine: Engine, place: Place, env: Env): boolean {
  return possible(engine, place.arms, env);
}

/** The value of a parameter in a frame: the argument, else the default, else unknown. */
export function parameterValue(engine: Engine, fn: Fn, param: Param, env: Env): Value {
  if (!env.args) return standalone(engine, fn, param, env);
  const all = given(engine, env.args);
  // Who starts a command hands nothing to it: its framework does.
  const fallback = (): Value => (param.default ? engine.evaluate(param.default, env) : (fromClick(engine, fn, param) ?? nothing));
  const unsure = (): Value => choice([...(param.default ? [engine.evaluate(param.default, env)] : []), all.rest && param.name !== undefined ? engine.member(all.rest, param.name) : unknown('parameter', param.name)]);

  if (param.kind === 'rest') return { kind: 'list', items: all.positional.slice(positionOf(fn, param)).map(argument => argument.value()), open: all.openItems };
  if (param.kind === 'rest-keywords') {
    const taken = new Set(fn.params.map(other => other.name));
    const entries = new Map<string, Entry>();
    for (const [name, value] of all.named) if (!taken.has(name)) entries.set(name, { value: value() });
    return { kind: 'object', entries, open: all.openNames, ...(all.rest && { rest: all.rest }) };
  }
  const byName = param.name === undefined ? undefined : all.named.get(param.name);
  if (byName) return orDefault(engine, byName(), param, env);
  const position = positionOf(fn, param);
  const argument = param.kind === 'keyword' ? undefined : all.positional[position];
  if (argument) return orDefault(engine, argument.value(), param, env);
  return all.openItems || all.openNames ? unsure() : fallback();
}

/** `undefined` handed in means the default. */
function orDefault(engine: Engine, value: Value, param: Param, env: Env): Value {
  if (!param.default || isPython(env.fn.module.language)) return value;
  const options = optionsOf(value);
  return options.some(option => option.kind === 'null') ? choice([...options.filter(option => option.kind !== 'null'), engine.evaluate(param.default, env)]) : value;
}

/** A parameter of a function whose callers are not known: unknown, and its default where it has one. */
function standalone(engine: Engine, fn: Fn, param: Param, env: Env): Value {
  const callback = fn.passedTo && callbackItem(engine, fn, param, env);
  if (callback) return callback;
  const { type, notes } = annotationOf(engine, param, env);
  const fallback = param.default && engine.evaluate(param.default, env);
  const handed = injected(engine, fn, param, type) ?? provided(engine, fallback ? [...notes, fallback] : notes, type) ?? fromClick(engine, fn, param) ?? fromCommander(engine, fn, param);
  if (handed) return handed;
  const value: Value = {
    kind: 'unknown',
    reason: 'parameter',
    ...(param.name !== undefined && { name: param.name }),
    param: { fn, param, path: [] },
    ...(type && { type }),
  };
  return fallback && fallback.kind !== 'null' ? choice([value, fallback]) : value;
}

const eachItem = new Set(['map', 'forEach', 'flatMap', 'filter', 'find', 'some', 'every', 'sortBy']);

/** The first parameter of a callback of `list.map(…)` and the like is an item of the list, the second of one of `map.forEach(…)` its key. */
function callbackItem(engine: Engine, fn: Fn, param: Param, env: Env): Value | undefined {
  const { call, index } = fn.passedTo!;
  const { callee } = call;
  if (param.index > 1 || index !== 0 || callee.kind !== 'member' || typeof callee.property !== 'string' || !eachItem.has(callee.property)) return undefined;
  const over = engine.evaluate(callee.object, env.parent ?? engine.frame(call.at.fn));
  const isMap = over.kind === 'object' && callee.property === 'forEach';
  if (param.index === 1 && !isMap) return undefined;
  const list = isMap ? (param.index === 0 ? contentOf(over) : namesOf(over)) : over;
  return list.kind === 'list' && list.items.length > 0 ? choice([...list.items, ...(list.open ? [unknown('parameter', param.name)] : [])]) : undefined;
}

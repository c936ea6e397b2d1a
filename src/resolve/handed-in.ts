/** Objects that are handed to a function where it is called: the file that calls it knows them, not the one that holds it. */
import type { CallExpr, Fn } from '../core/ir.ts';
import type { Unknown, Value } from '../core/value.ts';
import { argumentFor } from './arguments.ts';
import { optionsOf } from './choice.ts';
import type { Engine, Files } from './engine.ts';
import { importersOf } from './importing.ts';

/** Calls of one function; who is called from more places says enough in its own file, or nothing does. */
const mostCallers = 8;
/** An object may be handed on from one function to the next. */
const deepest = 3;

interface CallersOf {
  readonly own: readonly CallExpr[];
  readonly others: readonly CallExpr[];
}
/** Who calls what, for all who ask. */
const known = new WeakMap<Files, Map<Fn, CallersOf>>();

/**
 * The objects of the project, and modules of it, that a parameter holds in the calls of other files; they tell which function is meant where
 * its methods are called, and nothing else. What a call in the same file hands in is left to those who look at that file.
 */
export function objectsHandedIn(engine: Engine, value: Unknown, depth = 0): readonly Value[] {
  const { param: place } = value;
  if (!place || !engine.files.importers || depth > deepest) return [];
  const { fn, param, path } = place;
  if (fn.name === undefined || fn.kind === 'constructor' || param.kind === 'rest' || param.kind === 'rest-keywords') return [];
  const { own, others } = callersOf(engine, fn);
  if (own.length + others.length === 0 || own.length + others.length > mostCallers) return [];
  const argumentIn = (call: CallExpr): readonly Value[] => {
    const argument = argumentFor(engine, { expr: call, env: engine.frame(call.at.fn), module: call.at.fn.module }, fn, param);
    return argument ? optionsOf(path.reduce((holder: Value, step) => engine.member(holder, step), argument)) : [];
  };
  const ofOwn = own.flatMap(argumentIn);
  if (ofOwn.some(isObject)) return [];
  const options = [...ofOwn, ...others.flatMap(argumentIn)];
  return distinct(options.flatMap(option => (isObject(option) ? [option] : option.kind === 'unknown' && option.param?.fn !== fn ? objectsHandedIn(engine, option, depth + 1) : [])));
}

function isObject(value: Value): boolean {
  return value.kind === 'instance' || value.kind === 'namespace';
}

/** An object that several calls hand in is one. */
function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, index) => values.findIndex(other => isSame(value, other)) === index);
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'instance') return b.kind === 'instance' && a.cls === b.cls && a.args?.expr === b.args?.expr;
  return a === b || (a.kind === 'namespace' && b.kind === 'namespace' && a.path === b.path);
}

function callersOf(engine: Engine, fn: Fn): CallersOf {
  let callers = known.get(engine.files);
  if (!callers) known.set(engine.files, (callers = new Map()));
  const old = callers.get(fn);
  if (old) return old;
  const found = engine.apart(() => {
    const [own = [], ...others] = [fn.module, ...importersOf(engine, fn.module)].map(module => module.calls.filter(call => canCall(call, fn) && calls(engine, call, fn)));
    return { own, others: others.flat() };
  });
  callers.set(fn, found);
  return found;
}

/** As far as its names tell. */
function canCall({ callee, isNew, args }: CallExpr, fn: Fn): boolean {
  if (isNew || args.length === 0) return false;
  if (callee.kind === 'member') return callee.property === fn.name;
  if (callee.kind !== 'name') return false;
  return callee.name === fn.name || (callee.binding?.defs.some(def => def.kind === 'import' && (def.name === fn.name || def.name === 'default' || def.name === '=')) ?? false);
}

function calls(engine: Engine, { callee, at }: CallExpr, fn: Fn): boolean {
  return optionsOf(engine.evaluate(callee, engine.frame(at.fn))).some(option => option.kind === 'function' && option.fn === fn);
}

/** Does a method leave all to its heirs: nothing to return, and no call but of the error that it throws? */
export function isLeftToHeirs(fn: Fn): boolean {
  const isError = ({ callee }: CallExpr): boolean => callee.kind === 'name' && /(?:Error|Exception)$/.test(callee.name);
  return fn.owner !== undefined && fn.returns.every(({ value }) => value.kind === 'constant' && value.value === null) && fn.module.calls.every(call => call.at.fn !== fn || isError(call));
}

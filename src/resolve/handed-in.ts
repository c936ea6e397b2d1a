/** Objects that are handed to a function where it is called: the file that calls it knows them, not the one that holds it. */
import type { CallExpr, Fn } from '../core/ir.ts';
import type { Unknown, Value } from '../core/value.ts';
import { argumentIn, callersOf, distinct } from './callers.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';

/** Calls of one function; who is called from more places says enough in its own file, or nothing does. */
const mostCallers = 8;
/** An object may be handed on from one function to the next. */
const deepest = 3;

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
  const optionsIn = (call: CallExpr): readonly Value[] => {
    const argument = argumentIn(engine, call, fn, param);
    return argument ? optionsOf(path.reduce((holder: Value, step) => engine.member(holder, step), argument)) : [];
  };
  const ofOwn = own.flatMap(optionsIn);
  if (ofOwn.some(isObject)) return [];
  const options = [...ofOwn, ...others.flatMap(optionsIn)];
  return distinct(options.flatMap(option => (isObject(option) ? [option] : option.kind === 'unknown' && option.param?.fn !== fn ? objectsHandedIn(engine, option, depth + 1) : [])));
}

function isObject(value: Value): boolean {
  return value.kind === 'instance' || value.kind === 'namespace';
}

/** Does a method leave all to its heirs: nothing to return, and no call but of the error that it throws? */
export function isLeftToHeirs(fn: Fn): boolean {
  const isError = ({ callee }: CallExpr): boolean => callee.kind === 'name' && /(?:Error|Exception)$/.test(callee.name);
  return fn.owner !== undefined && fn.returns.every(({ value }) => value.kind === 'constant' && value.value === null) && fn.module.calls.every(call => call.at.fn !== fn || isError(call));
}

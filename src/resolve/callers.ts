/** Who calls a function, or makes an instance of a class: in its own file, and in those that import it. */
import type { CallExpr, Class, Fn, Param } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Value } from '../core/value.ts';
import { argumentFor } from './arguments.ts';
import { optionsOf } from './choice.ts';
import type { Engine, Files } from './engine.ts';
import { importersOf } from './importing.ts';

export interface Callers {
  readonly own: readonly CallExpr[];
  readonly others: readonly CallExpr[];
}

/** For all who ask: it takes many files to find out. */
const known = new WeakMap<Files, Map<Fn | Class, Callers>>();
const none: Callers = { own: [], others: [] };

export function callersOf(engine: Engine, target: Fn | Class): Callers {
  let found = known.get(engine.files);
  if (!found) known.set(engine.files, (found = new Map()));
  const old = found.get(target);
  if (old) return old;
  // Asked again while it is being found out, the answer is that none is known.
  found.set(target, none);
  const callers = engine.apart(() => {
    const [own = [], ...others] = [target.module, ...importersOf(engine, target.module)].map(({ calls }) => calls.filter(call => canMean(call, target) && means(engine, call, target)));
    return { own, others: others.flat() };
  });
  found.set(target, callers);
  return callers;
}

function isClass(target: Fn | Class): target is Class {
  return 'methods' in target;
}

/** As far as its names tell: to follow every imported name would read most of a project. A barrel that gives another name is not seen. */
function canMean({ callee, isNew, args, at }: CallExpr, target: Fn | Class): boolean {
  const makes = isNew || isPython(at.fn.module.language);
  if (isClass(target) ? !makes : isNew || args.length === 0) return false;
  if (callee.kind === 'member') return callee.property === target.name;
  // `cls(…)` in a method of the class.
  if (callee.kind === 'this') return isClass(target) && !callee.isSuper && callee.cls === target && at.fn.isStatic === true;
  if (callee.kind !== 'name') return false;
  const isOther = (name: string | undefined): boolean => name === target.name || name === 'default' || name === '=';
  return callee.name === target.name || (callee.binding?.defs ?? []).some(def => (def.kind === 'import' ? isOther(def.name) : def.kind === 'assign' && isClass(target)));
}

function means(engine: Engine, { callee, at }: CallExpr, target: Fn | Class): boolean {
  return optionsOf(engine.evaluate(callee, engine.frame(at.fn))).some(option => (option.kind === 'class' ? option.cls === target : option.kind === 'function' && option.fn === target));
}

/** What a parameter gets in one of them; undefined where nothing is handed in. */
export function argumentIn(engine: Engine, expr: CallExpr, fn: Fn, param: Param): Value | undefined {
  return argumentFor(engine, { expr, env: engine.frame(expr.at.fn), module: expr.at.fn.module }, fn, param);
}

/** An object that several calls hand over is one. */
export function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, index) => values.findIndex(other => isSame(value, other)) === index);
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'instance') return b.kind === 'instance' && a.cls === b.cls && a.args?.expr === b.args?.expr;
  return a === b || (a.kind === 'namespace' && b.kind === 'namespace' && a.path === b.path);
}

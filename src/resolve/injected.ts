/** Objects that are handed to a constructor where its class is used: the file that makes it knows them, not the one that holds it. */
import type { CallExpr, Class, Fn, Param } from '../core/ir.ts';
import type { Value } from '../core/value.ts';
import { argumentFor } from './arguments.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine, Files } from './engine.ts';
import { importersOf } from './importing.ts';

/** Places that make one; of a class that is made in more, its file says enough or nothing does. */
const mostMakers = 8;

/** Who makes what, for all who ask: it takes many files to find out. */
const known = new WeakMap<Files, Map<Class, readonly CallExpr[]>>();

/**
 * What a parameter of a constructor gets, as far as it is an object of a class of the project, or holds such objects by name.
 * Data that is handed in stays unknown, and so does what an annotation tells: a file means the same to an editor, which does not see
 * who imports it.
 */
export function injected(engine: Engine, fn: Fn, param: Param, type: Value | undefined): Value | undefined {
  const cls = fn.owner;
  if (fn.kind !== 'constructor' || !cls || param.kind === 'rest' || param.kind === 'rest-keywords') return undefined;
  const makers = makersOf(engine, cls);
  if (makers.length === 0 || makers.length > mostMakers) return undefined;
  const values = makers.flatMap(call => {
    const value = argumentFor(engine, { expr: call, env: engine.frame(call.at.fn), module: call.at.fn.module }, fn, param);
    const options = value ? optionsOf(value) : [];
    const objects = options.flatMap(option => objectsOf(option) ?? []);
    return objects.length > 0 ? objects : options.filter(option => option.kind === 'external');
  });
  const told = type?.kind === 'class' ? type.cls : undefined;
  // An object of a package alone is what the file would take it for anyway.
  return values.some(value => value.kind !== 'external' && (value.kind !== 'instance' || value.cls !== told)) ? choice(distinct(values)) : undefined;
}

/** The objects in a value; undefined where there are none. */
function objectsOf(value: Value): Value | undefined {
  if (value.kind === 'instance') return value;
  if (value.kind !== 'object' || value.type) return undefined;
  const entries = [...value.entries].filter(([, entry]) => optionsOf(entry.value).every(option => option.kind === 'instance'));
  return entries.length > 0 ? { ...value, entries: new Map(entries), open: true } : undefined;
}

/** Objects of one class, made in several places, are one. */
function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, index) => value.kind !== 'instance' || values.findIndex(other => other.kind === 'instance' && other.cls === value.cls) === index);
}

/** Calls that make an instance of a class, in its own file and in those that import it. */
function makersOf(engine: Engine, cls: Class): readonly CallExpr[] {
  let classes = known.get(engine.files);
  if (!classes) known.set(engine.files, (classes = new Map()));
  const old = classes.get(cls);
  if (old) return old;
  // Asked again while it is being found out, the answer is that none is known.
  classes.set(cls, []);
  const makers = engine.apart(() => [cls.module, ...importersOf(engine, cls.module)].flatMap(module => module.calls.filter(call => canMake(call, cls) && makes(engine, call, cls))));
  classes.set(cls, makers);
  return makers;
}

/** As far as its names tell: to follow every imported name would read most of a project. A barrel that gives a class another name is not seen. */
function canMake({ callee, isNew, at }: CallExpr, cls: Class): boolean {
  const { language } = at.fn.module;
  if (!isNew && language !== 'python' && language !== 'notebook') return false;
  if (callee.kind === 'member') return callee.property === cls.name;
  if (callee.kind !== 'name') return false;
  const defs = callee.binding?.defs ?? [];
  return defs.length === 0 ? callee.name === cls.name : defs.some(def => (def.kind === 'class' ? def.cls === cls : def.kind === 'import' ? def.name === cls.name || def.name === 'default' || def.name === '=' : def.kind === 'assign'));
}

function makes(engine: Engine, { callee, at }: CallExpr, cls: Class): boolean {
  return optionsOf(engine.evaluate(callee, engine.frame(at.fn))).some(option => option.kind === 'class' && option.cls === cls);
}

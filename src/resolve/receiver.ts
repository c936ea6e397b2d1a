/** Which object `this` is. */
import type { Class, Holder } from '../core/ir.ts';
import type { Entry, Env, Value } from '../core/value.ts';
import { opened, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { plain } from './text.ts';

/** The receiver of the nearest frame that has one of this class, else of the nearest that has any. */
export function selfOf(env: Env, cls: Class | undefined): Value | undefined {
  let nearest: Value | undefined;
  for (let frame: Env | undefined = env; frame; frame = frame.parent) {
    const { self } = frame;
    if (self && (!cls || ('cls' in self && self.cls === cls))) return self;
    nearest ??= self;
  }
  // A class inside another sees what that has.
  return cls && nearest && 'cls' in nearest && isInside(nearest.cls, cls) ? { kind: 'instance', cls } : nearest;
}

function isInside(inner: Class, outer: Class): boolean {
  return inner.module === outer.module && outer.range[0] < inner.range[0] && inner.range[1] < outer.range[1];
}

/**
 * The object literal whose method names it. What is empty there, or written by a method, is for somebody to fill; what is not in it may have been
 * put there by whom it was handed to (stores, components), and so may more of its lists and objects.
 */
export function literalAround(engine: Engine, { object, fn, written }: Holder, env: Env): Value | undefined {
  let outer: Env | undefined = env;
  while (outer && outer.fn !== fn) outer = outer.parent;
  const value = engine.evaluate(object, outer ?? engine.frame(fn));
  if (value.kind !== 'object') return undefined;
  const kept = [...value.entries].filter(([name, entry]) => !written.has(name) && !optionsOf(entry.value).every(isEmpty));
  const entries = kept.map(([name, entry]): [string, Entry] => [name, { ...entry, value: opened(entry.value) }]);
  return { ...value, entries: new Map(entries), open: true };
}

/** An object of a class as a literal makes it, which methods change later: what is empty is for them to fill, and lists may hold more. */
export function afterMethods(value: Value, { writes }: Class): Value {
  if (value.kind !== 'object' || writes.length === 0) return value;
  const written = new Set(writes.map(def => ('path' in def ? def.path?.[0] : undefined)));
  const entries = [...value.entries].flatMap(([name, entry]): [string, Entry][] => {
    if (!written.has(name)) return [[name, entry]];
    return optionsOf(entry.value).every(isEmpty) ? [] : [[name, { ...entry, value: opened(entry.value) }]];
  });
  return { ...value, entries: new Map(entries) };
}

function isEmpty(value: Value): boolean {
  return value.kind === 'null' || plain(value) === '';
}

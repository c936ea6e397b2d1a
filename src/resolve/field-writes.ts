/** What code puts into the fields of a class and of its instances. */
import type { Class, Def } from '../core/ir.ts';
import type { ClassValue, Value } from '../core/value.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';

/** What methods put into a field, or into something in it. */
export function writesTo(cls: Class, name: string): Def[] {
  return cls.writes.filter(def => 'path' in def && def.path?.[0] === name);
}

/** What a field of the class itself is filled with, by static methods or by the name of the class: `Service.instance = new Service()`. Undefined where nothing is seen to. */
export function filledLater(engine: Engine, { cls }: ClassValue, name: string): Value | undefined {
  const byName = cls.name === undefined ? [] : (cls.module.globals.get(cls.name)?.defs ?? []);
  const isWhole = (def: Def): def is Extract<Def, { kind: 'set' }> => def.kind === 'set' && def.path.length === 1 && def.path[0] === name && !def.append;
  const writes = [...writesTo(cls, name).filter(def => def.at.fn.isStatic), ...byName].filter(isWhole);
  const values = writes.flatMap(def => optionsOf(engine.evaluate(def.value, engine.frame(def.at.fn)))).filter(({ kind }) => kind !== 'null');
  return values.length > 0 ? choice(values) : undefined;
}

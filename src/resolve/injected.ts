/** Objects that are handed to a constructor where its class is used: the file that makes it knows them, not the one that holds it. */
import type { Fn, Param } from '../core/ir.ts';
import type { Value } from '../core/value.ts';
import { argumentIn, callersOf, distinct } from './callers.ts';
import { choice, optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';

/** Places that make one; of a class that is made in more, its file says enough or nothing does. */
const mostMakers = 8;

/**
 * What a parameter of a constructor gets, as far as it is an object of a class of the project, or holds such objects by name.
 * Data that is handed in stays unknown, and so does what an annotation tells: a file means the same to an editor, which does not see
 * who imports it.
 */
export function injected(engine: Engine, fn: Fn, param: Param, type: Value | undefined): Value | undefined {
  const cls = fn.owner;
  if (fn.kind !== 'constructor' || !cls || param.kind === 'rest' || param.kind === 'rest-keywords') return undefined;
  const { own, others } = callersOf(engine, cls);
  const makers = [...own, ...others];
  if (makers.length === 0 || makers.length > mostMakers) return undefined;
  const values = makers.flatMap(call => {
    const value = argumentIn(engine, call, fn, param);
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

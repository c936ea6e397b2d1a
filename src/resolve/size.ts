/** A bound on values that grow as they are followed (`text + text`, again and again): no request holds so much. */
import { isLiteral } from '../core/call.ts';
import type { Text, Value } from '../core/value.ts';

const mostCharacters = 4_000_000;
/** Pieces of a text, and items of a list, that anybody can make something of. */
export const mostParts = 20_000;
/** Holes of a text: where each comes from is looked up. */
const mostHoles = 1000;
/** Values in a structure, each counted where it stands: whoever walks it meets one that stands in two places twice. */
const mostValues = 50_000;

const counts = new WeakMap<Value, number>();

/** Is it larger than anything that is sent? What is made of it would be larger still, without end. */
export function isTooLarge(value: Value): boolean {
  switch (value.kind) {
    case 'choice':
      return value.options.some(isTooLarge);
    case 'list':
      return value.items.length > mostParts || valuesIn(value) > mostValues;
    case 'object':
    case 'json':
      return valuesIn(value) > mostValues;
    case 'text':
      return value.pieces.length > mostParts || isLong(value);
    default:
      return false;
  }
}

function isLong({ pieces }: Text): boolean {
  let characters = 0;
  let holes = 0;
  for (const piece of pieces) {
    if (isLiteral(piece)) characters += piece.value.length;
    else holes++;
  }
  return characters > mostCharacters || holes > mostHoles;
}

function valuesIn(value: Value): number {
  const inside = innerOf(value);
  if (inside.length === 0) return 1;
  let count = counts.get(value);
  if (count === undefined) counts.set(value, (count = inside.reduce((sum, each) => sum + valuesIn(each), 1)));
  return count;
}

function innerOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'choice':
      return value.options;
    case 'list':
      return value.items;
    case 'json':
      return [value.value];
    case 'object':
      return [...value.entries.values()].map(entry => entry.value);
    case 'text':
      return value.pieces.flatMap(piece => (isLiteral(piece) || !piece.value ? [] : [piece.value]));
    default:
      return [];
  }
}

/** Lists put together, as long as they stay within reason; undefined beyond that. */
export function partsWithin<Part>(lists: Iterable<readonly Part[]>): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const list of lists) {
    if (parts.length + list.length > mostParts) return undefined;
    parts.push(...list);
  }
  return parts;
}

/** Edits that put a cache point behind a part of a request, printed in the language of the file. */
import type { Edit } from '../../core/edit.ts';
import { insertEntry, insertItem, wrap } from '../../core/edit.ts';
import type { Module, Plain } from '../../core/ir.ts';
import type { ListValue, ObjectValue } from '../../core/value.ts';
import type { Written } from './field.ts';

/** Put an item right behind item `index` of a list literal. */
export function itemBehind(list: ListValue, index: number, item: Plain): Edit[] | undefined {
  const { module, expr } = list.origin ?? {};
  if (!module || expr?.kind !== 'list') return undefined;
  const upTo = expr.items.slice(0, index + 1);
  // A spread before it moves the places: what is item 3 of the value may be item 1 of the source.
  if (upTo.length <= index || upTo.some(each => each.kind !== 'item')) return undefined;
  return asList(insertItem(list, module.syntax.literal(item), index));
}

/** Add a key to an object literal. */
export function markOn(object: ObjectValue, key: string, value: Plain): Edit[] | undefined {
  return asList(insertEntry(object, key.split('.'), value));
}

const HOLE = 8_675_309;

/** Write `around(value)` in place of a value: `system: S` becomes `system: [{ type: 'text', text: S }]`. */
export function wrapWritten(place: Written, around: (hole: Plain) => Plain): Edit[] {
  const { module, key, value, range } = place;
  const span = { path: module.path, range: value.range };
  const [before, after] = aroundHole(module, around);
  // Shorthand (`{ system }`): the key has to be written out.
  const isShorthand = place.into === 'object' && value.range[0] === range[0];
  if (!isShorthand) return wrap(span, before, after);
  const [head, tail] = module.syntax.entry(key, String(HOLE), 'object').split(String(HOLE)) as [string, string];
  return wrap(span, head + before, after + tail);
}

/** The code before and behind the hole of a printed value. */
export function aroundHole(module: Module, around: (hole: Plain) => Plain): [before: string, after: string] {
  return module.syntax.literal(around(HOLE)).split(String(HOLE)) as [string, string];
}

function asList(edit: Edit | undefined): Edit[] | undefined {
  return edit && [edit];
}

/** Objects made of keys with their values: `{k: v for …}`, `dict(pairs)`, `Object.fromEntries(pairs)`, `new Map(pairs)`. */
import type { Entry, ListValue, ObjectValue, Origin, Value } from '../core/value.ts';
import { choice, mapOptions, unknown } from './choice.ts';
import { keyFrom } from './path.ts';

/** Items that may be absent, of lists about which nothing else is open. A list that is changed is another one. */
const unsure = new WeakMap<ListValue, ReadonlySet<Value>>();

/** The list, with what is known of why it is open: these items may be absent. */
export function withUnsure(list: ListValue, items: ReadonlySet<Value>): ListValue {
  if (items.size > 0) unsure.set(list, items);
  return list;
}

/** The object that a list of pairs makes; no literal, for nothing can be inserted there. What is no list, or no pair of one, leaves it open. */
export function objectOfPairs(pairs: Value, origin: Origin): ObjectValue {
  const entries = new Map<string, Entry>();
  if (pairs.kind !== 'list') return { kind: 'object', entries, open: true, origin };
  const maybe = unsure.get(pairs);
  let open = pairs.open && !maybe;
  for (const item of pairs.items) {
    const [key, value] = item.kind === 'list' && item.items.length === 2 ? item.items : [];
    const name = key && keyFrom(key);
    if (name === undefined || value === undefined) open = true;
    else entries.set(String(name), { value, ...(maybe?.has(item) && { optional: true }) });
  }
  return { kind: 'object', entries, open, origin };
}

/** `zip(a, b)` of lists that are known to their ends. */
export function zipped(lists: readonly Value[], origin: Origin): Value {
  const known = lists.flatMap(list => (list.kind === 'list' && !list.open && !list.unordered ? [list.items] : []));
  if (known.length < lists.length || known.length === 0) return unknown('call');
  const length = Math.min(...known.map(items => items.length));
  return { kind: 'list', items: Array.from({ length }, (_, index): Value => ({ kind: 'list', items: known.map(items => items[index]!), open: false })), open: false, origin };
}

/** `next(items, fallback)`: the first. What is looked for is there, as far as nothing says otherwise. */
export function firstOf(list: Value, fallback: Value): Value {
  return mapOptions(list, each => {
    if (each.kind !== 'list' || each.unordered) return unknown('call');
    const { items, open } = each;
    const maybe = unsure.get(each);
    if (items.length === 0) return open ? unknown('call') : fallback;
    if (!open) return items[0]!;
    const sure = maybe ? items.findIndex(item => !maybe.has(item)) : -1;
    return choice([...items.slice(0, sure < 0 ? undefined : sure + 1), ...(maybe ? [] : [unknown('call')])]);
  });
}

/** Each item behind its number: `enumerate(items)`, `items.entries()`. */
export function numbered(list: ListValue, origin: Origin): ListValue {
  return { kind: 'list', items: list.items.map((item, index): Value => ({ kind: 'list', items: [{ kind: 'number', value: index, origin }, item], open: false })), open: list.open };
}

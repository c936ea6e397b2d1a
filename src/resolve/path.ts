/** Steps into values, and changes along them. */
import type { Entry, ListValue, ObjectValue, Origin, Value } from '../core/value.ts';
import { choice, mapOptions, nothing, optionsOf, unknown } from './choice.ts';
import { plain } from './text.ts';

/** A step whose key has been evaluated; undefined where it is not known. */
export type Key = string | number | undefined;

/** The step to an item of a list, whichever. */
export const anyItem = '[]';

/** The key that a computed step has; undefined where it is not known. */
export function keyFrom(value: Value): Key {
  if (value.kind === 'number') return value.value;
  return plain(value);
}

/**
 * What stands under a key that may be one of several. A parameter, or a variable of the environment, with a default picks what stands under the
 * default, as it is the default where it is a value itself; what else may be handed in stays unknown.
 */
export function underKey(key: Value, member: (key: Key) => Value): Value {
  const options = optionsOf(key);
  const known = options.filter(option => keyFrom(option) !== undefined);
  const handedIn = options.filter(option => option.kind === 'unknown' && (option.reason === 'parameter' || option.reason === 'environment'));
  if (options.length === 1 || known.length === 0 || known.length + handedIn.length < options.length) return member(keyFrom(key));
  const picked = known.map(option => member(keyFrom(option))).filter(value => value.kind !== 'null');
  if (picked.length === 0) return member(undefined);
  // It is no longer the parameter: that is only the name of what is picked.
  return choice([...handedIn.map(option => (option.kind === 'unknown' ? unknown(option.reason, option.name, option.origin) : option)), ...picked]);
}

/** The entry of an object, item of a list; `undefined` where the value is of another kind (the evaluator knows more). */
export function entryAt(value: ObjectValue | ListValue, key: Key): Value {
  if (value.kind === 'object') return objectEntry(value, key);
  if (typeof key === 'number') {
    const item = value.items.at(key);
    if (!item) return value.open ? choice([...value.items, unknown('member')]) : nothing;
    return value.open && value.items.length > 1 ? choice([item, ...value.items]) : item;
  }
  if (key === 'length') return value.open ? unknown('member', 'length') : { kind: 'number', value: value.items.length };
  if (key === undefined) return value.items.length > 0 ? choice([...value.items, ...(value.open ? [unknown('member')] : [])]) : unknown('member');
  return unknown('member', key);
}

function objectEntry(object: ObjectValue, key: Key): Value {
  if (key === undefined) {
    const values = [...object.entries.values()].map(entry => entry.value);
    return values.length > 0 ? choice([...values, ...(object.open ? [unknown('member')] : [])]) : unknown('member');
  }
  const entry = object.entries.get(String(key));
  if (!entry) return object.open ? unknown('member', String(key)) : nothing;
  return entry.optional ? choice([entry.value, nothing]) : entry.value;
}

/** What of a change is certain, and where it is written. */
export interface Change {
  readonly optional: boolean;
  readonly origin: Origin | undefined;
}

/** `value` with `change(old)` at the path; objects missing on the way are created. Other kinds of value are left as they are. */
export function changeAt(value: Value, path: readonly Key[], change: (old: Value | undefined) => Value, how: Change): Value {
  if (path.length === 0) return how.optional ? choice([value, change(value)]) : change(value);
  if (value.kind === 'choice') return mapOptions(value, option => changeAt(option, path, change, how));

  const [key, ...rest] = path;
  if (value.kind === 'object') return changeObject(value, key, rest, change, how);
  if (value.kind === 'list' && typeof key === 'number') {
    const index = key < 0 ? value.items.length + key : key;
    const old = value.items[index];
    if (!old) return { ...value, open: true };
    const items = [...value.items];
    items[index] = changeAt(old, rest, change, how);
    return { ...value, items };
  }
  if (value.kind === 'list') return { ...value, open: true };
  return value;
}

function changeObject(object: ObjectValue, key: Key, rest: readonly Key[], change: (old: Value | undefined) => Value, how: Change): Value {
  if (key === undefined) return { ...object, open: true };
  const name = String(key);
  const old = object.entries.get(name);
  const made = rest.length > 0
    ? changeAt(old?.value ?? { kind: 'object', entries: new Map(), open: object.open }, rest, change, how)
    : how.optional && old ? choice([old.value, change(old.value)]) : change(old?.value);
  const entry: Entry = {
    value: made,
    ...(how.origin && { origin: how.origin }),
    ...(how.optional && !old && { optional: true }),
    ...(old?.optional && how.optional && { optional: true }),
  };
  return { ...object, entries: new Map(object.entries).set(name, entry) };
}

/** Entries of `from` laid over those of `into`; `optional` where it may not happen. */
export function merge(into: ObjectValue, from: Value, optional = false): ObjectValue {
  switch (from.kind) {
    case 'object': {
      const entries = new Map(into.entries);
      for (const [key, entry] of from.entries) {
        const old = entries.get(key);
        if ((optional || entry.optional) && old) entries.set(key, { ...entry, value: choice([old.value, entry.value]), ...(old.optional ? { optional: true } : { optional: false }) });
        else entries.set(key, optional ? { ...entry, optional: true } : entry);
      }
      const rest = from.rest ?? into.rest;
      return { ...into, entries, open: into.open || from.open, ...(rest && { rest }) };
    }
    case 'choice':
      return from.options.reduce<ObjectValue>((object, option) => merge(object, option, true), into);
    case 'null':
    case 'boolean':
    case 'text':
    case 'number':
      return into;
    case 'unknown':
      // What the annotation of the parameter says (`dict`, the type of a whole request) is nothing about its keys.
      return { ...into, open: true, ...(from.param && { rest: { ...from, type: undefined } }) };
    default:
      return { ...into, open: true };
  }
}

/** A path removed from a value. */
export function removeAt(value: Value, path: readonly Key[]): Value {
  if (value.kind === 'choice') return mapOptions(value, option => removeAt(option, path));
  const [key, ...rest] = path;
  if (value.kind !== 'object' || key === undefined) return value;
  const entries = new Map(value.entries);
  const old = entries.get(String(key));
  if (rest.length === 0) entries.delete(String(key));
  else if (old) entries.set(String(key), { ...old, value: removeAt(old.value, rest) });
  return { ...value, entries };
}

/** A list with items put behind those it has. */
export function extend(value: Value, items: readonly Value[], how: { optional: boolean; open?: boolean; front?: boolean }): Value {
  if (value.kind === 'choice') return mapOptions(value, option => extend(option, items, how));
  if (value.kind !== 'list') return value;
  const joined = how.front ? [...items, ...value.items] : [...value.items, ...items];
  return { ...value, items: joined, open: value.open || how.optional || how.open === true };
}

/** What running over a value gives: the items of a list, the names, values or pairs of an object. */
import type { Module } from '../core/ir.ts';
import { isPython } from '../core/source.ts';
import type { Entry, ListValue, ObjectValue, Value } from '../core/value.ts';
import { choice, mapOptions, unknown } from './choice.ts';
import { anyItem } from './path.ts';
import { textOf } from './text.ts';

/** The names of an object's entries. */
export function namesOf(object: ObjectValue): ListValue {
  return { kind: 'list', items: [...object.entries].map(([name, entry]) => nameOf(name, entry, object)), open: object.open };
}

/** The values of an object's entries. */
export function contentOf({ entries, open }: ObjectValue): ListValue {
  return { kind: 'list', items: [...entries.values()].map(({ value }) => value), open };
}

/** The entries of an object, each a list of its name and its value. */
export function pairsOf(object: ObjectValue): ListValue {
  return { kind: 'list', items: [...object.entries].map(([name, entry]): Value => ({ kind: 'list', items: [nameOf(name, entry, object), entry.value], open: false })), open: object.open };
}

function nameOf(name: string, entry: Entry, object: ObjectValue): Value {
  const { path, range } = entry.origin ?? object.origin ?? { path: '', range: [0, 0] as const };
  return textOf([{ value: name, path, range, exact: false }]);
}

/** An object as the list that runs over it gives: a dictionary of Python its names, a map of JavaScript its pairs (a plain object has none to give there), others their values. */
export function runOver(value: Value, { language }: Pick<Module, 'language'>): Value {
  return mapOptions(value, option => {
    if (option.kind !== 'object') return option;
    if (isPython(language)) return namesOf(option);
    return language === 'javascript' || language === 'typescript' ? pairsOf(option) : contentOf(option);
  });
}

/** A name of what a loop runs over, or a number (`for (const key in object)`, `for index := range list`). */
export function keyOfItem(value: Value): Value {
  return mapOptions(value, option => (option.kind === 'list' ? unknown('member', 'index') : itemOf(option.kind === 'object' ? namesOf(option) : option)));
}

/** An item of a list. */
export function itemOf(list: Value): Value {
  return mapOptions(list, value => {
    if (value.kind === 'list') return value.items.length > 0 ? choice([...value.items, ...(value.open ? [unknown('member', 'item')] : [])]) : unknown('member', 'item');
    if (value.kind === 'external') return { ...value, path: [...value.path, anyItem] };
    if (value.kind !== 'unknown') return unknown('member', 'item');
    return { ...unknown('member', value.name), ...(value.param && { param: { ...value.param, path: [...value.param.path, anyItem] } }) };
  });
}

/** Functions that make lists, maps and sets. */
import type { ListValue, ObjectValue, Value } from '../../core/value.ts';
import { mapOptions, unknown } from '../choice.ts';
import { contentOf, namesOf, pairsOf, runOver } from '../iteration.ts';
import { firstOf, numbered, objectOfPairs, zipped } from '../pairs.ts';
import { entryAt, merge } from '../path.ts';
import type { Builtin } from './builtin.ts';
import { ofList } from './list-methods.ts';

/** `dict(…)`, with pairs, another dictionary or keyword arguments. */
const object: Builtin = (_engine, { args, given: all, at, origin }) => {
  const start: Extract<Value, { kind: 'object' }> = { kind: 'object', entries: new Map(), open: all.openNames, origin, literal: { module: args.module, expr: args.expr } };
  const first = at(0);
  if (first.kind === 'list' && all.named.size === 0) return objectOfPairs(first, origin);
  const base = all.positional.length > 0 ? merge(start, first) : start;
  return [...all.named].reduce((result, [name, value]) => {
    const arg = args.expr.args.find(candidate => candidate.name === name);
    const entries = new Map(result.entries).set(name, { value: value(), ...(arg && { origin: { path: args.module.path, range: arg.range, module: args.module, expr: arg.value } }) });
    return { ...result, entries };
  }, base);
};

const pairs: Builtin = (_engine, { at, origin }) => mapOptions(at(0), value => objectOfPairs(value, origin));
/** A map or a set that begins with entries; a set of JavaScript keeps their order. What other functions put into it later is not seen. */
const map: Builtin = (_engine, { args, at, origin }) => {
  const value = runOver(at(0), args.module);
  return args.expr.isNew && (value.kind === 'list' || value.kind === 'null') ? { ...objectOfPairs(value, origin), open: true } : undefined;
};
const orderedSet: Builtin = (_engine, { args, at }) => {
  const value = runOver(at(0), args.module);
  return args.expr.isNew && value.kind === 'list' ? { ...value, open: true } : undefined;
};

/** `list(items)`, `Array.from(map)`; a plain object of JavaScript with a length (`Array.from({ length: 3 })`) holds none. */
const list: Builtin = (engine, { args, at, given: all, origin }) => mapOptions(at(0), value => {
  if (value.kind === 'null') return { kind: 'list', items: [], open: false, origin };
  const over = value.kind === 'object' && value.entries.has('length') ? value : runOver(value, args.module);
  const items: ListValue = over.kind === 'list' ? over : { kind: 'list', items: [], open: true, origin };
  return at(1).kind === 'function' ? (ofList(items, 'map', { engine, given: all, args, origin, at: () => at(1) }) ?? unknown('call')) : items;
});

const set: Builtin = (engine, call) => mapOptions(list(engine, call)!, value => (value.kind === 'list' ? { ...value, unordered: true } : value));
const sorted: Builtin = (engine, call) =>
  mapOptions(list(engine, call)!, value => {
    if (value.kind !== 'list') return value;
    const { unordered: _set, ...rest } = value;
    return rest;
  });

const assign: Builtin = (_engine, { given: all, at }) =>
  all.positional.slice(1).reduce<Value>((result, argument) => (result.kind === 'object' ? merge(result, argument.value()) : result), at(0));

/** How many items a list has that is known to its end. */
const length: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'list' ? entryAt(value, 'length') : value.kind === 'unknown' ? value : unknown('call')));

/** A list made of an object: `Object.keys(x)`. */
const ofEntries = (make: (object: ObjectValue) => Value): Builtin => (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'object' ? make(value) : unknown('call')));

/** A list of the arguments. */
const gathered: Builtin = (_engine, { given: all, origin }) => ({ kind: 'list', items: all.positional.map(argument => argument.value()), open: all.openItems, origin });

export const collectionBuiltins: readonly (readonly [string, Builtin])[] = [
  [':Object.assign', assign],
  [':Object.entries', ofEntries(pairsOf)],
  [':Object.values', ofEntries(contentOf)],
  [':Object.keys', ofEntries(namesOf)],
  [':Object.fromEntries', pairs],
  [':Map', map],
  [':Set', orderedSet],
  [':Array.from', list],
  [':Array.of', gathered],
  [':dict', object],
  [':list', list],
  [':tuple', list],
  [':sorted', sorted],
  [':reversed', list],
  [':set', set],
  [':frozenset', set],
  [':enumerate', (_engine, { at, origin }) => mapOptions(at(0), value => (value.kind === 'list' ? numbered(value, origin) : unknown('call')))],
  [':zip', (_engine, { given: all, origin }) => (all.openItems ? unknown('call') : zipped(all.positional.map(argument => argument.value()), origin))],
  [':next', (_engine, { at }) => firstOf(at(0), at(1))],
  [':len', length],
  ['asyncio:gather', gathered],
];

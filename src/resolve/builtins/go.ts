/** Functions of Go's standard library, and of AWS SDK for Go, that values pass through. */
import type { Entry, Value } from '../../core/value.ts';
import { mapOptions, nothing, unknown } from '../choice.ts';
import { formatVerbs, replaceAll } from '../format.ts';
import { partsWithin } from '../size.ts';
import { excerpt, plain, textOf, trim } from '../text.ts';
import type { Builtin, GlobalCall } from './builtin.ts';

const same: Builtin = (_engine, { at }) => at(0);

const json: Builtin = (_engine, { at, origin }) => ({ kind: 'json', value: inJson(at(0)), origin });

/** Values as `encoding/json` writes them: fields by their tags. */
function inJson(value: Value, depth = 0): Value {
  if (depth > 12) return value;
  return mapOptions(value, option => {
    if (option.kind === 'list') {
      const items = option.items.map(item => inJson(item, depth + 1));
      // Items of a struct are no maps: what a fix would print does not go among them.
      const isTyped = option.items.some(item => item.kind === 'object' && item.type);
      const { origin } = option;
      return { ...option, items, ...(isTyped && origin && { origin: { path: origin.path, range: origin.range } }) };
    }
    if (option.kind !== 'object') return option;
    const fields = option.type?.kind === 'class' ? option.type.cls.fields : undefined;
    const entries = new Map<string, Entry>();
    for (const [name, entry] of option.entries) {
      const key = fields?.get(name)?.key ?? name;
      if (key !== '-') entries.set(key, { ...entry, value: inJson(entry.value, depth + 1) });
    }
    const { literal, type, ...rest } = option;
    return { ...rest, entries, ...(literal && !type && { literal }) };
  });
}

const sprintf: Builtin = (_engine, call) => formatted(call, 0);

function formatted({ at, given, args }: GlobalCall, first: number): Value {
  return mapOptions(at(first), format => {
    if (format.kind !== 'text') return format.kind === 'unknown' ? format : unknown('call');
    const rest = given.positional.slice(first + 1);
    return formatVerbs(format, rest.map(({ value }) => value), index => (rest[index]?.expr ? excerpt(args.module, rest[index].expr.range) : '…'));
  });
}

const sprint: Builtin = (_engine, { given, origin, args }) =>
  textOf(given.positional.flatMap(({ value, expr }) => {
    const part = value();
    return part.kind === 'text' ? part.pieces : [{ hole: expr ? excerpt(args.module, expr.range) : '…', path: origin.path, range: origin.range, value: part }];
  }), origin);

const replaced = (isAll: boolean): Builtin => (_engine, { at, given, args }) => {
  const search = plain(at(1));
  const count = at(3);
  return mapOptions(at(0), text => {
    if (text.kind !== 'text' || search === undefined) return text;
    const expr = given.positional[2]?.expr;
    return replaceAll(text, search, at(2), expr ? excerpt(args.module, expr.range) : search, !isAll && count.kind === 'number' && count.value === 1);
  });
};

const joined: Builtin = (_engine, { at, origin }) =>
  mapOptions(at(0), list => {
    const separator = at(1);
    if (list.kind !== 'list' || separator.kind !== 'text') return unknown('call', 'joined items', origin);
    if (list.open && list.items.length <= 1) return textOf([{ hole: 'joined items', path: origin.path, range: origin.range, value: list }], origin);
    const pieces = partsWithin(list.items.flatMap((item, index) => [
      ...(index > 0 ? [separator.pieces] : []),
      item.kind === 'text' ? item.pieces : [{ hole: item.kind === 'unknown' && item.name ? item.name : 'item', path: origin.path, range: origin.range, value: item }],
    ]));
    if (!pieces) return unknown('limit', 'joined items', origin);
    return textOf(list.open ? [...pieces, { hole: 'more items', path: origin.path, range: origin.range }] : pieces, origin);
  });

const repeated: Builtin = (_engine, { at, origin }) => {
  const text = plain(at(0));
  const count = at(1);
  if (text === undefined || count.kind !== 'number' || text.length * count.value > 10_000) return unknown('call');
  return textOf([{ value: text.repeat(Math.max(0, count.value)), path: origin.path, range: origin.range, exact: false }], origin);
};

const trimmed: Builtin = (_engine, { at }) => mapOptions(at(0), text => (text.kind === 'text' ? trim(text) : text));

const appended: Builtin = (_engine, { at, given, origin }) =>
  mapOptions(at(0), list => {
    if (list.kind !== 'list' && list.kind !== 'null') return unknown('call');
    const old = list.kind === 'list' ? list : { items: [], open: false };
    return { kind: 'list', items: [...old.items, ...given.positional.slice(1).map(({ value }) => value())], open: old.open || given.openItems, origin };
  });

const number: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'number' || value.kind === 'unknown' ? value : unknown('call')));

const environment: Builtin = (_engine, { at }) => unknown('environment', plain(at(0)) ?? 'environment variable');

/** `cmp.Or(a, b)`: the first that is not the zero value. */
const firstOf: Builtin = (_engine, { given }) => {
  const values = given.positional.map(({ value }) => value());
  return values.find(value => value.kind !== 'null' && plain(value) !== '') ?? nothing;
};

/** `int` is also Python's, and does the same. */
const numbers = ['int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint32', 'uint64', 'float32', 'float64'];
const pointers = ['String', 'Int', 'Int32', 'Int64', 'Float32', 'Float64', 'Bool', 'ToString', 'ToInt32', 'StringValue'];
const toolkits = ['github.com/aws/aws-sdk-go-v2/aws', 'github.com/aws/aws-sdk-go/aws', 'github.com/aws/smithy-go/ptr'];

/** By `package:name`. */
export const goBuiltins: readonly (readonly [string, Builtin])[] = [
  [':string', same],
  [':append', appended],
  ...numbers.map(name => [`:${name}`, number] as const),
  ...toolkits.flatMap(toolkit => pointers.map(name => [`${toolkit}:${name}`, same] as const)),
  ['encoding/json:Marshal', json],
  ['encoding/json:MarshalIndent', json],
  ['fmt:Sprintf', sprintf],
  ['fmt:Appendf', (_engine, call) => formatted(call, 1)],
  ['fmt:Sprint', sprint],
  ['strings:Join', joined],
  ['strings:Replace', replaced(false)],
  ['strings:ReplaceAll', replaced(true)],
  ['strings:TrimSpace', trimmed],
  ['strings:Repeat', repeated],
  ['strings:NewReader', same],
  ['strings:Clone', same],
  ['bytes:NewReader', same],
  ['bytes:NewBuffer', same],
  ['bytes:NewBufferString', same],
  ['io:ReadAll', same],
  ['cmp:Or', firstOf],
  ['os:Getenv', environment],
  ['os:LookupEnv', environment],
];

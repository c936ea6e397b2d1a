/** Functions of Java's library that values pass through. */
import type { Arguments, Entry, InstanceValue, Origin, Value } from '../../core/value.ts';
import { choice, mapOptions, unknown } from '../choice.ts';
import type { Engine, Given } from '../engine.ts';
import { formatVerbs } from '../format.ts';
import { keyFrom } from '../path.ts';
import { excerpt, piecesOf, plain, textOf } from '../text.ts';
import type { Builtin } from './builtin.ts';
import { extreme } from './numbers.ts';

const same: Builtin = (_engine, { at }) => at(0);

const json: Builtin = (engine, { at, origin, args }) => {
  const { callee } = args.expr;
  const inner = callee.kind === 'member' && callee.object.kind === 'call' ? callee.object : undefined;
  const isPretty = inner?.callee.kind === 'member' && inner.callee.property === 'writerWithDefaultPrettyPrinter';
  const value = inJson(engine, at(0));
  if (!isPretty || inner.callee.kind !== 'member') return { kind: 'json', value, origin };
  return { kind: 'json', value, origin, indent: { size: 2, path: args.module.path, range: [inner.callee.object.range[1], inner.range[1]] } };
};

/** Objects of the project's classes as libraries write them: fields by their names in JSON. */
function inJson(engine: Engine, value: Value, depth = 0): Value {
  if (depth > 8) return value;
  return mapOptions(value, option => {
    if (option.kind === 'list') return { ...option, items: option.items.map(item => inJson(engine, item, depth + 1)) };
    if (option.kind === 'instance') return fieldsOf(engine, option, depth);
    if (option.kind !== 'object') return option;
    return { ...option, entries: new Map([...option.entries].map(([key, entry]) => [key, { ...entry, value: inJson(engine, entry.value, depth + 1) }])) };
  });
}

function fieldsOf(engine: Engine, instance: InstanceValue, depth: number): Value {
  const entries = new Map<string, Entry>();
  for (const { name, isStatic, key } of instance.cls.fields.values()) if (!isStatic) entries.set(key ?? name, { value: inJson(engine, engine.member(instance, name), depth + 1) });
  // Bases and annotations may say more.
  return { kind: 'object', entries, open: instance.cls.bases.length > 0 || !instance.args, ...(instance.origin && { origin: instance.origin }) };
}

const formatted = (first: number): Builtin => (_engine, { at, given: all, args }) => formattedWith(at(first), all, first + 1, args);

/** `String.format` of values, the first of them at `first`. */
export function formattedWith(format: Value, { positional }: Given, first: number, args: Arguments): Value {
  return mapOptions(format, option => {
    if (option.kind !== 'text') return option.kind === 'unknown' ? option : unknown('call');
    const rest = positional.slice(first);
    return formatVerbs(option, rest.map(({ value }) => value), index => (rest[index]?.expr ? excerpt(args.module, rest[index].expr.range) : '…'));
  });
}

const joined: Builtin = (_engine, { at, given: all, origin }) => {
  const separator = at(0);
  const second = at(1);
  const parts = all.positional.length === 2 && second.kind === 'list' ? second : { items: all.positional.slice(1).map(({ value }) => value()), open: all.openItems || (all.positional.length === 2 && second.kind !== 'text') };
  return joinedText(parts, separator, origin);
};

/** Items as one text, with what stands between. */
export function joinedText({ items: all, open }: { readonly items: readonly Value[]; readonly open: boolean }, separator: Value, origin: Origin): Value {
  if (separator.kind !== 'text' && separator.kind !== 'null') return unknown('call', 'joined items', origin);
  if (open && all.length <= 1) return textOf([{ hole: 'joined items', path: origin.path, range: origin.range, value: { kind: 'list', items: all, open } }], origin);
  const pieces = all.flatMap((item, index) => [...(index > 0 && separator.kind === 'text' ? separator.pieces : []), ...piecesOf(item, 'item', origin.path, origin.range)]);
  return textOf(open ? [...pieces, { hole: 'more items', path: origin.path, range: origin.range }] : pieces, origin);
}

const text: Builtin = (_engine, { at, origin }) => mapOptions(at(0), value => (value.kind === 'null' ? textOf([], origin) : value.kind === 'number' ? textOf(piecesOf(value, '', origin.path, origin.range), origin) : value));
const builder: Builtin = (_engine, { at, origin }) => mapOptions(at(0), value => (value.kind === 'text' ? value : value.kind === 'null' || value.kind === 'number' ? textOf([], origin) : textOf(piecesOf(value, '…', origin.path, origin.range), origin)));
const number: Builtin = (_engine, { at }) =>
  mapOptions(at(0), value => {
    const read = plain(value);
    return value.kind === 'number' || value.kind === 'unknown' ? value : read !== undefined && /^[-\d.]+$/.test(read) ? { kind: 'number', value: Number(read), ...(value.kind === 'text' && value.origin && { origin: value.origin }) } : unknown('call');
  });
const list: Builtin = (_engine, { at, origin }) => mapOptions(at(0), value => (value.kind === 'list' ? value : { kind: 'list', items: [], open: value.kind !== 'null' && value.kind !== 'number', origin }));
const items: Builtin = (_engine, { given: all, origin }) => ({ kind: 'list', items: all.positional.map(({ value }) => value()), open: all.openItems, origin });

const map: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'object' ? withoutLiteral(value) : { kind: 'object', entries: new Map(), open: value.kind !== 'null' && value.kind !== 'number' }));
const pairs: Builtin = (_engine, { given: all }) => {
  const values = all.positional.map(({ value }) => value());
  const entries = new Map<string, Entry>();
  let open = all.openItems;
  for (let index = 0; index + 1 < values.length; index += 2) {
    const key = keyFrom(values[index]!);
    if (key === undefined) open = true;
    else entries.set(String(key), { value: values[index + 1]! });
  }
  return { kind: 'object', entries, open };
};

function withoutLiteral({ literal: _literal, ...rest }: Extract<Value, { kind: 'object' }>): Value {
  return rest;
}

/** `System.getenv("K")`: the default where one stands, beside what the environment may hold. */
const environment: Builtin = (_engine, { at }) => {
  const fallback = at(1);
  // `System.getenv()` is all of it.
  if (at(0).kind === 'null') return undefined;
  const fromOutside = unknown('environment', plain(at(0)) ?? 'environment variable');
  return fallback.kind === 'null' ? fromOutside : choice([fromOutside, fallback]);
};

/** `@Value("${k:default}")`: what the settings of the application say, else the default beside what the run may say. */
const preset: Builtin = (engine, call) => {
  const name = plain(call.at(0));
  return name !== undefined && engine.files.environment?.(name, call.args.module.path) ? unknown('environment', name) : environment(engine, call);
};

const jackson = 'com.fasterxml.jackson.databind:ObjectMapper()';

/** By `package:Class.name`. */
export const javaBuiltins: readonly (readonly [string, Builtin])[] = [
  ['java.lang:System.getenv', environment],
  ['java.lang:System.getProperty', environment],
  ['java.lang:System.getenv().getOrDefault', environment],
  [':@Value', preset],
  ['java.lang:String.format', formatted(0)],
  ['java.lang:String.join', joined],
  ['java.lang:String.valueOf', text],
  ['java.lang:String', text],
  ['java.lang:StringBuilder', builder],
  ['java.lang:StringBuffer', builder],
  ['java.lang:Math.min', extreme(Math.min)],
  ['java.lang:Math.max', extreme(Math.max)],
  ['java.lang:Integer.parseInt', number],
  ['java.lang:Integer.valueOf', number],
  ['java.lang:Long.valueOf', number],
  ['java.text:MessageFormat.format', (_engine, { at }) => at(0)],
  ['java.util:ArrayList', list],
  ['java.util:LinkedList', list],
  ['java.util:Collections.unmodifiableList', same],
  ['java.util:List.of', items],
  ['java.util:HashMap', map],
  ['java.util:LinkedHashMap', map],
  ['java.util:TreeMap', map],
  ['java.util:Map.of', pairs],
  ['java.util:Collections.singletonMap', pairs],
  ['java.util:Collections.emptyMap', map],
  ['java.util:Objects.requireNonNull', same],
  ['java.util:Objects.requireNonNullElse', (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'null' ? at(1) : value.kind === 'unknown' ? choice([value, at(1)]) : value))],
  ['java.util:Optional.of', same],
  ['java.util:Optional.ofNullable', same],
  ['java.nio:ByteBuffer.wrap', same],
  ...['fromUtf8String', 'fromString', 'fromByteArray', 'fromByteArrayUnsafe', 'fromByteBuffer'].map(name => [`software.amazon.awssdk.core:SdkBytes.${name}`, same] as const),
  ...['fromString', 'fromNumber', 'fromMap', 'fromList', 'fromBoolean'].map(name => [`software.amazon.awssdk.core.document:Document.${name}`, same] as const),
  ...['.writeValueAsString', '.writeValueAsBytes', '.writerWithDefaultPrettyPrinter().writeValueAsString', '.writerWithDefaultPrettyPrinter().writeValueAsBytes'].map(name => [`${jackson}${name}`, json] as const),
  [`${jackson}.valueToTree`, (engine, { at }) => inJson(engine, at(0))],
  ['com.google.gson:Gson().toJson', json],
];

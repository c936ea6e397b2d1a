/** Requests and JSON that Java builds call by call: `ConverseRequest.builder().modelId("…")`, `new JSONObject().put("k", v)`. */
import type { CallExpr, ListExpr, Module } from '../../core/ir.ts';
import { lowerFirst } from '../../core/lower-first.ts';
import type { Arguments, Entry, ExternalValue, ListValue, ObjectValue, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { mapOptions, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { entryAt, keyFrom, merge } from '../path.ts';
import { jsonPrinter, requestPrinter } from './java-printers.ts';

/** Packages whose `X.builder()` takes fields one by one. */
const builders = /^(?:software\.amazon\.awssdk\.services\.bedrock\w*\.model|dev\.langchain4j\.model\.(?:bedrock|chat\.request)|org\.springframework\.ai\.(?:bedrock\.\w+(?:\.\w+)*|model\.tool|chat\.prompt))$/;
/** Version 1 of the SDK: `new X().withModelId("…")`. */
const beans = /^com\.amazonaws\.services\.bedrock\w*\.model$/;
/** What makes an empty JSON object. */
const jsonMakers = /^(?:org\.json:JSONObject|org\.json\.simple:JSONObject|com\.google\.gson:JsonObject|com\.fasterxml\.jackson\.databind:ObjectMapper\(\)\.createObjectNode|com\.fasterxml\.jackson\.databind\.node:JsonNodeFactory\.instance\.objectNode|(?:javax|jakarta)\.json:Json\.createObjectBuilder|software\.amazon\.awssdk\.core\.document:Document\.mapBuilder)$/;
const jsonLists = /^(?:org\.json:JSONArray|org\.json\.simple:JSONArray|com\.google\.gson:JsonArray|com\.fasterxml\.jackson\.databind:ObjectMapper\(\)\.createArrayNode|(?:javax|jakarta)\.json:Json\.createArrayBuilder|software\.amazon\.awssdk\.core\.document:Document\.listBuilder)$/;

/** Members of requests that are lists, however many arguments are given. */
const lists = new Set(['messages', 'content', 'system', 'stopSequences', 'tools', 'additionalModelResponseFieldPaths']);

/** What a call of a package makes, where that is the start of a builder, or a block of a request; `key` is the name of what is called. */
export function startedBuilder(engine: Engine, key: string, callee: ExternalValue, args: Arguments): Value | undefined {
  if (args.module.language !== 'java') return undefined;
  const origin = { path: args.module.path, range: args.expr.range, module: args.module, expr: args.expr };
  if (jsonLists.test(key)) {
    const { positional } = given(engine, args);
    const first = positional[0]?.value();
    return first?.kind === 'list' ? first : { kind: 'list', items: [], open: first !== undefined, origin };
  }
  const [name, maker] = callee.path;
  if (jsonMakers.test(key)) {
    const { positional } = given(engine, args);
    const type: ExternalValue = { kind: 'external', module: callee.module || callee.result!.callee.module, path: [name ?? 'JSON'] };
    const start: ObjectValue = { kind: 'object', entries: new Map(), open: false, isBuilder: true, type, origin, literal: { module: jsonPrinter(args.module, key), expr: args.expr } };
    const first = positional[0]?.value();
    return first ? merge(start, first.kind === 'text' ? unknown('call') : first) : start;
  }
  if (callee.result || name === undefined) return undefined;
  const type: ExternalValue = { kind: 'external', module: callee.module, path: [name] };
  if (callee.path.length === 1 && beans.test(callee.module)) return emptyBuilder(type);
  if (callee.path.length !== 2 || !builders.test(callee.module)) return undefined;
  if (maker === 'builder') return emptyBuilder(type);
  const member = /^from([A-Z]\w*)$/.exec(maker!)?.[1];
  if (member === undefined) return undefined;
  const made = withEntry(engine, emptyBuilder(type), lowerFirst(member), args);
  const { literal: _chain, ...block } = made;
  return block;
}

/** A builder to which nothing has been given. */
export function emptyBuilder(type: ExternalValue): ObjectValue {
  return { kind: 'object', entries: new Map(), open: false, isBuilder: true, type };
}

/** `builder.name(…)` */
export function ofBuilder(engine: Engine, object: ObjectValue, name: string, args: Arguments): Value {
  const { positional } = given(engine, args);
  const isJson = object.type?.kind === 'external' && !builders.test(object.type.module) && !beans.test(object.type.module);
  if (isJson) return ofJson(engine, object, name, args);
  if (name === 'build') return object;
  if (name === 'toBuilder') {
    const { literal: _chain, ...rest } = object;
    return rest;
  }
  const bean = /^(?:with|set)([A-Z]\w*)$/.exec(name)?.[1];
  const key = bean === undefined ? name : lowerFirst(bean);
  return positional.length === 0 ? entryAt(object, key) : withEntry(engine, object, key, args);
}

/** The builder after `name(…)`. */
function withEntry(engine: Engine, object: ObjectValue, key: string, args: Arguments): ObjectValue {
  const { module, expr } = args;
  const type: ExternalValue = object.type?.kind === 'external' ? object.type : { kind: 'external', module: '', path: [] };
  const values = given(engine, args).positional.map(({ value }) => mapOptions(value(), (option) => argument(engine, option, { ...type, path: [key] }, args)));
  const entry: Entry = { value: lists.has(key) ? listOf(values, key, args) : (values[0] ?? unknown('call')), origin: { path: module.path, range: placeOf(expr), module, ...(expr.args[0] && { expr: expr.args[0].value }) } };
  const entries = new Map(object.entries).set(key, entry);
  return { ...object, entries, origin: object.origin ?? { path: module.path, range: expr.range }, literal: { module: requestPrinter(module, expr), expr } };
}

/** What an argument says: a consumer fills a builder, a constant of the SDK is the word that is sent. */
function argument(engine: Engine, value: Value, type: ExternalValue, args: Arguments): Value {
  if (value.kind === 'function') return engine.run(value, { ...args, expr: { ...args.expr, args: [] }, values: [{ ...emptyBuilder(type) }] });
  if (value.kind === 'object' && value.isBuilder === undefined && value.type === undefined) return value;
  if (value.kind !== 'external' || value.result || value.path.length !== 2 || !/^[A-Z][A-Z\d_]*$/.test(value.path[1]!) || !(builders.test(value.module) || beans.test(value.module))) return value;
  // `CacheTTL.VALUE_1_H`
  const [, count, unit] = /^VALUE_(\d+)_([A-Z])$/.exec(value.path[1]!) ?? [];
  const word = count === undefined ? value.path[1]!.toLowerCase() : `${count}${unit!.toLowerCase()}`;
  const { path, range } = value.origin ?? { path: args.module.path, range: args.expr.range };
  return { kind: 'text', pieces: [{ value: word, path, range, exact: false }], origin: { path, range } };
}

/** One argument may be the list itself, or one item. */
function listOf(values: readonly Value[], key: string, { module, expr }: Arguments): Value {
  const printer = (list: ListValue): Module => requestPrinter(module, expr, key, list);
  const [only] = values;
  if (values.length === 1 && only && only.kind !== 'object' && only.kind !== 'text') return mapOptions(only, (option) => (option.kind === 'list' && option.origin?.module ? { ...option, origin: { ...option.origin, module: printer(option) } } : option));
  const list: ListValue = { kind: 'list', items: values, open: false };
  if (!expr.argsRange || values.length !== expr.args.length) return list;
  const range = [expr.argsRange[0] - 1, expr.argsRange[1] + 1] as const;
  const written: ListExpr = { kind: 'list', range, brackets: range, items: expr.args.map(({ value }) => ({ kind: 'item', value })) };
  return { ...list, origin: { path: module.path, range, module: printer(list), expr: written } };
}

const readers = new Set(['toString', 'toJSONString', 'toPrettyString', 'asText', 'build', 'getBytes', 'deepCopy']);

/** `json.put("k", v)`, `json.toString(2)`. */
function ofJson(engine: Engine, object: ObjectValue, name: string, args: Arguments): Value {
  const { positional } = given(engine, args);
  const [first, second] = positional.map(({ value }) => value);
  if (name === 'build' || name === 'deepCopy') return object;
  if (readers.has(name)) {
    const size = first?.();
    const [indent] = args.expr.args;
    const isPretty = name === 'toString' && size?.kind === 'number' && indent !== undefined;
    return { kind: 'json', value: object, origin: { path: args.module.path, range: args.expr.range }, ...(isPretty && { indent: { size: size.value, path: args.module.path, range: indent.range } }) };
  }
  // Children of Jackson's nodes.
  if (/^(?:put|with)Array$/.test(name)) return { kind: 'list', items: [], open: false, origin: { path: args.module.path, range: args.expr.range } };
  if (/^(?:put|with)Object$/.test(name)) return emptyJson(object);
  if (!first) return unknown('call');
  const key = keyFrom(first());
  if (!second) return entryAt(object, key);
  if (!/^(?:put|set|add|replace|accumulate|append)/.test(name)) return unknown('call');
  if (key === undefined) return { ...object, open: true };
  const { module, expr } = args;
  const entries = new Map(object.entries).set(String(key), { value: second(), origin: { path: module.path, range: placeOf(expr), module, ...(expr.args[1] && { expr: expr.args[1].value }) } });
  // What other methods give back is no object to go on with.
  const goesOn = /^put|^add$/.test(name);
  const { literal, ...rest } = object;
  return { ...rest, entries, ...(literal && goesOn && { literal: { module: literal.module, expr } }) };
}

/** A JSON object beside another, of the same library. */
function emptyJson({ type }: ObjectValue): ObjectValue {
  return { kind: 'object', entries: new Map(), open: false, isBuilder: true, ...(type && { type }) };
}

/** Of a call in a chain: its name and arguments. */
function placeOf(expr: CallExpr): readonly [number, number] {
  return [expr.callee.kind === 'member' ? expr.callee.propertyRange[0] : expr.range[0], expr.range[1]];
}

/** Methods of strings, lists and objects that values pass through. */
import type { Arguments, ListValue, Origin, Text, Unknown, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { forItem } from '../callbacks.ts';
import { choice, mapOptions, nothing, optionsOf, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { fileText } from '../files.ts';
import { formatBraces, replaceAll } from '../format.ts';
import { returned } from '../functions.ts';
import { numbered, withUnsure } from '../pairs.ts';
import { entryAt, extend, itemOf, keyFrom, merge, underKey } from '../path.ts';
import { partsWithin } from '../size.ts';
import { linesOf, partition, split } from '../split.ts';
import { isLiteral, knownLength, piecesOf, plain, slice, textOf, trim } from '../text.ts';
import { truthOf } from '../truth.ts';
import { mostTurns } from '../turns.ts';
import type { MethodCall } from './builtin.ts';
import { ofBuilder } from './java-builders.ts';
import { javaMethod } from './java-methods.ts';

/** `receiver.name(…)`; undefined where the method is not known here. */
export function calledMethod(engine: Engine, receiver: Value, name: string, args: Arguments, origin: Origin): Value | undefined {
  const all = given(engine, args);
  const call: MethodCall = { engine, given: all, args, origin, at: index => all.positional[index]?.value() ?? (all.openItems ? unknown('expression') : nothing) };
  const own = args.module.language === 'java' ? javaMethod(receiver, name, call) : undefined;
  if (own) return own;
  switch (receiver.kind) {
    case 'text':
      return ofText(receiver, name, call);
    case 'list':
      return ofList(receiver, name, call);
    case 'object':
      if (receiver.isBuilder) return ofBuilder(engine, receiver, name, args);
      return receiver.type ? undefined : ofObject(receiver, name, call);
    case 'json':
      return keepsText.has(name) ? receiver : undefined;
    case 'unknown':
      // `(Path(__file__).parent / "a.txt").read_text()`
      if (name === 'read_text') return fileText(engine, ':.read_text', { kind: 'external', module: '', path: ['read_text'] }, args);
      if (receiver.param && splits.has(name)) return { kind: 'list', items: [itemOf(receiver, false)], open: true, origin };
      if (receiver.param && ofItems.has(name)) return ofList({ kind: 'list', items: [itemOf(receiver, false)], open: true, origin }, name, call);
      if (name === 'get' && isPython(args)) return got(receiver, call);
      // A parameter that is only trimmed or cut is still that parameter.
      if (keepsText.has(name)) return cuts.has(name) ? { ...receiver, cut: origin } : receiver;
      // So is a template that is filled: what fills it shows once the template is known.
      return fills.has(name) && receiver.param && isPython(args) ? receiver : undefined;
    case 'function':
      return ofFunction(receiver, name, call);
    case 'namespace':
    case 'external':
    case 'instance':
      return promised.has(name) ? receiver : undefined;
    default:
      return undefined;
  }
}

/**
 * `event.get("model", "…")` of Python: what is handed in there, of a parameter as `event["model"]` is, else a number or an id.
 * Words in its place are those of an example: what is asked is handed in.
 */
function got(receiver: Unknown, { engine, at, given: { positional } }: MethodCall): Value | undefined {
  const key = plain(at(0));
  // What a class of its own gives is for that to say, and an address is no key: `session.get("https://…")` fetches.
  const isKey = key !== undefined && !/[/:]/.test(key) && engine.member(receiver, 'get').kind === 'unknown';
  const member = receiver.param && isKey ? engine.member(receiver, key) : undefined;
  if (positional.length !== 2) return positional.length === 1 ? member : undefined;
  const fallback = at(1);
  const isSetting = optionsOf(fallback).every(option => option.kind === 'number' || /^\S+$/.test(plain(option) ?? ''));
  return isSetting ? choice([member ?? unknown('parameter', `${receiver.name ?? ''}.${key ?? '…'}`.slice(0, 60)), fallback]) : member;
}

function isPython({ module: { language } }: Arguments): boolean {
  return language === 'python' || language === 'notebook';
}

/** Methods after which a text is, for what it costs and says, the same text. */
const keepsText = new Set(['trim', 'strip', 'toString', 'valueOf', 'slice', 'substring', 'substr', 'replace', 'replaceAll', 'normalize', 'encode', 'decode', 'trimStart', 'trimEnd', 'lstrip', 'rstrip', 'toLowerCase', 'toUpperCase', 'lower', 'upper', 'removeprefix', 'removesuffix']);
const fills = new Set(['format', 'format_map']);
const cuts = new Set(['slice', 'substring', 'substr']);
/** Methods that only lists have, and that keep what their items are made of. */
const ofItems = new Set(['map', 'flatMap', 'filter', 'find']);
const splits = new Set(['split', 'rsplit', 'splitlines']);
const promised = new Set(['catch', 'finally']);

function ofText(text: Text, name: string, call: MethodCall): Value | undefined {
  const { at, origin } = call;
  switch (name) {
    case 'trim':
    case 'strip':
      return trim(text, 'both', plain(at(0)));
    case 'trimStart':
    case 'trimLeft':
    case 'lstrip':
      return trim(text, 'start', plain(at(0)));
    case 'trimEnd':
    case 'trimRight':
    case 'rstrip':
      return trim(text, 'end', plain(at(0)));
    case 'format':
      return formatBraces(text, call.given);
    case 'format_map': {
      const object = at(0);
      const known = object.kind === 'object' ? [...object.entries] : [];
      return formatBraces(text, { ...call.given, named: new Map(known.map(([key, entry]) => [key, () => entry.value])) });
    }
    case 'concat':
      return call.given.positional.reduce<Text>((result, argument) => textOf([...result.pieces, ...piecesOf(argument.value(), '…', origin.path, origin.range)], result.origin), text);
    case 'replace':
    case 'replaceAll':
      return replaced(text, name, call);
    case 'join':
      return mapOptions(at(0), list => joined(text, list, call));
    case 'slice':
    case 'substring': {
      const [start, end] = [at(0), at(1)];
      if (start.kind !== 'number' || start.value < 0 || (end.kind !== 'null' && (end.kind !== 'number' || end.value < 0))) return unknown('call');
      return slice(text, start.value, end.kind === 'number' ? end.value : Number.POSITIVE_INFINITY);
    }
    case 'startsWith':
    case 'startswith':
    case 'endsWith':
    case 'endswith':
    case 'includes':
      return containing(text, name, at(0));
    case 'toString':
    case 'String':
    case 'Bytes':
    case 'valueOf':
    case 'encode':
    case 'decode':
    case 'normalize':
      return text;
    case 'toLowerCase':
    case 'lower':
    case 'toUpperCase':
    case 'upper': {
      const known = plain(text);
      if (known === undefined) return unknown('call');
      const cased = textOf([{ value: /ower/.test(name) ? known.toLowerCase() : known.toUpperCase(), path: origin.path, range: origin.range, exact: false }], text.origin);
      return text.isSetting ? { ...cased, isSetting: true } : cased;
    }
    case 'removeprefix':
    case 'removesuffix':
      return without(text, plain(at(0)), name === 'removesuffix');
    case 'split':
    case 'rsplit':
    case 'splitlines':
      return splitted(text, name, call);
    case 'partition':
    case 'rpartition': {
      const by = plain(at(0));
      const items = by === undefined ? undefined : partition(text, by, name === 'rpartition');
      return items ? { kind: 'list', items, open: false } : unknown('call');
    }
    default:
      return undefined;
  }
}

/** The text without what it begins or ends with, if that is seen to stand there. */
function without(text: Text, affix: string | undefined, isEnd: boolean): Text {
  const piece = text.pieces.at(isEnd ? -1 : 0);
  if (!affix || !piece || !isLiteral(piece) || !(isEnd ? piece.value.endsWith(affix) : piece.value.startsWith(affix))) return text;
  const length = knownLength(text);
  return isEnd ? slice(text, 0, length - affix.length) : slice(text, affix.length, length);
}

function replaced(text: Text, name: string, { at, given: all, args }: MethodCall): Value {
  const search = plain(at(0));
  const replacement = at(1);
  if (search === undefined || replacement.kind === 'function') return text;
  const hole = all.positional[1]?.expr;
  const label = hole ? args.module.text.slice(...hole.range).replaceAll(/\s+/g, ' ').slice(0, 60) : search;
  return replaceAll(text, search, replacement, label, !isPython(args) && name === 'replace');
}

function containing(text: Text, name: string, search: Value): Value {
  const needle = plain(search);
  const whole = plain(text);
  if (needle === undefined || whole === undefined) return unknown('call');
  const value = /^starts/i.test(name) ? whole.startsWith(needle) : /^ends/i.test(name) ? whole.endsWith(needle) : whole.includes(needle);
  return { kind: 'boolean', value };
}

/** JavaScript's second argument is the number of parts that are kept, Python's the number of cuts. */
function splitted(text: Text, name: string, { at, given: all, args }: MethodCall): Value {
  const by = name === 'splitlines' ? '\n' : plain(at(0));
  const limit = at(1).kind === 'null' ? (all.named.get('maxsplit')?.() ?? nothing) : at(1);
  if (by === undefined || (limit.kind !== 'null' && limit.kind !== 'number')) return unknown('call');
  const isCount = args.module.language !== 'python' && args.module.language !== 'notebook';
  const most = limit.kind === 'null' || limit.value < 0 ? undefined : limit.value;
  const items = split(text, by, isCount || most === undefined ? undefined : most + 1, name === 'rsplit');
  if (items) return { kind: 'list', items: isCount ? items.slice(0, most) : items, open: false };
  // Lines are put together again: what fills one may be several.
  return by === '\n' && most === undefined ? { kind: 'list', items: linesOf(text, mostTurns), open: true } : unknown('call');
}

/** The items of a list as one text with a separator between; items that may repeat, be missing or change places are one hole. */
function joined(separator: Text, list: Value, { origin }: MethodCall): Value {
  if (list.kind !== 'list') return unknown('call');
  if (list.unordered || (list.open && list.items.length <= 1)) return { kind: 'text', pieces: [{ hole: 'joined items', path: origin.path, range: origin.range, value: list }], origin };
  const pieces = partsWithin(list.items.flatMap((item, index) => [...(index > 0 ? [separator.pieces] : []), piecesOf(item, 'item', origin.path, origin.range)]));
  if (!pieces) return unknown('limit');
  return textOf(list.open ? [...pieces, { hole: 'more items', path: origin.path, range: origin.range }] : pieces, origin);
}

function ofList(list: ListValue, name: string, call: MethodCall): Value | undefined {
  const { at, engine, origin } = call;
  switch (name) {
    case 'join': {
      const separator = at(0);
      return joined(separator.kind === 'text' ? separator : textOf([{ value: ',', path: origin.path, range: origin.range, exact: false }]), list, call);
    }
    case 'concat':
      return call.given.positional.reduce<Value>((result, argument) => {
        const added = argument.value();
        return extend(result, added.kind === 'list' ? added.items : [added], { optional: false, open: added.kind === 'list' ? added.open : added.kind === 'unknown' });
      }, list);
    case 'map':
    case 'flatMap': {
      const callback = at(0);
      if (callback.kind !== 'function') return { kind: 'list', items: [], open: true, origin };
      // One run for each item is no recursion.
      const run = (item: Value, index: number): Value => {
        const args = forItem(call.args, item, list.open ? undefined : index);
        return list.items.length > mostTurns ? engine.run(callback, args) : returned(engine, callback, args);
      };
      const made: ListValue = { kind: 'list', items: list.items.map(run), open: list.open, origin };
      return name === 'map' ? made : flat(made);
    }
    case 'filter': {
      const passes = tested(list, call);
      const items = list.items.filter((_, index) => passes[index] !== false);
      const unsure = list.open ? [] : list.items.filter((_, index) => passes[index] === undefined);
      return withUnsure({ ...list, items, open: list.open || unsure.length > 0 }, new Set(unsure));
    }
    case 'find':
    case 'some':
    case 'every':
      return searched(list, name, call);
    case 'flat':
      return flat(list);
    case 'slice': {
      const [start, end] = [at(0), at(1)];
      if (start.kind === 'null') return list;
      if (list.open || start.kind !== 'number' || (end.kind !== 'number' && end.kind !== 'null')) return { ...list, open: true };
      return { ...list, items: list.items.slice(start.value, end.kind === 'number' ? end.value : undefined) };
    }
    case 'at':
      return entryAt(list, keyFrom(at(0)));
    case 'pop':
      return entryAt(list, -1);
    case 'shift':
      return entryAt(list, 0);
    case 'entries':
      return numbered(list, origin);
    case 'reverse':
    case 'sort':
    case 'copy':
    case 'values':
      return list;
    case 'includes':
      return unknown('call');
    default:
      return undefined;
  }
}

/** Items of a list of which each is asked whether it passes, whatever the others say. */
const mostAsked = 8;

/** For each item whether the callback holds; undefined where that is not known. */
function tested(list: ListValue, call: MethodCall): (boolean | undefined)[] {
  const { items } = list;
  const callback = call.at(0);
  if (callback.kind === 'external' && callback.path.at(-1) === 'Boolean') return items.map(item => item.kind !== 'null');
  let isAsked = callback.kind === 'function' && items.length <= mostTurns;
  return items.map((item, index) => {
    const passes = isAsked && callback.kind === 'function' ? truthOf(returned(call.engine, callback, forItem(call.args, item, list.open ? undefined : index))) : undefined;
    // A long list is data: what does not decide for one of its items decides for none.
    if (passes === undefined && items.length > mostAsked) isAsked = false;
    return passes;
  });
}

/** `find` gives the first item that passes; `some` and `every` say whether one does, and whether all do. */
function searched(list: ListValue, name: 'find' | 'some' | 'every', call: MethodCall): Value {
  const { items, open } = list;
  const passes = tested(list, call);
  if (name !== 'find') {
    const deciding = name === 'some';
    const value = passes.includes(deciding) ? deciding : open || passes.includes(undefined) ? undefined : !deciding;
    return value === undefined ? unknown('call') : { kind: 'boolean', value };
  }
  const first = passes.indexOf(true);
  const found = items.filter((_, index) => passes[index] !== false && (first < 0 || index <= first));
  // What is looked for is there, as far as nothing says otherwise.
  if (first >= 0 || (found.length > 0 && !open)) return choice(found);
  return choice([...found, open || items.length === 0 ? unknown('call') : nothing]);
}

/** Lists in a list laid out in it. */
function flat(list: ListValue): ListValue {
  const isKnown = list.items.every(item => item.kind !== 'unknown' && item.kind !== 'choice' && item.kind !== 'external' && !(item.kind === 'list' && item.open));
  return { ...list, items: list.items.flatMap(item => (item.kind === 'list' ? item.items : [item])), open: list.open || !isKnown };
}

function ofObject(object: Extract<Value, { kind: 'object' }>, name: string, call: MethodCall): Value | undefined {
  const { at, given: all } = call;
  // A method of its own stands in the literal.
  if (object.entries.get(name)?.value.kind === 'function') return undefined;
  switch (name) {
    case 'get': {
      const key = plain(at(0));
      // A copy of what is not known (`dict(state)`) is asked as that is.
      if (object.rest && key !== undefined && !object.entries.has(key) && isPython(call.args)) return got(object.rest, call);
      const found = underKey(at(0), each => entryAt(object, each));
      const fallback = all.positional[1]?.value() ?? nothing;
      return found.kind === 'null' ? fallback : mapOptions(found, option => (option.kind === 'null' ? fallback : option));
    }
    case 'setdefault':
    case 'pop':
      return choice([entryAt(object, keyFrom(at(0))), at(1)]);
    case 'copy':
      return object;
    case 'values':
      return { kind: 'list', items: [...object.entries.values()].map(entry => entry.value), open: object.open };
    case 'items':
    case 'entries':
      return { kind: 'list', items: [...object.entries].map(([key, entry]): Value => ({ kind: 'list', items: [textOf([{ value: key, path: entry.origin?.path ?? '', range: entry.origin?.range ?? [0, 0], exact: false }]), entry.value], open: false })), open: object.open };
    case 'model_dump':
    case 'dict':
      return object;
    case 'update':
      return merge(object, at(0));
    default:
      return undefined;
  }
}

function ofFunction(fn: Extract<Value, { kind: 'function' }>, name: string, { args, engine, at }: MethodCall): Value | undefined {
  const rest = { ...args, expr: { ...args.expr, args: args.expr.args.slice(1) } };
  switch (name) {
    case 'call':
      return engine.apply({ ...fn, self: at(0) }, rest, false);
    case 'bind':
      return { ...fn, self: at(0), bound: rest };
    default:
      return undefined;
  }
}

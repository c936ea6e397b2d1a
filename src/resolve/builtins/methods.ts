/** Methods that values pass through. */
import { isPython } from '../../core/source.ts';
import type { Arguments, Origin, Unknown, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { choice, mapOptions, nothing, optionsOf, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { fileText } from '../files.ts';
import { contentOf, itemOf, namesOf, pairsOf } from '../iteration.ts';
import { entryAt, keyFrom, merge, underKey } from '../path.ts';
import { plain } from '../text.ts';
import type { MethodCall } from './builtin.ts';
import { ofBuilder } from './java-builders.ts';
import { javaMethod } from './java-methods.ts';
import { ofList } from './list-methods.ts';
import { ofText } from './text-methods.ts';

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
      if (receiver.param && splits.has(name)) return { kind: 'list', items: [itemOf(receiver)], open: true, origin };
      if (receiver.param && ofItems.has(name)) return ofList({ kind: 'list', items: [itemOf(receiver)], open: true, origin }, name, call);
      if (name === 'get' && isPython(args.module.language)) return got(receiver, call);
      // A parameter that is only trimmed or cut is still that parameter.
      if (keepsText.has(name)) return cuts.has(name) ? { ...receiver, cut: origin } : receiver;
      // So is a template that is filled: what fills it shows once the template is known.
      return fills.has(name) && receiver.param && isPython(args.module.language) ? receiver : undefined;
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

/** Methods after which a text is, for what it costs and says, the same text. */
const keepsText = new Set(['trim', 'strip', 'toString', 'valueOf', 'slice', 'substring', 'substr', 'replace', 'replaceAll', 'normalize', 'encode', 'decode', 'trimStart', 'trimEnd', 'lstrip', 'rstrip', 'toLowerCase', 'toUpperCase', 'lower', 'upper', 'removeprefix', 'removesuffix']);
const fills = new Set(['format', 'format_map']);
const cuts = new Set(['slice', 'substring', 'substr']);
/** Methods that only lists have, and that keep what their items are made of. */
const ofItems = new Set(['map', 'flatMap', 'filter', 'find']);
const splits = new Set(['split', 'rsplit', 'splitlines']);
const promised = new Set(['catch', 'finally']);

function ofObject(object: Extract<Value, { kind: 'object' }>, name: string, call: MethodCall): Value | undefined {
  const { at, given: all } = call;
  // A method of its own stands in the literal.
  if (object.entries.get(name)?.value.kind === 'function') return undefined;
  switch (name) {
    case 'get': {
      const key = plain(at(0));
      // A copy of what is not known (`dict(state)`) is asked as that is.
      if (object.rest && key !== undefined && !object.entries.has(key) && isPython(call.args.module.language)) return got(object.rest, call);
      const found = underKey(at(0), each => entryAt(object, each));
      const fallback = all.positional[1]?.value() ?? nothing;
      return found.kind === 'null' ? fallback : mapOptions(found, option => (option.kind === 'null' ? fallback : option));
    }
    case 'setdefault':
    case 'pop': {
      const key = keyFrom(at(0));
      const entry = key === undefined ? undefined : object.entries.get(String(key));
      return entry && !entry.optional ? entry.value : choice([entryAt(object, key), at(1)]);
    }
    case 'copy':
    // A file of data that code reads is a value before it is text.
    case 'toString':
    case 'decode':
      return object;
    case 'values':
      return contentOf(object);
    case 'keys':
      return namesOf(object);
    case 'items':
    case 'entries':
      return pairsOf(object);
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

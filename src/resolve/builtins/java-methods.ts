/** Methods of Java's texts, lists, maps and optionals, where they differ from those of other languages. */
import type { Text, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { choice, mapOptions, nothing, optionsOf, unknown } from '../choice.ts';
import { replaceAll } from '../format.ts';
import { entryAt, extend, keyFrom } from '../path.ts';
import { excerpt, piecesOf, plain, textOf } from '../text.ts';
import type { MethodCall } from './builtin.ts';
import { formattedWith, joinedText } from './java.ts';

/** `receiver.name(…)` in Java, where that differs from other languages; undefined elsewhere. */
export function javaMethod(receiver: Value, name: string, call: MethodCall): Value | undefined {
  switch (name) {
    // Of an Optional, which is what it may hold.
    case 'orElse':
    case 'orElseGet':
      return orElse(receiver, call);
    case 'stream':
    case 'toList':
    case 'collect':
    case 'getBytes':
    case 'toByteArray':
    case 'asByteArray':
      if (receiver.kind === 'list' || receiver.kind === 'text' || receiver.kind === 'json') return name === 'collect' && receiver.kind === 'list' ? collected(receiver, call) : receiver;
      break;
    default:
  }
  if (receiver.kind === 'text') return ofText(receiver, name, call);
  if (receiver.kind === 'list' && name === 'addObject') return { kind: 'object', entries: new Map(), open: false, isBuilder: true, type: { kind: 'external', module: 'com.fasterxml.jackson.databind', path: ['ObjectNode'] } };
  if (receiver.kind === 'list') return name === 'get' || name === 'getFirst' || name === 'getLast' ? entryAt(receiver, name === 'get' ? keyFrom(call.at(0)) : name === 'getFirst' ? 0 : -1) : name === 'put' || name === 'add' ? extend(receiver, [call.at(0)], { optional: false }) : undefined;
  if (receiver.kind === 'object' && name === 'getOrDefault') {
    const found = entryAt(receiver, keyFrom(call.at(0)));
    return mapOptions(found, option => (option.kind === 'null' ? call.at(1) : option));
  }
  return undefined;
}

function ofText(receiver: Text, name: string, { at, given: all, args, origin }: MethodCall): Value | undefined {
  switch (name) {
    case 'formatted':
      return formattedWith(receiver, all, 0, args);
    case 'append':
      return textOf([...receiver.pieces, ...piecesOf(at(0), () => excerpt(args.module, args.expr.range), origin.path, origin.range)], receiver.origin);
    case 'stripIndent':
      return receiver;
    case 'replace': {
      const search = plain(at(0));
      const label = args.expr.args[1] ? excerpt(args.module, args.expr.args[1].range) : '…';
      return search === undefined ? receiver : replaceAll(receiver, search, at(1), label, false);
    }
    // The first argument is a regular expression.
    case 'replaceAll':
    case 'replaceFirst':
      return receiver;
    case 'repeat': {
      const [known, count] = [plain(receiver), at(0)];
      if (known === undefined || count.kind !== 'number' || known.length * count.value > 10_000) return unknown('call');
      return textOf([{ value: known.repeat(Math.max(0, count.value)), path: origin.path, range: origin.range, exact: false }], origin);
    }
    default:
      return undefined;
  }
}

function orElse(receiver: Value, { engine, at, args }: MethodCall): Value | undefined {
  if (receiver.kind === 'external' || receiver.kind === 'instance') return undefined;
  const other = at(0);
  const fallback = other.kind === 'function' ? engine.run(other, { ...args, expr: { ...args.expr, args: [] } }) : other;
  if (receiver.kind === 'null') return fallback;
  return receiver.kind === 'unknown' ? choice([receiver, fallback]) : receiver;
}

/** `.collect(Collectors.joining("\n"))` */
function collected(list: Extract<Value, { kind: 'list' }>, { at, engine, origin }: MethodCall): Value {
  const collector = optionsOf(at(0)).find(option => option.kind === 'external');
  const made = collector?.kind === 'external' ? collector.result : undefined;
  if (made?.callee.path.at(-1) !== 'joining') return list;
  return joinedText(list, made.args ? (given(engine, made.args).positional[0]?.value() ?? nothing) : nothing, origin);
}

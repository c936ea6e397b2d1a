/** Methods of strings that values pass through. */
import { isPython } from '../../core/source.ts';
import type { Text, Value } from '../../core/value.ts';
import { mapOptions, nothing, unknown } from '../choice.ts';
import { formatBraces, replaceAll } from '../format.ts';
import { partsWithin } from '../size.ts';
import { linesOf, partition, split } from '../split.ts';
import { isLiteral, knownLength, piecesOf, plain, slice, textOf, trim } from '../text.ts';
import { mostTurns } from '../turns.ts';
import type { MethodCall } from './builtin.ts';

export function ofText(text: Text, name: string, call: MethodCall): Value | undefined {
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
  return replaceAll(text, search, replacement, label, !isPython(args.module.language) && name === 'replace');
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
  const isCount = !isPython(args.module.language);
  const most = limit.kind === 'null' || limit.value < 0 ? undefined : limit.value;
  const items = split(text, by, isCount || most === undefined ? undefined : most + 1, name === 'rsplit');
  if (items) return { kind: 'list', items: isCount ? items.slice(0, most) : items, open: false };
  // Lines are put together again: what fills one may be several.
  return by === '\n' && most === undefined ? { kind: 'list', items: linesOf(text, mostTurns), open: true } : unknown('call');
}

/** The items of a list as one text with a separator between; items that may repeat, be missing or change places are one hole. */
export function joined(separator: Text, list: Value, { origin }: MethodCall): Value {
  if (list.kind !== 'list') return unknown('call');
  if (list.unordered || (list.open && list.items.length <= 1)) return { kind: 'text', pieces: [{ hole: 'joined items', path: origin.path, range: origin.range, value: list }], origin };
  const pieces = partsWithin(list.items.flatMap((item, index) => [...(index > 0 ? [separator.pieces] : []), piecesOf(item, 'item', origin.path, origin.range)]));
  if (!pieces) return unknown('limit');
  return textOf(list.open ? [...pieces, { hole: 'more items', path: origin.path, range: origin.range }] : pieces, origin);
}

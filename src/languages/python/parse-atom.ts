import { char, type Cursor } from './cursor.ts';
import { atComprehension, parseComprehension } from './parse-comprehension.ts';
import { parseBinary, parseItem, parseTest } from './parse-expression.ts';
import { numberOf, parseStrings } from './parse-literal.ts';
import { Token } from './token.ts';
import type { DictEntry, Node } from './tree.ts';

const [parenOpen, parenClose, bracketOpen, bracketClose, braceOpen, braceClose] = [...'()[]{}'].map(char) as [number, number, number, number, number, number];
const [comma, colon] = [...',:'].map(char) as [number, number];

/** A name, a literal, or what stands in brackets. */
export function parseAtom(p: Cursor): Node {
  const { start, end, kind } = p;
  switch (kind) {
    case Token.NAME: {
      const name = p.word();
      p.next();
      return { type: 'name', start, end, name };
    }
    case Token.NUMBER:
      p.next();
      return { type: 'number', start, end, value: numberOf(p.text.slice(start, end)) };
    case Token.STRING:
    case Token.FORMAT_START:
      return parseStrings(p);
    case Token.NONE:
    case Token.TRUE:
    case Token.FALSE:
      p.next();
      return { type: 'constant', start, end, value: kind === Token.NONE ? null : kind === Token.TRUE };
    case Token.ELLIPSIS:
      p.next();
      return { type: 'opaque', start, end, reason: '...', parts: [] };
    case parenOpen:
    case bracketOpen:
      return p.nested(() => parseBracketed(p, kind === parenOpen ? parenClose : bracketClose));
    case braceOpen:
      return p.nested(() => parseBraces(p));
    default:
      p.fail('an expression is missing');
      if (kind === Token.ERROR) p.next();
      return { type: 'opaque', start: kind === Token.ERROR ? start : p.before, end: p.before, reason: 'broken syntax', parts: [] };
  }
}

function parseBracketed(p: Cursor, close: number): Node {
  const { start } = p;
  const isList = close === bracketClose;
  p.next();
  const items: Node[] = [];
  let comprehension: Node | undefined;
  let commas = 0;
  p.commaList(close, () => {
    const item = parseItem(p);
    if (items.length === 0 && atComprehension(p)) comprehension = parseComprehension(p, isList ? 'list' : 'generator', start, undefined, item);
    else items.push(item);
    if (p.kind === comma) commas++;
  });
  const end = p.before;
  if (comprehension) return items.length > 0 ? { type: 'opaque', start, end, reason: 'broken syntax', parts: [comprehension, ...items] } : { ...comprehension, end };
  if (isList) return { type: 'list', form: 'list', start, end, items };
  // Brackets around one expression add nothing: its own offsets stay, so that a fix replaces what is inside.
  return items.length === 1 && commas === 0 && items[0]!.type !== 'star' ? items[0]! : { type: 'list', form: 'tuple', start, end, items };
}

function parseBraces(p: Cursor): Node {
  const { start } = p;
  p.next();
  const entries: DictEntry[] = [];
  const items: Node[] = [];
  let comprehension: Node | undefined;
  p.commaList(braceClose, () => {
    const from = p.start;
    if (p.take(Token.POWER)) {
      const value = p.nested(() => parseBinary(p, 1));
      if (atComprehension(p)) comprehension = parseComprehension(p, 'dict', start, undefined, value);
      else entries.push({ start: from, end: p.endFrom(from), key: undefined, value });
      return;
    }
    const key = parseItem(p);
    const value = p.take(colon) ? parseTest(p) : undefined;
    if (atComprehension(p)) comprehension = parseComprehension(p, value ? 'dict' : 'set', start, value && key, value ?? key);
    else if (value) entries.push({ start: from, end: p.endFrom(from), key, value });
    else items.push(key);
  });
  const end = p.before;
  if (comprehension && items.length + entries.length === 0) return { ...comprehension, end };
  if (comprehension || (items.length > 0 && entries.length > 0)) {
    p.fail('a set and a dict in one');
    const parts = [...(comprehension ? [comprehension] : []), ...items, ...entries.flatMap(({ key, value }) => (key ? [key, value] : [value]))];
    return { type: 'opaque', start, end, reason: 'broken syntax', parts };
  }
  return items.length > 0 ? { type: 'list', form: 'set', start, end, items } : { type: 'dict', start, end, entries };
}

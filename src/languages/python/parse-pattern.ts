import { char, type Cursor } from './cursor.ts';
import { parseFormat } from './parse-format.ts';
import { Token } from './token.ts';
import type { Pattern } from './tree.ts';

const [parenOpen, parenClose, bracketOpen, bracketClose, braceOpen, braceClose] = [...'()[]{}'].map(char) as [number, number, number, number, number, number];
const [star, comma, colon, dot, equals, minus, plus, bar] = [...'*,:.=-+|'].map(char) as [number, number, number, number, number, number, number, number];

/** Deepest nesting of patterns that is read. */
const deepest = 100;

/** What stands between `case` and its guard or colon. */
export function parsePatterns(p: Cursor): Pattern {
  const { start } = p;
  const first = parsePattern(p, 0);
  if (p.kind !== comma) return first.type === 'star' ? { type: 'sequence', start, end: p.endFrom(start), items: [first] } : first;
  const items = [first];
  while (p.take(comma) && p.kind !== colon && p.kind !== Token.IF && !p.atLineEnd()) items.push(parsePattern(p, 0));
  return { type: 'sequence', start, end: p.endFrom(start), items };
}

function parsePattern(p: Cursor, depth: number): Pattern {
  const { start } = p;
  const options = [parseClosed(p, depth + 1)];
  while (p.take(bar)) options.push(parseClosed(p, depth + 1));
  const end = p.endFrom(start);
  const pattern: Pattern = options.length === 1 ? options[0]! : { type: 'or', start, end, options };
  if (!p.take(Token.AS)) return pattern;
  const at = p.start;
  if (p.kind !== Token.NAME) return pattern;
  const name = p.word();
  p.next();
  return { type: 'capture', start: at, end: p.before, name, inner: pattern };
}

function parseClosed(p: Cursor, depth: number): Pattern {
  const { start, kind } = p;
  const other = (): Pattern => ({ type: 'value', start, end: p.endFrom(start) });
  if (depth > deepest) {
    p.fail('a pattern nested too deeply');
    p.skipBalanced();
    return other();
  }
  if (p.take(star)) {
    const name = p.kind === Token.NAME && !p.isWord('_') ? p.word() : undefined;
    p.take(Token.NAME);
    return { type: 'star', start, end: p.before, name };
  }
  if (kind === Token.NAME) return parseNamedPattern(p, depth);
  if (kind === parenOpen || kind === bracketOpen) {
    p.next();
    const items: Pattern[] = [];
    let commas = 0;
    p.commaList(kind === parenOpen ? parenClose : bracketClose, () => {
      items.push(parsePattern(p, depth + 1));
      if (p.kind === comma) commas++;
    });
    const isGroup = kind === parenOpen && items.length === 1 && commas === 0 && items[0]!.type !== 'star';
    return isGroup ? items[0]! : { type: 'sequence', start, end: p.before, items };
  }
  if (kind === braceOpen) return parseMapping(p, depth);
  parseConstant(p);
  return other();
}

/** A name that captures, a dotted name, or a class with its patterns. */
function parseNamedPattern(p: Cursor, depth: number): Pattern {
  const { start, end } = p;
  const name = p.word();
  p.next();
  let dotted = false;
  while (p.take(dot)) {
    dotted = true;
    p.take(Token.NAME);
  }
  if (p.kind === parenOpen) {
    p.next();
    const items: { name: string | undefined; value: Pattern }[] = [];
    p.commaList(parenClose, () => {
      const attribute = p.kind === Token.NAME && p.peek() === equals ? p.word() : undefined;
      if (attribute !== undefined) p.skip(2);
      items.push({ name: attribute, value: parsePattern(p, depth + 1) });
    });
    return { type: 'class', start, end: p.before, items };
  }
  if (dotted) return { type: 'value', start, end: p.before };
  return name === '_' ? { type: 'anything', start, end } : { type: 'capture', start, end, name, inner: undefined };
}

function parseMapping(p: Cursor, depth: number): Pattern {
  const { start } = p;
  const entries: { key: string | number | undefined; value: Pattern }[] = [];
  let rest: { start: number; end: number; name: string } | undefined;
  p.next();
  p.commaList(braceClose, () => {
    if (p.take(Token.POWER)) {
      if (p.kind === Token.NAME) rest = { start: p.start, end: p.end, name: p.word() };
      return p.next();
    }
    const key = plainKey(p);
    parsePattern(p, depth + 1);
    p.expect(colon, 'the colon of a pattern');
    entries.push({ key, value: parsePattern(p, depth + 1) });
  });
  return { type: 'mapping', start, end: p.before, entries, rest };
}

function plainKey(p: Cursor): string | number | undefined {
  const source = p.text.slice(p.start, p.end);
  if (p.kind === Token.STRING) return /^(['"])([^'"\\]*)\1$/.exec(source)?.[2];
  return p.kind === Token.NUMBER && /^\d+$/.test(source) ? Number(source) : undefined;
}

function parseConstant(p: Cursor): void {
  const before = p.index;
  for (;;) {
    if (p.kind === minus || p.kind === plus || p.kind === Token.NUMBER || p.kind === Token.STRING) p.next();
    else if (p.kind === Token.NONE || p.kind === Token.TRUE || p.kind === Token.FALSE || p.kind === Token.ELLIPSIS) p.next();
    else if (p.kind === Token.FORMAT_START) parseFormat(p);
    else break;
  }
  if (p.index > before) return;
  p.fail('a pattern is missing');
  if (p.kind === Token.ERROR) p.next();
}

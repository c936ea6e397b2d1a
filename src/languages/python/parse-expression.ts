import { char, type Cursor } from './cursor.ts';
import { parseFormat } from './parse-format.ts';
import { parseParams } from './parse-params.ts';
import { Token } from './token.ts';
import type { ArgNode, ComprehensionNode, DictEntry, Literal, Node } from './tree.ts';

const [parenOpen, parenClose, bracketOpen, bracketClose, braceOpen, braceClose] = [...'()[]{}'].map(char) as [number, number, number, number, number, number];
const [star, comma, colon, dot, equals, minus, plus, tilde] = [...'*,:.=-+~'].map(char) as [number, number, number, number, number, number, number, number];

const comparison = 4;
/** Binding strength that leaves `in` to a `for`. */
const aboveComparison = 5;
const strengths: ReadonlyMap<number, number> = new Map<number, number>([
  [Token.OR, 1],
  [Token.AND, 2],
  ...([Token.NOT, Token.IN, Token.IS, Token.LESS_EQUAL, Token.GREATER_EQUAL, Token.EQUAL, Token.UNEQUAL, char('<'), char('>')] as const).map((kind) => [kind, comparison] as const),
  [char('|'), 5],
  [char('^'), 6],
  [char('&'), 7],
  [Token.LEFT, 8],
  [Token.RIGHT, 8],
  [plus, 9],
  [minus, 9],
  ...[star, char('/'), char('%'), char('@'), Token.FLOOR].map((kind) => [kind, 10] as const),
]);
const mostPrefixes = 50;

/** An expression without commas: `lambda`, `a if b else c`, `yield`, and all that binds tighter. */
export function parseTest(p: Cursor): Node {
  return p.nested(() => {
    const { start } = p;
    if (p.kind === Token.LAMBDA) return parseLambda(p);
    if (p.kind === Token.YIELD) return parseYield(p);
    const body = parseBinary(p, 1);
    if (p.kind !== Token.IF) return body;
    p.next();
    const test = parseBinary(p, 1);
    p.expect(Token.ELSE, 'else');
    const otherwise = parseTest(p);
    return { type: 'conditional', start, end: p.endFrom(start), test, body, otherwise };
  });
}

/** The same with `name := value`. */
export function parseNamed(p: Cursor): Node {
  const { start } = p;
  const target = parseTest(p);
  if (!p.take(Token.WALRUS)) return target;
  const value = parseTest(p);
  return { type: 'walrus', start, end: p.endFrom(start), target, value };
}

/** The same with `*value`. */
export function parseItem(p: Cursor): Node {
  return p.kind === star || p.kind === Token.POWER ? parseStar(p) : parseNamed(p);
}

/** Items between commas; a tuple where there is a comma. */
export function parseItems(p: Cursor): Node {
  return parseTuple(p, () => parseItem(p));
}

/** What `for` binds, and what `del` deletes. */
export function parseTargets(p: Cursor): Node {
  return parseTuple(p, () => (p.kind === star ? parseStar(p, aboveComparison) : parseBinary(p, aboveComparison)));
}

function parseTuple(p: Cursor, item: () => Node): Node {
  const { start } = p;
  const first = item();
  if (p.kind !== comma) return first.type === 'star' ? { type: 'list', form: 'tuple', start, end: first.end, items: [first] } : first;
  const items = [first];
  while (p.take(comma) && p.canStart()) items.push(item());
  return { type: 'list', form: 'tuple', start, end: p.endFrom(start), items };
}

function parseStar(p: Cursor, least = 1): Node {
  const { start } = p;
  const keywords = p.kind === Token.POWER;
  p.next();
  const value = p.nested(() => parseBinary(p, least));
  return { type: 'star', start, end: p.endFrom(start), keywords, value };
}

function parseYield(p: Cursor): Node {
  const { start } = p;
  p.next();
  const from = p.take(Token.FROM);
  const value = p.canStart() ? parseItems(p) : undefined;
  return { type: 'yield', start, end: p.before, value, from };
}

function parseLambda(p: Cursor): Node {
  const { start } = p;
  p.next();
  const params = parseParams(p, colon, false);
  const body = parseTest(p);
  return { type: 'lambda', start, end: p.endFrom(start), params, body };
}

/** Operators that bind at least as tightly as `least`; long chains are read without recursion. */
function parseBinary(p: Cursor, least: number): Node {
  const { start } = p;
  let left = p.kind === Token.NOT ? parseNot(p) : parseUnary(p);
  for (;;) {
    const { kind } = p;
    const strength = strengths.get(kind);
    if (strength === undefined || strength < least) return left;
    if (kind === Token.NOT && p.peek() !== Token.IN) return left;
    if (strength === comparison) {
      left = parseComparison(p, start, left);
      continue;
    }
    const operator = p.text.slice(p.start, p.end);
    p.next();
    const right = parseBinary(p, strength + 1);
    const end = p.endFrom(start);
    left =
      kind === Token.OR || kind === Token.AND
        ? { type: 'logical', start, end, operator: kind === Token.OR ? 'or' : 'and', left, right }
        : { type: 'binary', start, end, operator, left, right };
  }
}

function parseComparison(p: Cursor, start: number, first: Node): Node {
  const operators: string[] = [];
  const operands = [first];
  while (strengths.get(p.kind) === comparison && (p.kind !== Token.NOT || p.peek() === Token.IN)) {
    let operator = p.text.slice(p.start, p.end);
    p.next();
    if (operator === 'not' && p.take(Token.IN)) operator = 'not in';
    if (operator === 'is' && p.take(Token.NOT)) operator = 'is not';
    operators.push(operator);
    operands.push(parseBinary(p, aboveComparison));
  }
  return { type: 'compare', start, end: p.endFrom(start), operators, operands };
}

function parseNot(p: Cursor): Node {
  const starts: number[] = [];
  for (; p.kind === Token.NOT; p.next()) if (starts.length < mostPrefixes) starts.push(p.start);
  let node = parseBinary(p, comparison);
  for (const start of starts.reverse()) node = { type: 'unary', start, end: p.endFrom(start), operator: 'not', operand: node };
  return node;
}

function parseUnary(p: Cursor): Node {
  if (p.kind !== minus && p.kind !== plus && p.kind !== tilde) return parsePower(p);
  const prefixes: [string, number][] = [];
  for (; p.kind === minus || p.kind === plus || p.kind === tilde; p.next()) if (prefixes.length < mostPrefixes) prefixes.push([p.text[p.start]!, p.start]);
  let node = parsePower(p);
  for (const [operator, start] of prefixes.reverse()) node = { type: 'unary', start, end: p.endFrom(start), operator, operand: node };
  return node;
}

function parsePower(p: Cursor): Node {
  const { start } = p;
  const isAwait = p.take(Token.AWAIT);
  let node = parsePrimary(p);
  if (isAwait) node = { type: 'await', start, end: p.endFrom(start), value: node };
  if (!p.take(Token.POWER)) return node;
  const right = p.nested(() => parseUnary(p));
  return { type: 'binary', start, end: p.endFrom(start), operator: '**', left: node, right };
}

function parsePrimary(p: Cursor): Node {
  const { start } = p;
  let node = parseAtom(p);
  for (;;) {
    if (p.kind === dot) {
      p.next();
      const nameStart = p.start;
      const isName = p.kind === Token.NAME || p.kind >= Token.AND;
      if (!isName) p.fail('a name is missing after the dot');
      const name = isName ? p.word() : '';
      if (isName) p.next();
      node = { type: 'attribute', start, end: isName ? p.before : nameStart, object: node, name, nameStart };
    } else if (p.kind === parenOpen) {
      const inside = p.end;
      const args = parseArguments(p);
      node = { type: 'call', start, end: p.before, callee: node, args, inside: [inside, Math.max(inside, p.before - 1)] };
    } else if (p.kind === bracketOpen) {
      const index = parseSubscript(p);
      node = { type: 'index', start, end: p.before, object: node, index };
    } else {
      return node;
    }
  }
}

/** `(a, *b, c=d, **e)`, from the parenthesis on. */
export function parseArguments(p: Cursor): ArgNode[] {
  const args: ArgNode[] = [];
  p.next();
  p.commaList(parenClose, () => {
    const { start } = p;
    const spread = p.kind === star ? 'items' : p.kind === Token.POWER ? 'keywords' : undefined;
    const name = p.kind === Token.NAME && p.peek() === equals ? p.word() : undefined;
    if (spread) p.next();
    if (name !== undefined) p.next(), p.next();
    let value = name === undefined && !spread ? parseNamed(p) : parseTest(p);
    if (atComprehension(p)) value = parseComprehension(p, 'generator', start, undefined, value);
    args.push({ start, end: p.endFrom(start), name, spread, value });
  });
  return args;
}

function parseSubscript(p: Cursor): Node {
  p.next();
  const { start } = p;
  const items: Node[] = [];
  let commas = 0;
  p.commaList(bracketClose, () => {
    items.push(parseSlice(p));
    if (p.kind === comma) commas++;
  });
  const end = Math.max(start, p.before - 1);
  if (items.length === 1 && commas === 0 && items[0]!.type !== 'star') return items[0]!;
  return { type: 'list', form: 'tuple', start, end, items };
}

function parseSlice(p: Cursor): Node {
  const { start } = p;
  const parts: Node[] = [];
  if (p.kind !== colon) {
    const first = parseItem(p);
    if ((p.kind as number) !== colon) return first;
    parts.push(first);
  }
  while (p.take(colon)) if (p.canStart()) parts.push(parseTest(p));
  return { type: 'slice', start, end: p.before, parts };
}

const atComprehension = (p: Cursor): boolean => p.kind === Token.FOR || (p.kind === Token.ASYNC && p.peek() === Token.FOR);

function parseComprehension(p: Cursor, form: ComprehensionNode['form'], start: number, key: Node | undefined, element: Node): Node {
  const clauses: { target: Node; iterable: Node; conditions: Node[] }[] = [];
  while (atComprehension(p)) {
    p.take(Token.ASYNC);
    p.next();
    const target = parseTargets(p);
    p.expect(Token.IN, 'in');
    const iterable = p.kind === Token.LAMBDA ? parseTest(p) : p.nested(() => parseBinary(p, 1));
    const conditions: Node[] = [];
    while (p.take(Token.IF)) conditions.push(p.kind === Token.LAMBDA ? parseTest(p) : p.nested(() => parseCondition(p)));
    clauses.push({ target, iterable, conditions });
  }
  return { type: 'comprehension', start, end: p.before, form, key, element, clauses };
}

function parseCondition(p: Cursor): Node {
  const { start } = p;
  const target = parseBinary(p, 1);
  if (!p.take(Token.WALRUS)) return target;
  const value = parseBinary(p, 1);
  return { type: 'walrus', start, end: p.endFrom(start), target, value };
}

function parseAtom(p: Cursor): Node {
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

function parseStrings(p: Cursor): Node {
  const { start } = p;
  const literals: Literal[] = [];
  for (;;) {
    if (p.kind === Token.FORMAT_START) literals.push(parseFormat(p));
    else if (p.kind === Token.STRING) literals.push(plainLiteral(p));
    else return { type: 'string', start, end: p.before, literals };
  }
}

function plainLiteral(p: Cursor): Literal {
  const { start, end, text } = p;
  let quoteAt = start;
  while (text[quoteAt] !== '"' && text[quoteAt] !== "'") quoteAt++;
  const quote = text[quoteAt]!;
  const size = text.startsWith(quote.repeat(3), quoteAt) ? 3 : 1;
  const bodyStart = quoteAt + size;
  const closed = end - size >= bodyStart && text.startsWith(quote.repeat(size), end - size);
  p.next();
  const delimiter = text.slice(start, bodyStart);
  return { start, end, delimiter, bodyStart, bodyEnd: closed ? end - size : Math.max(end, bodyStart), broken: /[ft]/i.test(delimiter) };
}

function numberOf(source: string): number | undefined {
  const digits = source.replaceAll('_', '');
  if (/[jJ]$/.test(digits)) return undefined;
  const value = /^0\d+$/.test(digits) ? Number.parseInt(digits, 10) : Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

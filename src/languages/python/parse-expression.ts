import { char, type Cursor } from './cursor.ts';
import { parseParams } from './parse-params.ts';
import { parsePrimary } from './parse-primary.ts';
import { Token } from './token.ts';
import type { Node } from './tree.ts';

const [star, comma, colon, minus, plus, tilde] = [...'*,:-+~'].map(char) as [number, number, number, number, number, number];

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
export function parseBinary(p: Cursor, least: number): Node {
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
  for (const start of starts.toReversed()) node = { type: 'unary', start, end: p.endFrom(start), operator: 'not', operand: node };
  return node;
}

function parseUnary(p: Cursor): Node {
  if (p.kind !== minus && p.kind !== plus && p.kind !== tilde) return parsePower(p);
  const prefixes: [string, number][] = [];
  for (; p.kind === minus || p.kind === plus || p.kind === tilde; p.next()) if (prefixes.length < mostPrefixes) prefixes.push([p.text[p.start]!, p.start]);
  let node = parsePower(p);
  for (const [operator, start] of prefixes.toReversed()) node = { type: 'unary', start, end: p.endFrom(start), operator, operand: node };
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

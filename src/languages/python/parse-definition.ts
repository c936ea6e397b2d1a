import { char, type Cursor } from './cursor.ts';
import { parseItem, parseItems, parseNamed } from './parse-expression.ts';
import { parseParams } from './parse-params.ts';
import { parseArguments } from './parse-primary.ts';
import { parseBlock } from './parse-statement.ts';
import { Token } from './token.ts';
import type { ArgNode, Node, ParamNode, Statement } from './tree.ts';

const [at, parenOpen, parenClose, bracketOpen, bracketClose, colon, equals, star] = [...'@()[]:=*'].map(char) as [number, number, number, number, number, number, number, number];

/** `@decorator` lines and what they decorate. */
export function parseDecorated(p: Cursor): Statement {
  const { start } = p;
  const decorators: Node[] = [];
  while (p.take(at)) {
    decorators.push(parseNamed(p));
    while (!p.atLineEnd()) {
      p.fail('a decorator is broken');
      p.next();
    }
    p.take(Token.NEWLINE);
  }
  const isAsync = p.kind === Token.ASYNC && p.peek() === Token.DEF;
  if (isAsync) p.next();
  if (p.kind === Token.DEF) return parseDef(p, start, isAsync, decorators);
  if (p.kind === Token.CLASS) return parseClass(p, start, decorators);
  p.fail('a decorator decorates nothing');
  const end = p.endFrom(start);
  return { type: 'expression', start, end, value: { type: 'list', form: 'tuple', start, end, items: decorators } };
}

/** A function, from `def` on. */
export function parseDef(p: Cursor, start: number, isAsync: boolean, decorators: readonly Node[]): Statement {
  p.next();
  const { name, nameStart } = parseName(p);
  const typeParams = p.kind === bracketOpen ? parseTypeParams(p) : [];
  let params: ParamNode[] = [];
  if (p.kind === parenOpen) {
    p.next();
    params = parseParams(p, parenClose, true);
  } else {
    p.fail('the parameters are missing');
  }
  const result = p.take(Token.ARROW) ? parseItems(p) : undefined;
  const body = parseBlock(p);
  return { type: 'def', start, end: p.endFrom(start), name, nameStart, isAsync, decorators, typeParams, params, result, body };
}

/** A class, from `class` on. */
export function parseClass(p: Cursor, start: number, decorators: readonly Node[]): Statement {
  p.next();
  const { name, nameStart } = parseName(p);
  const typeParams = p.kind === bracketOpen ? parseTypeParams(p) : [];
  const args: ArgNode[] = p.kind === parenOpen ? parseArguments(p) : [];
  const body = parseBlock(p);
  return { type: 'class', start, end: p.endFrom(start), name, nameStart, decorators, typeParams, args, body };
}

function parseName(p: Cursor): { name: string; nameStart: number } {
  const nameStart = p.start;
  const name = p.kind === Token.NAME ? p.word() : '';
  if (!p.take(Token.NAME)) p.fail('a name is missing');
  return { name, nameStart };
}

/** `[T: bound = default, *Ts, **P]`: bounds and defaults. */
export function parseTypeParams(p: Cursor): Node[] {
  const parts: Node[] = [];
  p.next();
  p.commaList(bracketClose, () => {
    if (p.kind === star || p.kind === Token.POWER) p.next();
    p.expect(Token.NAME, 'the name of a type parameter');
    if (p.take(colon)) parts.push(parseItem(p));
    if (p.take(equals)) parts.push(parseItem(p));
  });
  return parts;
}

import { char, type Cursor } from './cursor.ts';
import { parseClass, parseDecorated, parseDef } from './parse-definition.ts';
import { parseItems, parseNamed, parseTargets, parseTest } from './parse-expression.ts';
import { isMatch, parseMatch } from './parse-match.ts';
import { parseSmall } from './parse-simple.ts';
import { Token } from './token.ts';
import type { Block, Handler, Node, Statement } from './tree.ts';

const [semicolon, colon, parenOpen, comma, at, star] = [...';:(,@*'].map(char) as [number, number, number, number, number, number];

/** All statements of the file. */
export function parseModule(p: Cursor): Block {
  const statements: Statement[] = [];
  while (p.kind !== Token.END) parseStatement(p, statements);
  return { start: 0, end: p.before, statements };
}

/** Reads the next statements into `out`: those of one line, or one compound statement. Always steps forward. */
export function parseStatement(p: Cursor, out: Statement[]): void {
  const before = p.index;
  switch (p.kind) {
    case Token.NEWLINE:
      return p.next();
    case Token.INDENT:
    case Token.DEDENT:
      // An indented line where no block begins: its statements are read as if they were not indented.
      p.fail('unexpected indentation');
      return p.next();
    case Token.IF:
      return void out.push(parseIf(p));
    case Token.WHILE:
      return void out.push(parseWhile(p));
    case Token.FOR:
      return void out.push(parseFor(p, p.start));
    case Token.TRY:
      return void out.push(parseTry(p));
    case Token.WITH:
      return void out.push(parseWith(p, p.start));
    case Token.DEF:
      return void out.push(parseDef(p, p.start, false, []));
    case Token.CLASS:
      return void out.push(parseClass(p, p.start, []));
    case at:
      return void out.push(parseDecorated(p));
    case Token.ASYNC: {
      const { start } = p;
      const kind = p.peek();
      if (kind !== Token.DEF && kind !== Token.FOR && kind !== Token.WITH) break;
      p.next();
      return void out.push(kind === Token.DEF ? parseDef(p, start, true, []) : kind === Token.FOR ? parseFor(p, start) : parseWith(p, start));
    }
    case Token.NAME:
      if (p.isWord('match') && isMatch(p)) return void out.push(parseMatch(p));
  }
  parseLine(p, out);
  if (p.index === before) p.next();
}

/** Small statements up to the end of the line. What does not fit is still read for calls. */
function parseLine(p: Cursor, out: Statement[]): void {
  for (;;) {
    out.push(parseSmall(p));
    if (p.take(semicolon)) {
      if (p.atLineEnd()) break;
      continue;
    }
    if (p.atLineEnd()) break;
    p.fail('a statement is broken');
    const { start, index } = p;
    if (p.canStart() && p.kind !== star && p.kind !== Token.POWER) {
      const value = parseNamed(p);
      out.push({ type: 'expression', start, end: p.endFrom(start), value });
    }
    if (p.index === index) p.next();
    if (p.atLineEnd()) break;
  }
  p.take(Token.NEWLINE);
}

/** `: …` on the same line, or an indented block. */
export function parseBlock(p: Cursor): Block {
  const statements: Statement[] = [];
  const { start } = p;
  if (!p.expect(colon, 'the colon of a block') && !p.atLineEnd()) {
    parseLine(p, statements);
  } else if (p.kind !== Token.NEWLINE) {
    parseLine(p, statements);
    return { start, end: p.endFrom(start), statements };
  }
  p.take(Token.NEWLINE);
  if (p.take(Token.INDENT)) {
    while (p.kind !== Token.DEDENT && p.kind !== Token.END) parseStatement(p, statements);
    p.take(Token.DEDENT);
  } else {
    p.fail('a block is empty');
  }
  return { start, end: statements.at(-1)?.end ?? p.endFrom(start), statements };
}

const parseElse = (p: Cursor): Block | undefined => (p.take(Token.ELSE) ? parseBlock(p) : undefined);

function parseIf(p: Cursor): Statement {
  const { start } = p;
  const clauses: { test: Node; body: Block }[] = [];
  do {
    p.next();
    const test = parseNamed(p);
    clauses.push({ test, body: parseBlock(p) });
  } while (p.kind === Token.ELIF);
  const otherwise = parseElse(p);
  return { type: 'if', start, end: p.endFrom(start), clauses, otherwise };
}

function parseWhile(p: Cursor): Statement {
  const { start } = p;
  p.next();
  const test = parseNamed(p);
  const body = parseBlock(p);
  return { type: 'while', start, test, body, otherwise: parseElse(p), end: p.endFrom(start) };
}

function parseFor(p: Cursor, start: number): Statement {
  p.next();
  const target = parseTargets(p);
  p.expect(Token.IN, 'in');
  const iterable = parseItems(p);
  const body = parseBlock(p);
  return { type: 'for', start, target, iterable, body, otherwise: parseElse(p), end: p.endFrom(start) };
}

function parseTry(p: Cursor): Statement {
  const { start } = p;
  p.next();
  const body = parseBlock(p);
  const handlers: Handler[] = [];
  while (p.take(Token.EXCEPT)) {
    p.take(star);
    const caught = p.kind === colon ? undefined : parseItems(p);
    let name: Handler['name'];
    if (p.take(Token.AS) && p.kind === Token.NAME) {
      name = { start: p.start, end: p.end, name: p.word() };
      p.next();
    }
    handlers.push({ caught, name, body: parseBlock(p) });
  }
  const otherwise = parseElse(p);
  const last = p.take(Token.FINALLY) ? parseBlock(p) : undefined;
  if (handlers.length === 0 && !last) p.fail('a try without except');
  return { type: 'try', start, end: p.endFrom(start), body, handlers, otherwise, last };
}

function parseWith(p: Cursor, start: number): Statement {
  p.next();
  const items: { value: Node; target: Node | undefined }[] = [];
  const read = (): void => {
    const value = parseNamed(p);
    items.push({ value, target: p.take(Token.AS) ? parseTest(p) : undefined });
  };
  if (p.kind === parenOpen && p.tokens.kinds[p.closing(p.index) + 1] === colon) {
    p.next();
    p.commaList(char(')'), read);
  } else {
    do read();
    while (p.take(comma) && p.canStart());
  }
  return { type: 'with', start, items, body: parseBlock(p), end: p.endFrom(start) };
}

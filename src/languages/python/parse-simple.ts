import { char, type Cursor } from './cursor.ts';
import { parseTypeParams } from './parse-definition.ts';
import { parseItems, parseTargets, parseTest } from './parse-expression.ts';
import { parseFrom, parseImport } from './parse-import.ts';
import { Token } from './token.ts';
import type { Node, Statement } from './tree.ts';

const [colon, equals, comma, bracketOpen] = [...':=,['].map(char) as [number, number, number, number];

/** A statement without a block. */
export function parseSmall(p: Cursor): Statement {
  const { start, kind } = p;
  const done = <T extends object>(statement: T): T & { start: number; end: number } => ({ ...statement, start, end: p.endFrom(start) });
  switch (kind) {
    case Token.PASS:
    case Token.BREAK:
    case Token.CONTINUE:
      p.next();
      return done({ type: kind === Token.PASS ? 'pass' : kind === Token.BREAK ? 'break' : 'continue' } as const);
    case Token.RETURN:
      p.next();
      return done({ type: 'return', value: p.canStart() ? parseItems(p) : undefined } as const);
    case Token.RAISE:
    case Token.ASSERT: {
      p.next();
      const parts: Node[] = [];
      if (p.canStart()) do parts.push(parseTest(p));
        while (p.take(Token.FROM) || p.take(comma));
      return done({ type: kind === Token.RAISE ? 'raise' : 'assert', parts } as const);
    }
    case Token.DEL: {
      p.next();
      const targets = parseTargets(p);
      return done({ type: 'delete', targets: targets.type === 'list' ? targets.items : [targets] } as const);
    }
    case Token.GLOBAL:
    case Token.NONLOCAL: {
      p.next();
      const names: string[] = [];
      do if (p.kind === Token.NAME) names.push(p.word());
      while ((p.take(Token.NAME), p.take(comma)));
      return done({ type: kind === Token.GLOBAL ? 'global' : 'nonlocal', names } as const);
    }
    case Token.IMPORT:
      return parseImport(p);
    case Token.FROM:
      return parseFrom(p);
  }
  if (p.isWord('type') && p.peek() === Token.NAME && (p.peek(2) === equals || p.peek(2) === bracketOpen)) {
    p.next();
    const name = p.word();
    const nameStart = p.start;
    p.next();
    if (p.kind === bracketOpen) parseTypeParams(p);
    p.expect(equals, 'the value of a type');
    return done({ type: 'alias', name, nameStart, value: parseTest(p) } as const);
  }
  return parseAssignment(p);
}

function parseAssignment(p: Cursor): Statement {
  const { start } = p;
  const first = p.kind === Token.YIELD ? parseTest(p) : parseItems(p);
  if (p.kind === Token.AUGMENT) {
    const operator = p.text.slice(p.start, p.end - 1);
    p.next();
    const value = parseItems(p);
    return { type: 'augmented', start, end: p.endFrom(start), target: first, operator, value };
  }
  if (p.take(colon)) {
    const annotation = parseItems(p);
    const value = p.take(equals) ? parseItems(p) : undefined;
    return { type: 'annotated', start, end: p.endFrom(start), target: first, annotation, value };
  }
  const chain = [first];
  while (p.take(equals)) chain.push(parseItems(p));
  const end = p.endFrom(start);
  const value = chain.pop()!;
  return chain.length === 0 ? { type: 'expression', start, end, value } : { type: 'assign', start, end, targets: chain, value };
}

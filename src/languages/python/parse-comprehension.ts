import type { Cursor } from './cursor.ts';
import { parseBinary, parseTargets, parseTest } from './parse-expression.ts';
import { Token } from './token.ts';
import type { ComprehensionNode, Node } from './tree.ts';

/** A `for` of a comprehension begins here. */
export const atComprehension = (p: Cursor): boolean => p.kind === Token.FOR || (p.kind === Token.ASYNC && p.peek() === Token.FOR);

/** The `for … in … if …` clauses after an element. */
export function parseComprehension(p: Cursor, form: ComprehensionNode['form'], start: number, key: Node | undefined, element: Node): Node {
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

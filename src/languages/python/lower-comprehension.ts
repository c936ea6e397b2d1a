import type { Binding, Expr } from '../../core/ir.ts';
import { lowerExpression } from './lower-expression.ts';
import { defineTarget } from './lower-target.ts';
import type { Lowering } from './lowering.ts';
import { Scope } from './scope.ts';
import type { ComprehensionNode } from './tree.ts';

/** `[element for target in iterable if condition]`, in a scope and loop of its own. */
export function lowerComprehension(l: Lowering, node: ComprehensionNode): Expr {
  const { scope, loop, arms } = l;
  const range = l.range(node.start, node.end);
  const loops: { of: Expr; tests: Expr[] }[] = [];
  node.clauses.forEach((clause, i) => {
    // The first iterable is evaluated outside.
    const over = lowerExpression(l, clause.iterable);
    if (i === 0) {
      l.scope = new Scope('comprehension', l.fn, scope);
      l.arms = [...arms, { branch: { kind: 'loop', arms: 1, total: false }, index: 0, exits: false }];
    }
    const bindings: Binding[] = [];
    l.loop = { kind: 'comprehension', fn: l.fn, parent: l.loop, over, bindings, range, exits: [] };
    // The element stands before its `for`.
    bindings.push(...defineTarget(l, clause.target, { kind: 'item', of: over }, node.start, l.range(clause.target.start, clause.target.end)));
    loops.push({ of: over, tests: clause.conditions.map(condition => lowerExpression(l, condition)) });
  });
  const filtered = node.clauses.some(({ conditions }) => conditions.length > 0);
  if (filtered) l.arms = [...l.arms, { branch: { kind: 'if', arms: 1, total: false }, index: 0, exits: false }];
  const key = node.key && lowerExpression(l, node.key);
  const value = lowerExpression(l, node.element);
  Object.assign(l, { scope, loop, arms });
  if (loops.length === 0) return l.opaque(node, 'broken comprehension');
  if (!key) return { kind: 'list', range, items: [{ kind: 'each', value, loops }] };
  const pair: Expr = { kind: 'list', range: [key.range[0], value.range[1]], items: [{ kind: 'item', value: key }, { kind: 'item', value }] };
  return { kind: 'object', range, entries: [{ kind: 'spread', value: { kind: 'list', range, items: [{ kind: 'each', value: pair, loops }] }, isPairs: true, range }] };
}

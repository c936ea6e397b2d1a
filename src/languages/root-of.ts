import type { Expr, NameExpr, Step, ThisExpr } from '../core/ir.ts';

/** What a chain of members starts at, and the steps from there. */
export interface Root {
  readonly root: NameExpr | ThisExpr;
  readonly path: Step[];
}

/** The name or receiver below a chain of members; undefined where it starts at a value. */
export function rootOf(expr: Expr): Root | undefined {
  const path: Step[] = [];
  let at = expr;
  while (at.kind === 'member') {
    path.push(at.property);
    at = at.object;
  }
  return at.kind === 'name' || at.kind === 'this' ? { root: at, path: path.toReversed() } : undefined;
}

import type { Def, Expr, NameExpr, Step, ThisExpr } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';

/** What a chain of members starts at, and the way from there. */
export interface Root {
  readonly expr: NameExpr | ThisExpr;
  readonly path: readonly Step[];
}

/** The name or `this` below a chain of members; undefined where it starts at a value. */
export function rootOf(expr: Expr): Root | undefined {
  const path: Step[] = [];
  let inner = expr;
  while (inner.kind === 'member') {
    path.push(inner.property);
    inner = inner.object;
  }
  return inner.kind === 'name' || inner.kind === 'this' ? { expr: inner, path: path.toReversed() } : undefined;
}

/** Adds an event to the binding, or to the class, that a chain of members starts at. */
export function recordAt(l: Lowering, root: Root, def: Def): void {
  if (root.expr.kind === 'name') l.define(root.expr, def);
  else root.expr.cls?.writes.push(def);
}

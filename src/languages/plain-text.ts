import type { Expr, MemberExpr } from '../core/ir.ts';

/** The value of a text without holes. */
export function plainText(expr: Expr): string | undefined {
  if (expr.kind !== 'text') return undefined;
  let text = '';
  for (const part of expr.parts) {
    if (part.kind === 'hole') return undefined;
    text += part.value;
  }
  return text;
}

/** The step that an index expression is: a known key or position, or what computes it. */
export function propertyOf(index: Expr): MemberExpr['property'] {
  if (index.kind === 'number' && Number.isInteger(index.value)) return index.value;
  return plainText(index) ?? { computed: index };
}

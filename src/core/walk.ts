/** Walks over expressions of the neutral IR. */
import type { Expr, NameExpr } from './ir.ts';

/** Every expression inside `expr`, itself first; function bodies are not entered. */
export function* parts(expr: Expr): Generator<Expr> {
  yield expr;
  for (const child of children(expr)) yield* parts(child);
}

export function* namesIn(expr: Expr): Generator<NameExpr> {
  for (const part of parts(expr)) if (part.kind === 'name') yield part;
}

const none: readonly Expr[] = [];

/** The expressions that one is made of. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'text':
      return expr.parts.length === 1 && expr.parts[0]!.kind === 'literal' ? none : expr.parts.flatMap(part => (part.kind === 'hole' ? [part.value] : []));
    case 'object':
      return expr.entries.flatMap(entry => (entry.kind === 'entry' && typeof entry.key === 'object' ? [entry.key.computed, entry.value] : [entry.value]));
    case 'list':
      return expr.items.flatMap(item => (item.kind === 'each' ? [item.value, ...item.loops.flatMap(({ of, tests }) => [of, ...tests])] : [item.value]));
    case 'member':
      return typeof expr.property === 'object' ? [expr.object, expr.property.computed] : [expr.object];
    case 'call':
      return expr.args.length === 0 ? [expr.callee] : [expr.callee, ...expr.args.map(arg => arg.value)];
    case 'choose':
      return [...(expr.test ? [expr.test] : []), ...expr.options];
    case 'binary':
      return [expr.left, expr.right];
    default:
      return none;
  }
}

/** The last name of a dotted expression, `create` of `client.messages.create`; empty where there is none. */
export function lastName(expr: Expr): string {
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' && typeof expr.property === 'string' ? expr.property : '';
}

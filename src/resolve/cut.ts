/** Text cut to a length where it is longer, mostly with a note at its end: what it is otherwise holds more. Parts of lists. */
import type { Binding, Expr, MemberExpr, Module } from '../core/ir.ts';
import type { ListValue, Value } from '../core/value.ts';
import { mapOptions } from './choice.ts';

const fromStart = new Set(['slice', 'substring', 'substr']);
const trims = new Set(['trim', 'trimEnd', 'strip', 'rstrip']);

/** What an expression is the beginning of: `text` for `text[:limit] + '…'`. */
function cutFrom(expr: Expr): Expr | undefined {
  switch (expr.kind) {
    case 'binary':
      return expr.operator === '+' && isLiteral(expr.right) ? cutFrom(expr.left) : undefined;
    case 'text': {
      const [first, ...rest] = expr.parts;
      return first?.kind === 'hole' && rest.every(({ kind }) => kind === 'literal') ? cutFrom(first.value) : undefined;
    }
    case 'member':
      return isPart(expr) ? expr.object : undefined;
    case 'call': {
      const { callee, args } = expr;
      if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
      if (trims.has(callee.property)) return cutFrom(callee.object);
      const start = args[0]?.value;
      return fromStart.has(callee.property) && args.length === 2 && start?.kind === 'number' && start.value === 0 ? callee.object : undefined;
    }
    default:
      return undefined;
  }
}

/** Python: `[:3]`, `[-2:]`, `[1:n]`; a step between items, too, leaves items of the same list. */
const bounds = /^(-?\d+)?\s*:\s*(-?\d+)?$/;

/** Is it a part of what its object is, `items[1:]`? */
export function isPart({ property }: MemberExpr): boolean {
  return typeof property === 'object' && property.computed.kind === 'opaque' && property.computed.reason === 'slice';
}

/** The items of a list between the bounds of `items[a:b]`; with bounds that are not known, any of them. */
export function partOf(list: ListValue, { property }: MemberExpr, module: Module): ListValue {
  const match = typeof property === 'object' ? bounds.exec(module.text.slice(...property.computed.range).trim()) : null;
  if (list.open || !match) return { ...list, open: true };
  const [start, end] = [match[1], match[2]].map(bound => (bound === undefined ? undefined : Number(bound)));
  return { ...list, items: list.items.slice(start, end) };
}

/** Does an expression give the beginning of what a name holds so far? */
export function cuts(expr: Expr, isName: (binding: Binding) => boolean): boolean {
  const whole = cutFrom(expr);
  return whole?.kind === 'name' && whole.binding !== undefined && isName(whole.binding);
}

/** The values of expressions of which one gives the value: one that gives the beginning of another only says that this one is bounded. */
export function valuesOf(options: readonly Expr[], module: Module, evaluate: (expr: Expr) => Value): Value[] {
  const beginnings = new Map(options.flatMap(option => {
    const from = cutFrom(option);
    const whole = from && options.find(other => other !== option && isSame(other, from));
    return whole ? [[option, whole] as const] : [];
  }));
  return options.filter(option => !beginnings.has(option)).map(option => {
    const value = evaluate(option);
    const cut = [...beginnings].find(([, whole]) => whole === option)?.[0];
    return cut ? bounded(value, cut, module) : value;
  });
}

/** The same value, and what bounds it where it is not known. */
export function bounded(value: Value, cut: Expr, module: Module): Value {
  return mapOptions(value, option => (option.kind === 'unknown' && !option.cut ? { ...option, cut: { path: module.path, range: cut.range, module } } : option));
}

function isLiteral(expr: Expr): boolean {
  return expr.kind === 'text' && expr.parts.every(({ kind }) => kind === 'literal');
}

function isSame(a: Expr, b: Expr): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.name === b.name && a.binding === b.binding;
  if (a.kind === 'this' && b.kind === 'this') return a.cls === b.cls;
  return a.kind === 'member' && b.kind === 'member' && typeof a.property !== 'object' && a.property === b.property && isSame(a.object, b.object);
}

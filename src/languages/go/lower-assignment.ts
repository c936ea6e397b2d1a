import type { Class, Def, Expr } from '../../core/ir.ts';
import { rootOf } from '../root-of.ts';
import { child, named, type Node } from '../grammar.ts';
import { lowerExpression, lowerExpressions } from './lower-expression.ts';
import type { GoLowering } from './lowering.ts';

type Place = Pick<Def, 'at' | 'range'>;

/** `a, err := f()`: the first name gets what the call gives first. */
export function lowerDefinition(l: GoLowering, node: Node): void {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (!left || !right) return;
  const values = lowerExpressions(l, right);
  const place = { at: l.at(node.end), range: [node.start, node.end] as const };
  named(left).forEach((target, index) => {
    if (target.type !== 'identifier' || l.source(target) === '_') return;
    const value = values[index] ?? l.opaque(right, 'another result');
    const name = l.source(target);
    const grown = l.scope.names.has(name) ? growth(value, name) : undefined;
    l.define(name, grown ? { kind: 'append', value: grown, ...place } : { kind: 'assign', value, ...place });
  });
}

/** `x = v`, `x.a["b"] += v`. */
export function lowerAssignment(l: GoLowering, node: Node): void {
  const [left, right, operator] = [child(node, 'left'), child(node, 'right'), child(node, 'operator')];
  if (!left || !right) return;
  const sign = operator ? l.source(operator) : '=';
  const values = lowerExpressions(l, right);
  const place = { at: l.at(node.end), range: [node.start, node.end] as const };
  named(left).forEach((target, index) => assign(l, target, values[index] ?? l.opaque(right, 'another result'), sign, place));
}

function assign(l: GoLowering, target: Node, value: Expr, sign: string, place: Place): void {
  if (target.type === 'identifier' && l.source(target) === '_') return;
  const root = rootOf(lowerExpression(l, target));
  if (!root || root.root.kind !== 'name') return;
  const { path } = root;
  const grown = sign === '=' ? growth(value, l.source(target)) : undefined;
  const isAppend = sign === '+=' || grown !== undefined;
  const made = grown ?? (isAppend || sign === '=' ? value : l.opaque({ start: place.range[0], end: place.range[1] }, `assignment ${sign}`));
  if (path.length === 0) l.change(root.root, isAppend ? { kind: 'append', value: made, ...place } : { kind: 'assign', value: made, ...place });
  else {
    const change: Def = { kind: 'set', path, value: made, ...place, ...(isAppend && { append: true }) };
    l.change(root.root, change);
    receiverNamed(l, root.root.name)?.writes.push(change);
  }
}

/** The class whose receiver has this name: what its method sets, others read. */
function receiverNamed(l: GoLowering, name: string): Class | undefined {
  const [def] = l.scope.find(name)?.defs ?? [];
  return def?.kind === 'assign' && def.value.kind === 'this' ? def.value.cls : undefined;
}

/** What `x = append(x, a, b)` adds to `x`. */
function growth(value: Expr, target: string): Expr | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'append') return undefined;
  const [first, ...added] = value.args;
  if (!first || value.at.fn.module.text.slice(...first.range) !== target) return undefined;
  return { kind: 'list', range: value.range, items: added.map((arg) => ({ kind: arg.spread ? ('spread' as const) : ('item' as const), value: arg.value })) };
}

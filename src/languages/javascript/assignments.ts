import type { ChooseExpr, Expr } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import { type Node, transparent } from './node.ts';
import { type Source, definePattern } from './patterns.ts';
import { rootOf } from '../root-of.ts';
import { recordAt } from './roots.ts';

const CHOICES: Readonly<Record<string, ChooseExpr['operator']>> = { '||=': 'or', '&&=': 'and', '??=': 'nullish' };

/** Lowers `target = value` and its compounds; gives the value. */
export function assignment(l: Lowering, node: Node): Expr {
  const target = transparent(node.left);
  if (target.type === 'Identifier' || target.type === 'MemberExpression') return plainAssignment(l, node, target);
  const value = l.parts.expression(l, node.right);
  const source: Source = { kind: 'assign', value };
  definePattern(l, target, source, { end: node.range[1], range: node.range, declares: false });
  return value;
}

function plainAssignment(l: Lowering, node: Node, target: Node): Expr {
  const left = l.parts.expression(l, target);
  const right = l.parts.expression(l, node.right, nameOf(target));
  const { operator, range } = node;
  const choice = CHOICES[operator];
  let value = right;
  if (choice) value = { kind: 'choose', range, operator: choice, options: [left, right] };
  else if (operator !== '=') value = { kind: 'binary', range, operator: operator.slice(0, -1), left, right };
  const isAppend = operator === '+=';
  write(l, left, isAppend ? right : value, node, isAppend);
  if (operator === '=') recordExport(l, left, right);
  return value;
}

/** Lowers `x++` and `x--`. */
export function update(l: Lowering, node: Node): Expr {
  const left = l.parts.expression(l, node.argument);
  const step: Expr = { kind: 'number', range: node.range, value: node.operator === '++' ? 1 : -1 };
  write(l, left, step, node, true);
  if (!node.prefix) return left;
  return { kind: 'binary', range: node.range, operator: '+', left, right: step };
}

/** Lowers `delete x.a`. */
export function deletion(l: Lowering, node: Node): Expr {
  const root = rootOf(l.parts.expression(l, node.argument));
  if (root && root.path.length > 0) {
    recordAt(l, root, { kind: 'delete', path: root.path, at: l.at(node.range[1]), range: node.range });
  }
  return { kind: 'opaque', range: node.range, reason: 'unary delete' };
}

/** Records that `target` (a name or a chain of members) now holds `value`. */
export function write(l: Lowering, target: Expr, value: Expr, node: Node, isAppend: boolean): void {
  const root = rootOf(target);
  if (!root) return;
  const at = l.at(node.range[1]);
  const { range } = node;
  if (root.path.length > 0) recordAt(l, root, { kind: 'set', path: root.path, value, append: isAppend || undefined, at, range });
  else if (isAppend) recordAt(l, root, { kind: 'append', value, at, range });
  else recordAt(l, root, { kind: 'assign', value, at, range });
}

function nameOf(target: Node): string | undefined {
  if (target.type === 'Identifier') return target.name;
  return target.computed ? undefined : target.property.name;
}

/** `module.exports = …`, `module.exports.a = …`, `exports.a = …`. */
function recordExport(l: Lowering, target: Expr, value: Expr): void {
  const root = target.kind === 'member' ? rootOf(target) : undefined;
  if (root?.root.kind !== 'name') return;
  const { name } = root.root;
  const path = name === 'module' && root.path[0] === 'exports' ? root.path.slice(1) : name === 'exports' ? root.path : undefined;
  if (!path || path.length > 1) return;
  const exported = path.length === 0 ? '=' : path[0];
  if (typeof exported === 'string') l.commonExports.push({ name: exported, root: root.root, value });
}

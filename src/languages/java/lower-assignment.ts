import type { Binding, CallExpr, Expr, MemberExpr, NameExpr } from '../../core/ir.ts';
import { plainText } from '../plain-text.ts';
import { branch } from '../completion.ts';
import { child, type Node } from '../grammar.ts';
import { rootOf } from '../root-of.ts';
import { lowerExpression } from './lower-expression.ts';
import type { JavaLowering } from './lowering.ts';

/** `x = v`, `this.a = v`, `x[0] += v`; it is a value too. */
export function lowerAssignment(l: JavaLowering, node: Node): Expr {
  const [left, right, operator] = [child(node, 'left'), child(node, 'right'), child(node, 'operator')];
  if (!left || !right) return l.opaque(node, 'assignment');
  const sign = operator ? l.source(operator) : '=';
  const value = lowerExpression(l, right);
  const found = rootOf(lowerExpression(l, left));
  if (!found) return value;
  const { root, path } = found;
  const place = { at: l.at(node.end), range: [node.start, node.end] as const };
  const isAppend = sign === '+=';
  const made = isAppend || sign === '=' ? value : l.opaque(node, `assignment ${sign}`);
  if (path.length > 0) l.change(root, { kind: 'set', path, value: made, ...place, ...(isAppend && { append: true }) });
  else if (root.kind === 'name') l.change(root, isAppend ? { kind: 'append', value: made, ...place } : { kind: 'assign', value: made, ...place });
  return value;
}

/** Methods that change what they are called on, whatever that is. */
const changing = new Set('add addAll addFirst addLast put putAll putIfAbsent append insert remove clear addProperty setLength set'.split(' '));

/** `list.add(x)`, `sb.append(a).append(b)`, `builder.system(x)`: what stands at the start of the chain holds more after it. */
export function noteChange(l: JavaLowering, expr: Expr): void {
  const chain: CallExpr[] = [];
  let at: Expr = expr;
  while (at.kind === 'call' && at.callee.kind === 'member') {
    chain.push(at);
    at = at.callee.object;
  }
  const found = rootOf(at);
  if (!found) return;
  const { root, path } = found;
  const isBuilder = root.kind === 'name' && path.length === 0 && l.builders.has(l.scope.find(root.name)!);
  for (const call of chain.toReversed()) {
    const name = call.callee.kind === 'member' && typeof call.callee.property === 'string' ? call.callee.property : '';
    if (!isBuilder && !changing.has(name)) return;
    const place = { at: l.at(call.range[1]), range: call.range };
    const [only, ...others] = call.args;
    if (name !== 'append' || !only || others.length > 0) l.change(root, { kind: 'mutate', path, call, ...place });
    else if (path.length > 0) l.change(root, { kind: 'set', path, append: true, value: only.value, ...place });
    else l.change(root, { kind: 'append', value: only.value, ...place });
  }
}

/** `builder::maxTokens`, `list::add`: whoever gets it may call it, with what is not seen. */
export function noteReference(l: JavaLowering, callee: MemberExpr): void {
  const { object, property, range } = callee;
  const isBuilder = object.kind === 'name' && l.builders.has(l.scope.find(object.name)!);
  if (object.kind !== 'name' || !(isBuilder || changing.has(String(property)))) return;
  const value = l.opaque({ start: range[0], end: range[1] }, 'method reference');
  l.inArm(branch('if', false), () => {
    const at = l.at(range[1]);
    l.change(object, { kind: 'mutate', path: [], call: { kind: 'call', range, callee, args: [{ value, range }], isNew: false, isAwaited: false, at }, at, range });
  });
}

/** `ArrayNode list = json.putArray("k")`, `ObjectNode item = list.addObject()`: what is put into the child stands in its parent. */
export function noteChild(l: JavaLowering, binding: Binding, made: Expr): void {
  if (made.kind !== 'call' || made.callee.kind !== 'member' || typeof made.callee.property !== 'string') return;
  const [, how, kind] = /^(put|with|add)(Array|Object)$/.exec(made.callee.property) ?? [];
  const found = kind === undefined ? undefined : rootOf(made.callee.object);
  if (!found) return;
  // As it is when the function ends.
  const end = l.fn.range[1];
  const held: NameExpr = { kind: 'name', range: made.range, name: binding.name, binding, at: { fn: l.fn, offset: end, arms: l.arms } };
  const place = { at: l.at(made.range[1]), range: made.range };
  const key = made.args[0] && plainText(made.args[0].value);
  if (how !== 'add' && key !== undefined) l.change(found.root, { kind: 'set', path: [...found.path, key], value: held, ...place });
  else if (how === 'add') l.change(found.root, { kind: 'mutate', path: found.path, call: { ...made, callee: { ...made.callee, property: 'add' }, args: [{ value: held, range: made.range }] }, ...place });
}

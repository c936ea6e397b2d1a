import type { ArgExpr, CallExpr, Expr } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { rootOf } from '../root-of.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Lowering } from './lowering.ts';
import type { ArgNode, CallNode } from './tree.ts';

/** Methods that are called for what they do to their receiver. */
const mutators: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'update', 'setdefault', 'add', 'pop', 'popitem', 'clear', 'remove', 'push', 'sort', 'reverse']);

/** Lowers a call and lists it in the module. */
export function lowerCall(l: Lowering, node: CallNode, isAwaited: boolean): Expr {
  const call: Draft<CallExpr> = {
    kind: 'call',
    range: l.range(node.start, node.end),
    callee: l.opaque(node, 'call'),
    args: [],
    isNew: false,
    isAwaited,
    at: l.at(node.start),
    argsRange: argsRange(l, node),
  };
  if (l.loop) call.loop = l.loop;
  l.module.calls.push(call);
  call.callee = lowerExpression(l, node.callee);
  const args: ArgExpr[] = [];
  call.args = args;
  for (const arg of node.args) {
    const value = lowerExpression(l, arg.value);
    if (value.kind === 'function') value.fn.passedTo = { call, index: args.length };
    args.push(argument(l, arg, value));
  }
  const { callee } = call;
  if (callee.kind === 'name' && callee.name === 'super' && !callee.binding) {
    const cls = l.scope.method();
    if (cls) return { kind: 'this', range: call.range, isSuper: true, cls };
  }
  if (callee.kind === 'member' && typeof callee.property === 'string' && mutators.has(callee.property)) {
    const found = rootOf(callee.object);
    if (found && (found.root.kind === 'name' || found.path.length > 0)) {
      l.change(found.root, { kind: 'mutate', path: found.path, call, at: l.at(node.end), range: call.range });
    }
  }
  return call;
}

function argsRange(l: Lowering, node: CallNode): readonly [number, number] {
  const [start, end] = node.inside;
  return l.map ? [l.map.start(start), l.map.start(end)] : [start, end];
}

function argument(l: Lowering, { start, end, name, spread }: ArgNode, value: Expr): ArgExpr {
  return { value, range: l.range(start, end), ...(name !== undefined && { name }), ...(spread && { spread }) };
}

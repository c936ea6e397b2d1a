import type { Lowering } from './lowering.ts';
import { type Node, constantKey, constantString, transparent } from './node.ts';
import type { Source } from './patterns.ts';

/** What the initial value of a declaration is: a value, or a module (`require('x')`, `await import('x')`, a member of these). */
export function sourceOf(l: Lowering, init: Node, hint: string | undefined, isUsing: boolean): Source {
  const value = l.parts.expression(l, init, hint);
  if (isUsing) return { kind: 'enter', value };
  const path: string[] = [];
  let node = transparent(init);
  let depth = 0;
  while (node.type === 'MemberExpression' && depth++ < 4) {
    const key = constantKey(node.property, node.computed);
    if (key === undefined) return { kind: 'assign', value };
    path.unshift(key);
    node = transparent(node.object);
  }
  const isAwaited = node.type === 'AwaitExpression';
  const loaded = isAwaited ? transparent(node.argument) : node;
  if (isAwaited && loaded.type === 'ImportExpression') {
    const specifier = constantString(loaded.source);
    if (specifier !== undefined) return { kind: 'import', specifier, whole: '*', value, path };
  }
  if (loaded.type === 'CallExpression' && loaded.callee.type === 'Identifier' && loaded.callee.name === 'require') {
    const specifier = constantString(loaded.arguments[0]);
    if (specifier !== undefined) return { kind: 'import', specifier, whole: '=', value, path };
  }
  return { kind: 'assign', value };
}

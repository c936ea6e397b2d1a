import type { Binding, Def, Expr, Fn, Param, Step } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Lowering } from './lowering.ts';
import { type Node, constantKey, transparent } from './node.ts';
import { rootOf } from '../root-of.ts';
import { recordAt } from './roots.ts';

/** Where the value of a pattern comes from. */
export type Source =
  | { readonly kind: 'assign' | 'enter'; readonly value: Expr }
  | { readonly kind: 'param'; readonly fn: Fn; readonly param: Param }
  | { readonly kind: 'item'; readonly of: Expr; readonly keys?: boolean }
  /** `require('x').a`: a first name in the path selects an export; `whole` is what the module itself is called. */
  | { readonly kind: 'import'; readonly specifier: string; readonly whole: '=' | '*'; readonly value: Expr; readonly path: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How the names of a pattern are defined. */
export interface Manner {
  /** From where on they hold their value. */
  readonly end: number;
  /** Of the whole definition. */
  readonly range: Range;
  readonly declares: boolean;
  readonly isVar?: boolean;
}

/** Defines each name of a pattern (or writes each member of it); gives the bindings that it declares. */
export function definePattern(l: Lowering, node: Node, source: Source, manner: Manner): Binding[] {
  const bound: Binding[] = [];
  walk(l, node, [], undefined, 0, (target, path, fallback) => {
    if (target.type === 'Identifier') {
      const to = manner.declares ? declare(l, target, manner.isVar) : l.name(target.name, target.range);
      if ('defs' in to) bound.push(to);
      l.define(to, definition(l, source, path, fallback, manner));
    } else if (target.type === 'MemberExpression') {
      writeMember(l, target, source, path, manner);
    }
  });
  return bound;
}

function declare(l: Lowering, target: Node, isVar: boolean | undefined): Binding {
  const scope = isVar ? l.scope.forVars : l.scope;
  const type = target.typeAnnotation ? l.parts.annotation(l, target.typeAnnotation) : undefined;
  return scope.declare(target.name, type);
}

type Found = (target: Node, path: readonly Step[], fallback: Expr | undefined) => void;

function walk(l: Lowering, pattern: Node, path: readonly Step[], fallback: Expr | undefined, depth: number, found: Found): void {
  if (depth > 200) return;
  const node = transparent(pattern);
  switch (node.type) {
    case 'AssignmentPattern':
      return walk(l, node.left, path, l.parts.expression(l, node.right, node.left.name), depth + 1, found);
    case 'RestElement':
      return walk(l, node.argument, path, fallback, depth + 1, found);
    case 'ObjectPattern': {
      const taken: string[] = [];
      for (const property of node.properties as Node[]) {
        if (property.type === 'RestElement') {
          walk(l, property.argument, [...path, { rest: taken }], undefined, depth + 1, found);
          continue;
        }
        const key = constantKey(property.key, property.computed);
        if (key !== undefined) taken.push(key);
        const step: Step = key ?? { computed: l.parts.expression(l, property.key) };
        walk(l, property.value, [...path, step], undefined, depth + 1, found);
      }
      return;
    }
    case 'ArrayPattern': {
      const elements = node.elements as (Node | null)[];
      elements.forEach((element, i) => {
        if (!element) return;
        const step: Step = element.type === 'RestElement' ? { rest: elements.slice(0, i).map((_, index) => index) } : i;
        walk(l, element, [...path, step], undefined, depth + 1, found);
      });
      return;
    }
    default:
      found(node, path, fallback);
  }
}

function definition(l: Lowering, source: Source, taken: readonly Step[], fallback: Expr | undefined, manner: Manner): Def {
  const at = l.at(manner.end);
  const { range } = manner;
  const path = taken.length > 0 ? taken : undefined;
  switch (source.kind) {
    case 'param':
      return { kind: 'param', fn: source.fn, param: source.param, path, fallback, at, range };
    case 'item':
      return { kind: 'item', of: source.of, path, keys: source.keys, at, range };
    case 'enter':
      return { kind: 'enter', value: source.value, path, at, range };
    case 'assign':
      return { kind: 'assign', value: source.value, path, fallback, at, range };
    case 'unknown':
      return { kind: 'unknown', reason: source.reason, at, range };
    case 'import': {
      const [first, ...more] = [...source.path, ...taken];
      const name = first ?? source.whole;
      // `const { a = 1 } = require('x')` and deeper patterns read the value of the call.
      if (typeof name === 'string' && more.length === 0 && !fallback) return { kind: 'import', specifier: source.specifier, name, at, range };
      return { kind: 'assign', value: source.value, path, fallback, at, range };
    }
  }
}

/** `[a.b] = value`: the member takes a part of the value. */
function writeMember(l: Lowering, target: Node, source: Source, path: readonly Step[], manner: Manner): void {
  const left = l.parts.expression(l, target);
  const value = 'value' in source ? part(source.value, path, target.range) : undefined;
  const root = rootOf(left);
  if (!root || root.path.length === 0) return;
  recordAt(l, root, {
    kind: 'set',
    path: root.path,
    value: value ?? { kind: 'opaque', range: target.range, reason: 'part of a pattern' },
    at: l.at(manner.end),
    range: manner.range,
  });
}

function part(value: Expr, path: readonly Step[], range: Range): Expr | undefined {
  let taken = value;
  for (const step of path) {
    if (typeof step === 'object' && 'rest' in step) return undefined;
    taken = { kind: 'member', range, object: taken, property: step, propertyRange: range };
  }
  return taken;
}

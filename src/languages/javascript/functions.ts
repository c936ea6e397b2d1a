import type { Expr, Fn, Param } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Draft } from '../draft.ts';
import type { FunctionShape, Lowering } from './lowering.ts';
import { type Node } from './node.ts';
import { definePattern } from './patterns.ts';
import { Scope } from './scope.ts';

/** Lowers a function of any form: its parameters, and its body in a scope of its own. */
export function functionLike(l: Lowering, node: Node, shape: FunctionShape): Fn {
  const fn = draft(l, node, shape);
  l.module.functions.push(fn);
  const outer = { fn: l.fn, scope: l.scope, arms: l.arms, loop: l.loop, cls: l.cls, holder: l.holder, targets: l.targets, labels: l.labels };
  l.fn = fn;
  l.scope = new Scope(outer.scope, fn, true, node.range[0]);
  l.arms = [];
  l.loop = undefined;
  l.targets = [];
  l.labels = [];
  if (node.type !== 'ArrowFunctionExpression') {
    l.cls = shape.owner;
    l.holder = shape.holder;
  }
  if (node.type === 'FunctionExpression' && node.id) nameItself(l, node, fn);
  parameters(l, node.params, fn);
  fn.returnType = l.parts.annotation(l, node.returnType);
  if (l.enter(1)) {
    if (node.body?.type === 'BlockStatement') l.parts.statements(l, node.body.body);
    else if (node.body) fn.returns.push({ value: l.parts.expression(l, node.body), at: l.at(node.body.range[0]) });
    l.leave(1);
  }
  Object.assign(l, outer);
  return fn;
}

function draft(l: Lowering, node: Node, shape: FunctionShape): Draft<Fn> {
  return {
    kind: shape.kind,
    name: shape.name,
    module: l.module,
    parent: l.fn,
    owner: shape.owner,
    isStatic: shape.isStatic || undefined,
    isPrivate: shape.isPrivate || undefined,
    isAsync: node.async || undefined,
    isGenerator: node.generator || undefined,
    params: [],
    returns: [],
    yields: [],
    decorators: shape.decorators ?? [],
    range: node.range,
    passedTo: undefined,
    returnType: undefined,
  };
}

/** The name of a function expression is known inside it, below its parameters and variables. */
function nameItself(l: Lowering, node: Node, fn: Fn): void {
  const inner = l.scope;
  l.scope = new Scope(inner.parent, fn, false, node.range[0]);
  l.define(l.scope.declare(node.id.name), { kind: 'function', fn, at: l.at(node.range[0]), range: node.range });
  l.scope = new Scope(l.scope, fn, true, node.range[0]);
}

function parameters(l: Lowering, nodes: readonly Node[], fn: Fn): void {
  for (const node of nodes) {
    // TypeScript's `this` parameter is an annotation.
    if (node.type === 'Identifier' && node.name === 'this') continue;
    const decorators = (node.decorators as Node[] | undefined) ?? [];
    for (const decorator of decorators) l.parts.expression(l, decorator.expression);
    const property = node.type === 'TSParameterProperty';
    const outer: Node = property ? node.parameter : node;
    const inner: Node = outer.type === 'AssignmentPattern' ? outer.left : outer.type === 'RestElement' ? outer.argument : outer;
    const type = l.parts.annotation(l, inner.typeAnnotation ?? outer.typeAnnotation);
    const fallback = outer.type === 'AssignmentPattern' ? l.parts.expression(l, outer.right, inner.name) : undefined;
    const param: Draft<Param> = {
      name: inner.type === 'Identifier' ? inner.name : undefined,
      kind: outer.type === 'RestElement' ? 'rest' : 'positional',
      default: fallback,
      type,
      index: fn.params.length,
    };
    fn.params.push(param);
    const range = plainRange(l, outer, decorators);
    const bound = definePattern(l, inner, { kind: 'param', fn, param }, { end: range[1], range, declares: true });
    if (inner.type === 'Identifier' && bound[0]) param.binding = bound[0];
    if (property && bound[0]) field(l, bound[0].name, range, fn, type);
  }
}

/** `constructor(private readonly client: Client)` is a field too. */
function field(l: Lowering, name: string, range: Range, fn: Fn, type: Expr | undefined): void {
  fn.owner?.fields.set(name, { name, value: l.name(name, range), type, isStatic: false, fn });
}

/** Parsers differ in whether the range of a parameter covers its decorators. */
function plainRange(l: Lowering, node: Node, decorators: readonly Node[]): Range {
  const [start, end] = node.range;
  const last = decorators[decorators.length - 1]?.range[1] ?? start;
  const blanks = /\s*/y;
  blanks.lastIndex = last;
  return last > start && blanks.test(l.module.text) ? [blanks.lastIndex, end] : [Math.max(start, last), end];
}

import type { Class, Expr, Field, Fn } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import { type Node, constantKey } from './node.ts';
import { Scope } from './scope.ts';

/** Lowers a class with its members. */
export function classLike(l: Lowering, node: Node, hint?: string): Class {
  const cls: Class = {
    name: node.id?.name ?? hint,
    module: l.module,
    bases: [],
    methods: new Map(),
    fields: new Map(),
    writes: [],
    decorators: decorators(l, node),
    range: node.range,
    isEnum: undefined,
  };
  l.module.classes.push(cls);
  if (node.superClass) (cls.bases as Expr[]).push(l.parts.expression(l, node.superClass));
  const outer = { cls: l.cls, loop: l.loop, scope: l.scope };
  l.cls = cls;
  // Members run when the class is used, not where the loop around it is.
  l.loop = undefined;
  l.scope = new Scope(outer.scope, l.fn, false, node.range[0]);
  if (node.type === 'ClassExpression' && node.id) l.define(l.scope.declare(node.id.name), { kind: 'class', cls, at: l.at(node.range[0]), range: node.range });
  for (const member of node.body.body as Node[]) lowerMember(l, member, cls);
  Object.assign(l, outer);
  return cls;
}

function lowerMember(l: Lowering, node: Node, cls: Class): void {
  switch (node.type) {
    case 'MethodDefinition':
      // Overloads and abstract methods have no body.
      if (node.value.body) method(l, node, cls);
      return;
    case 'PropertyDefinition':
    case 'AccessorProperty':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
      return field(l, node, cls);
    case 'StaticBlock': {
      const { scope } = l;
      l.scope = new Scope(scope, l.fn, true, node.range[0]);
      l.parts.statements(l, node.body);
      l.scope = scope;
    }
  }
}

function method(l: Lowering, node: Node, cls: Class): void {
  const name = memberName(l, node);
  const kind: Fn['kind'] = node.kind === 'get' ? 'getter' : node.kind === 'constructor' ? 'constructor' : 'method';
  const fn = l.parts.functionLike(l, node.value, { kind, name, owner: cls, isStatic: node.static, isPrivate: node.accessibility === 'private' || node.accessibility === 'protected' || node.key?.type === 'PrivateIdentifier', decorators: decorators(l, node) });
  // A setter is no value; its getter is.
  if (name !== undefined && node.kind !== 'set') cls.methods.set(name, fn);
}

function field(l: Lowering, node: Node, cls: Class): void {
  decorators(l, node);
  const name = memberName(l, node);
  const type = l.parts.annotation(l, node.typeAnnotation);
  const value = node.value ? l.parts.expression(l, node.value, name) : undefined;
  if (name === undefined) return;
  const lowered: Field = { name, value, type, isStatic: Boolean(node.static), fn: l.fn };
  cls.fields.set(name, lowered);
}

function memberName(l: Lowering, node: Node): string | undefined {
  const name = constantKey(node.key, node.computed);
  if (name === undefined) l.parts.expression(l, node.key);
  return name;
}

function decorators(l: Lowering, node: Node): Expr[] {
  return ((node.decorators as Node[] | undefined) ?? []).map(decorator => l.parts.expression(l, decorator.expression));
}

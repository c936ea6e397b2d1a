import type { Class, Def, Expr, Field } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { lowerExpression } from './lower-expression.ts';
import { docOf } from './lower-function.ts';
import { lowerBody } from './lower-statement.ts';
import type { Lowering } from './lowering.ts';
import { Scope } from './scope.ts';
import type { ClassStatement } from './tree.ts';

/** A `class`: binds its name, and collects methods, fields and what its methods write. */
export function lowerClass(l: Lowering, node: ClassStatement): void {
  const decorators = node.decorators.map((decorator) => lowerExpression(l, decorator));
  for (const part of node.typeParams) lowerExpression(l, part);
  const bases: Expr[] = [];
  for (const { value, name, spread } of node.args) {
    const base = lowerExpression(l, value);
    if (name === undefined && !spread) bases.push(base);
  }
  const cls: Draft<Class> = {
    name: node.name,
    module: l.module,
    bases,
    methods: new Map(),
    fields: new Map(),
    writes: [],
    decorators,
    range: l.range(node.start, node.end),
    ...(bases.some(isEnum) && { isEnum: true }),
  };
  l.module.classes.push(cls);
  const nameRange = l.range(node.nameStart, node.nameStart + node.name.length);
  if (node.name !== '') l.define(node.name, { kind: 'class', cls, at: l.at(node.start), range: nameRange });
  const { scope } = l;
  const inner = new Scope('class', l.fn, scope, cls);
  l.scope = inner;
  lowerBody(l, node.body.statements, docOf(node.body.statements[0]) !== undefined);
  l.scope = scope;
  const written = new Map(cls.fields);
  cls.fields.clear();
  for (const binding of inner.names.values()) {
    const def = binding.defs.findLast((each) => each.kind !== 'append' && each.kind !== 'mutate');
    if (def?.kind === 'function' || def?.kind === 'import') continue;
    const value = def && valueOf(def);
    cls.fields.set(binding.name, { name: binding.name, isStatic: true, fn: l.fn, ...(value && { value }), ...(binding.type && { type: binding.type }) });
  }
  for (const [name, field] of written) if (!cls.fields.has(name)) cls.fields.set(name, field);
}

function valueOf(def: Def): Expr | undefined {
  if (def.kind === 'class') return { kind: 'class', range: def.range, cls: def.cls };
  return def.kind === 'assign' && !def.path ? def.value : undefined;
}

function isEnum(base: Expr): boolean {
  const name = base.kind === 'name' ? base.name : base.kind === 'member' ? base.property : '';
  return typeof name === 'string' && /(?:Enum|Flag)$/.test(name);
}

/** `self.name: type = value` declares a field of the instance. */
export function declareField(cls: Class, name: string, type: Expr, fn: Field['fn']): void {
  if (!cls.fields.has(name)) cls.fields.set(name, { name, type, isStatic: false, fn });
}

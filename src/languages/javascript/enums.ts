import type { Class, EntryExpr, Expr, NameExpr } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import { type Node, constantKey } from './node.ts';
import { Scope } from './scope.ts';

/** Lowers a TypeScript enum to a class whose static fields are its members. */
export function enumDeclaration(l: Lowering, node: Node): void {
  const { range } = node;
  const cls: Class = { name: node.id.name, module: l.module, bases: [], methods: new Map(), fields: new Map(), writes: [], decorators: [], range, isEnum: true };
  l.module.classes.push(cls);
  l.define(l.scope.declare(node.id.name), { kind: 'class', cls, at: l.at(range[0]), range });
  l.block(range[0], () => {
    let previous: Expr | undefined;
    for (const member of (node.body?.members ?? node.members) as Node[]) {
      const name = constantKey(member.id, false);
      const value = member.initializer ? l.parts.expression(l, member.initializer) : numbered(previous, member);
      previous = value;
      if (name === undefined) continue;
      cls.fields.set(name, { name, value, isStatic: true, fn: l.fn });
      // Later members may name earlier ones.
      l.define(l.scope.declare(name), { kind: 'assign', value, at: l.at(member.range[1]), range: member.range });
    }
  });
}

function numbered(previous: Expr | undefined, node: Node): Expr {
  const { range } = node;
  if (!previous) return { kind: 'number', range, value: 0 };
  if (previous.kind === 'number') return { kind: 'number', range, value: previous.value + 1 };
  return { kind: 'binary', range, operator: '+', left: previous, right: { kind: 'number', range, value: 1 } };
}

/** Lowers a namespace: its statements run here, its exported names are the entries of an object. */
export function namespaceDeclaration(l: Lowering, node: Node): void {
  // Ambient modules declare types.
  if (node.declare || node.global || node.kind === 'global' || node.id.type === 'Literal' || !node.body) return;
  const names: string[] = [];
  let id: Node = node.id;
  while (id.type === 'TSQualifiedName') {
    names.unshift(id.right.name);
    id = id.left;
  }
  const isNew = !l.scope.names.has(id.name);
  const binding = l.scope.declare(id.name);
  const outer = l.scope;
  l.scope = new Scope(outer, l.fn, true, node.range[0]);
  let body: Node = node.body;
  // Some parsers nest `namespace A.B` instead of qualifying its name.
  while (body.type === 'TSModuleDeclaration' && body.body) {
    names.push(body.id.name);
    body = body.body;
  }
  const entries = members(l, (body.body as Node[] | undefined) ?? []);
  l.scope = outer;
  const at = l.at(node.range[1]);
  const { range } = node;
  if (isNew && names.length === 0) l.define(binding, { kind: 'assign', value: { kind: 'object', range, entries }, at, range });
  else for (const { key, value } of entries) l.define(binding, { kind: 'set', path: [...names, key], value, at, range });
}

interface Member {
  readonly kind: 'entry';
  readonly key: string;
  readonly keyRange: EntryExpr['range'];
  readonly value: NameExpr;
  readonly range: EntryExpr['range'];
}

function members(l: Lowering, statements: readonly Node[]): Member[] {
  const entries: Member[] = [];
  for (const statement of statements) {
    const declared: Node | undefined = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
    const before = new Set(l.scope.names.keys());
    l.parts.statement(l, declared ?? statement);
    if (!declared) continue;
    for (const key of l.scope.names.keys()) {
      const range = declared.range;
      if (!before.has(key)) entries.push({ kind: 'entry', key, keyRange: range, value: l.name(key, range), range });
    }
  }
  return entries;
}

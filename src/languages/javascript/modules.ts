import type { Exported } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import { type Node } from './node.ts';

/** Lowers imports and exports; types and empty statements give nothing. */
export function moduleStatement(l: Lowering, node: Node): void {
  switch (node.type) {
    case 'ImportDeclaration':
      return importDeclaration(l, node);
    case 'TSImportEqualsDeclaration':
      return importEquals(l, node);
    case 'ExportNamedDeclaration':
      return exportNamed(l, node);
    case 'ExportDefaultDeclaration':
      return exportDefault(l, node);
    case 'ExportAllDeclaration': {
      const specifier: string = node.source.value;
      l.imports.push(specifier);
      if (node.exported) l.exports.set(nameOf(node.exported), { kind: 'from', specifier, name: '*' });
      else l.reexports.push(specifier);
      return;
    }
    case 'TSExportAssignment':
      l.exports.set('=', { kind: 'local', value: l.parts.expression(l, node.expression) });
  }
}

function importDeclaration(l: Lowering, node: Node): void {
  const specifier: string = node.source.value;
  l.imports.push(specifier);
  for (const each of node.specifiers as Node[]) {
    const name = each.type === 'ImportSpecifier' ? nameOf(each.imported) : each.type === 'ImportNamespaceSpecifier' ? '*' : 'default';
    const typeOnly = node.importKind === 'type' || each.importKind === 'type' || undefined;
    l.define(l.scope.declare(each.local.name), { kind: 'import', specifier, name, typeOnly, at: l.at(0), range: each.range });
  }
}

/** `import x = require('y')`, `import x = a.b`. */
function importEquals(l: Lowering, node: Node): void {
  const binding = l.scope.declare(node.id.name);
  const reference: Node = node.moduleReference;
  const { range } = node;
  if (reference.type === 'TSExternalModuleReference') {
    const specifier: string = reference.expression.value;
    l.imports.push(specifier);
    l.define(binding, { kind: 'import', specifier, name: '=', typeOnly: node.importKind === 'type' || undefined, at: l.at(0), range });
    return;
  }
  const value = l.parts.annotation(l, { type: 'TSTypeReference', range: reference.range, typeName: reference });
  if (value) l.define(binding, { kind: 'assign', value, at: l.at(range[1]), range });
}

function exportNamed(l: Lowering, node: Node): void {
  if (node.declaration) return exportDeclaration(l, node.declaration);
  const specifier: string | undefined = node.source?.value;
  if (specifier !== undefined) l.imports.push(specifier);
  for (const each of node.specifiers as Node[]) {
    const local = nameOf(each.local);
    const exported: Exported =
      specifier === undefined ? { kind: 'local', value: l.name(local, each.local.range) } : { kind: 'from', specifier, name: local };
    l.exports.set(nameOf(each.exported), exported);
  }
}

function exportDeclaration(l: Lowering, node: Node): void {
  const before = l.events.length;
  l.parts.statement(l, node);
  if (node.id?.type === 'Identifier') {
    if (l.scope.names.has(node.id.name)) l.exports.set(node.id.name, { kind: 'local', value: l.name(node.id.name, node.id.range) });
    return;
  }
  if (node.type !== 'VariableDeclaration') return;
  // Its own names are those that it defined at the top; what initial values defined lies in other scopes.
  for (const { to } of l.events.slice(before)) {
    if ('defs' in to && l.scope.names.get(to.name) === to) l.exports.set(to.name, { kind: 'local', value: l.name(to.name, node.range) });
  }
}

function exportDefault(l: Lowering, node: Node): void {
  const declared: Node = node.declaration;
  const { range } = declared;
  if (declared.type === 'FunctionDeclaration' || declared.type === 'ClassDeclaration') {
    if (declared.id) {
      l.parts.statement(l, declared);
      l.exports.set('default', { kind: 'local', value: l.name(declared.id.name, declared.id.range) });
    } else if (declared.type === 'FunctionDeclaration') {
      const fn = l.parts.functionLike(l, declared, { kind: 'function', name: 'default' });
      l.exports.set('default', { kind: 'local', value: { kind: 'function', range, fn } });
    } else {
      l.exports.set('default', { kind: 'local', value: { kind: 'class', range, cls: l.parts.classLike(l, declared, 'default') } });
    }
  } else if (!declared.type.startsWith('TS') || EXPRESSIONS.has(declared.type)) {
    l.exports.set('default', { kind: 'local', value: l.parts.expression(l, declared) });
  }
}

const EXPRESSIONS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression']);

function nameOf(node: Node): string {
  return node.type === 'Literal' ? String(node.value) : node.name;
}

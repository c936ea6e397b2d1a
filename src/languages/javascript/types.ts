import type { Expr, OpaqueExpr } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import type { Node } from './node.ts';

/** Generic types whose members are those of their first argument. */
const WRAPPERS = new Set(['Partial', 'Readonly', 'Required', 'NonNullable', 'Promise', 'PromiseLike', 'Awaited', 'Omit', 'Pick', 'Mutable']);

/** The name in an annotation (`Foo`, `ns.Foo`, `Promise<Foo>` → Foo, `Foo | undefined` → Foo); undefined where it is no single name. */
export function annotation(l: Lowering, node: Node | null | undefined): Expr | undefined {
  return node ? reduced(l, node, 0) : undefined;
}

function reduced(l: Lowering, node: Node, depth: number): Expr | undefined {
  if (depth > 50) return undefined;
  switch (node.type) {
    case 'TSTypeAnnotation':
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
    case 'TSOptionalType':
      return node.typeAnnotation && reduced(l, node.typeAnnotation, depth + 1);
    case 'TSTypeReference':
      return reference(l, node, depth);
    case 'TSUnionType': {
      const members = (node.types as Node[]).filter(member => !isNothing(member));
      return members.length === 1 ? reduced(l, members[0]!, depth + 1) : undefined;
    }
    case 'TSIntersectionType':
      for (const member of node.types as Node[]) {
        const found = reduced(l, member, depth + 1);
        if (found) return found;
      }
      return undefined;
    case 'TSTypeQuery':
      return opaque(node, 'typeof');
    default:
      return undefined;
  }
}

function reference(l: Lowering, node: Node, depth: number): Expr | undefined {
  const name: Node = node.typeName;
  const first: Node | undefined = node.typeArguments?.params[0];
  if (name.type === 'Identifier' && first) {
    if (WRAPPERS.has(name.name)) return reduced(l, first, depth + 1);
    if (name.name === 'InstanceType' && first.type === 'TSTypeQuery') return entity(l, first.exprName, 0);
    if (name.name === 'ReturnType' || name.name === 'Array' || name.name === 'ReadonlyArray') return opaque(node, name.name);
  }
  return entity(l, name, 0);
}

function entity(l: Lowering, node: Node, depth: number): Expr | undefined {
  if (node.type === 'Identifier') return l.name(node.name, node.range);
  if (node.type !== 'TSQualifiedName' || depth > 50) return undefined;
  const object = entity(l, node.left, depth + 1);
  if (!object) return undefined;
  const right: Node = node.right;
  return { kind: 'member', range: node.range, object, property: right.name, propertyRange: right.range };
}

function isNothing(node: Node): boolean {
  return node.type === 'TSUndefinedKeyword' || node.type === 'TSNullKeyword' || node.type === 'TSVoidKeyword' || node.type === 'TSNeverKeyword';
}

function opaque(node: Node, reason: string): OpaqueExpr {
  return { kind: 'opaque', range: node.range, reason };
}

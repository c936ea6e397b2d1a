import type { Expr } from '../../core/ir.ts';
import { child, named, type Node } from '../grammar.ts';
import type { GoLowering } from './lowering.ts';

const basic = new Set(['string', 'bool', 'byte', 'rune', 'error', 'any', 'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64', 'uintptr', 'complex64', 'complex128']);

/** A type as an expression that says where it comes from; pointers are what they point to. Undefined for those of the language. */
export function lowerType(l: GoLowering, node: Node | undefined): Expr | undefined {
  switch (node?.type) {
    case 'identifier':
    case 'type_identifier':
      return basic.has(l.source(node)) ? undefined : l.name(node);
    case 'qualified_type':
    case 'selector_expression': {
      const [object, property] = named(node);
      if (!object || !property) return undefined;
      return { kind: 'member', range: [node.start, node.end], object: l.name(object), property: l.source(property), propertyRange: [property.start, property.end] };
    }
    case 'pointer_type':
    case 'parenthesized_type':
    case 'unary_expression':
    case 'parenthesized_expression':
      return lowerType(l, named(node).at(-1));
    case 'generic_type':
      return lowerType(l, child(node, 'type'));
    default:
      return undefined;
  }
}

/** Is what maps and lists of this type hold of any type? */
export function isAny(l: GoLowering, node: Node | undefined): boolean {
  return node !== undefined && /^(?:any|interface\s*\{\s*\})$/.test(l.source(node));
}

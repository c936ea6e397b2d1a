import type { Expr } from '../../core/ir.ts';
import { named, type Node } from '../grammar.ts';
import type { JavaLowering } from './lowering.ts';
import { qualifiedName } from './qualified.ts';

const plainTypes = new Set('String CharSequence Object Integer Long Short Byte Float Double Boolean Character Number Void var'.split(' '));

/** A type as an expression that says where it comes from. Undefined for those of the language. */
export function lowerType(l: JavaLowering, node: Node | undefined): Expr | undefined {
  switch (node?.type) {
    case 'type_identifier':
    case 'identifier':
      return plainTypes.has(l.source(node)) ? undefined : l.name(node);
    case 'scoped_type_identifier':
    case 'scoped_identifier': {
      const full = qualifiedName(l, node);
      if (full) return full;
      const [object, property] = [named(node)[0], named(node).at(-1)];
      const outer = object && lowerType(l, object);
      return outer && property ? { kind: 'member', range: [node.start, node.end], object: outer, property: l.source(property), propertyRange: [property.start, property.end] } : undefined;
    }
    case 'generic_type':
    case 'annotated_type':
      return lowerType(l, named(node).find(({ type }) => type !== 'type_arguments' && !type.endsWith('annotation')));
    default:
      return undefined;
  }
}

/** Does a map of this type hold nothing but one type (`Map<String, String>`)? */
export function isNarrowMap(l: JavaLowering, node: Node | undefined): boolean {
  return node !== undefined && /^(?:\w+\.)*\w*Map\s*</.test(l.source(node)) && !/,\s*(?:\?|Object|Serializable)\s*>$/.test(l.source(node));
}

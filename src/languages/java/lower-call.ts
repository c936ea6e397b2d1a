import type { ArgExpr, CallExpr, EntryExpr, Expr } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';
import { child, named, type Node, ofType } from '../grammar.ts';
import { plainText } from '../plain-text.ts';
import { lowerAnonymous } from './lower-class.ts';
import { lowerExpression } from './lower-expression.ts';
import { lowerType } from './lower-type.ts';
import type { JavaLowering } from './lowering.ts';

/** `object.name(…)`, `name(…)`. */
export function lowerCall(l: JavaLowering, node: Node, isNarrow: boolean): Expr {
  const [object, name, list] = [child(node, 'object'), child(node, 'name'), child(node, 'arguments')];
  if (!name || !list) return l.opaque(node, 'call');
  const made = object && lowerFactory(l, node, object, l.source(name), list, isNarrow);
  if (made) return made;
  const call = l.call(node);
  const property = l.source(name);
  call.callee = object ? { kind: 'member', range: [object.start, name.end], object: lowerExpression(l, object), property, propertyRange: [name.start, name.end] } : l.method(name);
  lowerArguments(l, call, list);
  return call;
}

/** `new Type(…)`, also with a body of its own. */
export function lowerCreation(l: JavaLowering, node: Node): Expr {
  const [type, list, body] = [child(node, 'type'), child(node, 'arguments'), ofType(node, 'class_body')];
  if (!type || !list) return l.opaque(node, 'new');
  const call = l.call(node, true);
  call.callee = lowerType(l, type) ?? l.name(named(type)[0] ?? type);
  lowerArguments(l, call, list);
  if (body) lowerAnonymous(l, node, type);
  return call;
}

/** Lowers the arguments of a call. */
export function lowerArguments(l: JavaLowering, call: Draft<CallExpr>, list: Node): void {
  const args: ArgExpr[] = [];
  call.args = args;
  call.argsRange = [list.start + 1, list.end - 1];
  for (const each of named(list)) {
    const value = lowerExpression(l, each);
    if (value.kind === 'function') value.fn.passedTo = { call, index: args.length };
    args.push({ value, range: [each.start, each.end] });
  }
}

const lists = new Set(['List.of', 'List.copyOf', 'Arrays.asList', 'Set.of', 'Stream.of', 'Collections.singletonList', 'Collections.emptyList', 'ImmutableList.of']);
/** As many pairs as `Map.of` takes, less one for a fix. */
const mostPairs = 9;

/** `List.of(a, b)` and `Map.of("k", v)` are literals of lists and objects. */
function lowerFactory(l: JavaLowering, node: Node, object: Node, name: string, list: Node, isNarrow: boolean): Expr | undefined {
  const owner = object.type === 'identifier' ? l.source(object) : '';
  const isMap = name === 'of' && owner === 'Map' && !isNarrow;
  if ((!isMap && !lists.has(`${owner}.${name}`)) || !isLibrary(l, owner)) return undefined;
  const range = [node.start, node.end] as const;
  const brackets = [list.start, list.end] as const;
  const elements = named(list);
  if (!isMap) {
    const items = elements.map((each) => lowerExpression(l, each));
    // One argument may be an array, or the list that is copied.
    return { kind: 'list', range, brackets, items: items.map((value) => ({ kind: name === 'copyOf' ? 'spread' : 'item', value })) };
  }
  if (elements.length % 2 === 1 || elements.length > mostPairs * 2) return undefined;
  const entries = elements.flatMap((key, index): EntryExpr[] => {
    const value = elements[index + 1];
    if (index % 2 === 1 || !value) return [];
    const made = lowerExpression(l, key);
    return [{ kind: 'entry', key: plainText(made) ?? { computed: made }, keyRange: [key.start, key.end], value: lowerExpression(l, value), range: [key.start, value.end] }];
  });
  return { kind: 'object', range, brackets, entries };
}

/** Is it the class of the library, and not one of the project's own? */
function isLibrary(l: JavaLowering, name: string): boolean {
  const [def] = l.root.names.get(name)?.defs ?? [];
  return def === undefined ? l.classNamed(name) === undefined : def.kind === 'import' && /^(?:java\.util|com\.google\.common\.collect)\./.test(def.specifier);
}

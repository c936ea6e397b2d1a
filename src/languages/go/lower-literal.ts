import { plainText } from '../plain-text.ts';
import type { EntryExpr, Expr, ItemExpr, ObjectExpr, TextPart } from '../../core/ir.ts';
import { child, named, type Node } from '../grammar.ts';
import { lowerExpression } from './lower-expression.ts';
import { isAny, lowerType } from './lower-type.ts';
import type { GoLowering } from './lowering.ts';

/** `"…"` and `` `…` `` with their escapes. */
export function lowerString(l: GoLowering, node: Node): Expr {
  const parts: TextPart[] = [];
  for (const part of node.children) {
    const source = l.source(part);
    const range = [part.start, part.end] as const;
    if (part.type === 'escape_sequence') parts.push({ kind: 'literal', value: unescaped(source), range, exact: false });
    else if (part.type === 'raw_string_literal_content') rawParts(source, part.start, parts);
    else if (part.isNamed) parts.push({ kind: 'literal', value: source, range, exact: true });
  }
  return { kind: 'text', range: [node.start, node.end], parts, delimiter: l.text[node.start]! };
}

/** Raw strings lose their carriage returns. */
function rawParts(source: string, start: number, parts: TextPart[]): void {
  for (const match of source.matchAll(/\r|[^\r]+/g)) {
    const from = start + match.index;
    parts.push({ kind: 'literal', value: match[0] === '\r' ? '' : match[0], range: [from, from + match[0].length], exact: match[0] !== '\r' });
  }
}

const escapes: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

function unescaped(escape: string): string {
  const letter = escape[1] ?? '';
  if (letter === 'x' || letter === 'u' || letter === 'U') {
    const code = Number.parseInt(escape.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  }
  if (/[0-7]/.test(letter)) return String.fromCharCode(Number.parseInt(escape.slice(1), 8));
  return escapes[letter] ?? letter;
}

/** `1_000`, `0x1F`, `0o17`, `017`, `1e3`. */
export function lowerNumber(l: GoLowering, node: Node): Expr {
  const source = l.source(node).replaceAll('_', '');
  const value = Number(/^0\d+$/.test(source) ? `0o${source.slice(1)}` : source);
  return Number.isNaN(value) ? l.opaque(node, 'number') : { kind: 'number', range: [node.start, node.end], value };
}

/** `T{…}`, `[]T{…}`, `map[K]V{…}`. */
export function lowerComposite(l: GoLowering, node: Node): Expr {
  const type = child(node, 'type');
  const body = child(node, 'body');
  return type && body ? lowerBody(l, node, body, type) : l.opaque(node, 'literal');
}

/** `type` is the node of the type, also where the literal leaves it out. */
function lowerBody(l: GoLowering, node: Node, body: Node, type: Node): Expr {
  const range = [node.start, node.end] as const;
  const brackets = [body.start, body.end] as const;
  const elements = named(body);
  switch (type.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const element = child(type, 'element');
      return { kind: 'list', range, brackets, items: elements.map((each): ItemExpr => ({ kind: 'item', value: lowerElement(l, each.type === 'keyed_element' ? child(each, 'value')! : each, element) })) };
    }
    case 'map_type': {
      const value = child(type, 'value');
      const entries = elements.flatMap((each) => lowerEntry(l, each, value, (key) => lowerElement(l, key, child(type, 'key'))));
      return { kind: 'object', range, brackets, entries, ...(!isAny(l, value) && { type: l.opaque(type, 'map') }) };
    }
    case 'pointer_type':
      return lowerBody(l, node, body, named(type)[0] ?? type);
    case 'struct_type':
      return { kind: 'object', range, brackets, entries: elements.flatMap((each) => lowerEntry(l, each, undefined)), type: l.opaque(type, 'struct') };
    default:
      return lowerStruct(l, node, body, type);
  }
}

function lowerStruct(l: GoLowering, node: Node, body: Node, typeNode: Node): Expr {
  const elements = named(body);
  const type = lowerType(l, typeNode);
  const fields = type?.kind === 'name' ? [...(l.classNamed(type.name)?.fields.keys() ?? [])] : [];
  const entries = elements.flatMap((each, index): EntryExpr[] => {
    if (each.type === 'keyed_element') return lowerEntry(l, each, undefined);
    // In order of the fields.
    const value = lowerElement(l, each, undefined);
    const key = fields[index];
    return key === undefined ? [] : [{ kind: 'entry', key, keyRange: value.range, value, range: value.range }];
  });
  const object: ObjectExpr = { kind: 'object', range: [node.start, node.end], brackets: [body.start, body.end], entries, ...(type && { type }) };
  if (type?.kind === 'name') l.madeOf(type.name).push({ value: object, fn: l.fn });
  return object;
}

function lowerEntry(l: GoLowering, element: Node, type: Node | undefined, lowerKey?: (key: Node) => Expr): EntryExpr[] {
  const [key, value] = [child(element, 'key'), child(element, 'value')];
  if (!key || !value) {
    for (const part of named(element)) lowerExpression(l, part);
    return [];
  }
  const name = lowerKey ? lowerKey(key) : undefined;
  const known = name ? plainText(name) : l.source(key);
  return [{ kind: 'entry', key: known ?? { computed: name! }, keyRange: [key.start, key.end], value: lowerElement(l, value, type), range: [element.start, element.end] }];
}

function lowerElement(l: GoLowering, node: Node, type: Node | undefined): Expr {
  const inner = node.type === 'literal_element' ? (named(node)[0] ?? node) : node;
  if (inner.type === 'literal_value') return type ? lowerBody(l, inner, inner, type) : l.opaque(inner, 'literal');
  return lowerExpression(l, inner);
}

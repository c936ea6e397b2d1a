/** Intrinsic functions, in their short form (`!Sub`) and their long one (`Fn::Sub`). */
import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Expr, TextExpr, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

/** What the functions ask of the lowering around them. */
export interface Lowering {
  expr(node: Node | null | undefined): Expr;
  textOf(node: Scalar<string>): TextExpr;
  opaque(node: Node | null | undefined, reason: string): Expr;
  rangeOf(node: Node | null | undefined): Range;
  reference(name: string, range: Range): Expr;
  mapping(name: string): Node | undefined;
  readonly standIns: ReadonlyMap<string, Expr>;
}

/** The function that a node calls, with what it is given. */
interface Applied {
  readonly name: string;
  readonly given: Node;
}

function applied(node: Node): Applied | undefined {
  const tag = node.tag;
  if (tag?.startsWith('!') && !tag.startsWith('!!') && tag !== '!') return { name: tag.slice(1), given: node };
  if (!isMap(node) || node.items.length !== 1) return undefined;
  const { key, value } = node.items[0]!;
  const name = isScalar(key) ? String(key.value) : '';
  return name === 'Ref' || name.startsWith('Fn::') ? { name: name.replace('Fn::', ''), given: value as Node } : undefined;
}

/** What the function gives; undefined where the node calls none. */
export function intrinsic(node: Node, lowering: Lowering): Expr | undefined {
  const found = applied(node);
  if (!found) return undefined;
  const { name, given } = found;
  const range = lowering.rangeOf(node);
  const items = isSeq(given) ? (given.items as Node[]) : [];
  switch (name) {
    case 'Ref':
      return isScalar(given) ? lowering.reference(String(given.value), range) : undefined;
    case 'GetAtt':
      return attribute(isScalar(given) ? String(given.value) : items.map(item => (isScalar(item) ? String(item.value) : '')).join('.'), range, lowering);
    case 'Sub':
      return substituted(given, items, range, lowering);
    case 'Join':
      return joined(items, range, lowering);
    case 'Select': {
      const index = isScalar(items[0]) ? Number(items[0].value) : Number.NaN;
      return Number.isInteger(index) && items[1] ? { kind: 'member', object: lowering.expr(items[1]), property: index, propertyRange: lowering.rangeOf(items[0]), range } : lowering.opaque(node, name);
    }
    case 'If':
      return items.length === 3 ? { kind: 'choose', operator: 'if', options: [lowering.expr(items[1]), lowering.expr(items[2])], range } : lowering.opaque(node, name);
    case 'FindInMap':
      return mapped(items, lowering) ?? lowering.opaque(node, name);
    default:
      return lowering.opaque(node, name);
  }
}

function attribute(said: string, range: Range, lowering: Lowering): Expr {
  const [name = '', ...path] = said.split('.');
  const object = lowering.reference(name, range);
  // What stands in for a resource stands in for its attributes as well.
  if (lowering.standIns.has(name)) return object;
  return { kind: 'member', object, property: path.join('.'), propertyRange: range, range };
}

function substituted(given: Node, items: readonly Node[], range: Range, lowering: Lowering): Expr {
  const source = (isScalar(given) ? given : items[0]) as Scalar<string> | undefined;
  if (typeof source?.value !== 'string') return lowering.opaque(given, 'Sub');
  const own = isMap(items[1]) ? items[1] : undefined;
  const parts = lowering.textOf(source).parts.flatMap((part): TextPart[] => (part.kind === 'literal' ? filled(part, own, lowering) : [part]));
  return { ...lowering.textOf(source), parts, range };
}

/** A run of text with its `${Name}` as holes; `${!Name}` stands for itself. */
function filled(part: Extract<TextPart, { kind: 'literal' }>, own: YAMLMap | undefined, lowering: Lowering): TextPart[] {
  const result: TextPart[] = [];
  let from = 0;
  const rangeAt = (start: number, end: number): Range => (part.exact ? [part.range[0] + start, part.range[0] + end] : part.range);
  const plain = (end: number): void => {
    if (end > from) result.push({ kind: 'literal', value: part.value.slice(from, end), range: rangeAt(from, end), exact: part.exact });
  };
  for (const match of part.value.matchAll(/\$\{(!?)([^{}]*)\}/g)) {
    plain(match.index);
    const range = rangeAt(match.index, match.index + match[0].length);
    const name = match[2]!.trim();
    const given = own?.get(name, true) as Node | undefined;
    if (match[1]) result.push({ kind: 'literal', value: `\${${match[2]}}`, range, exact: false });
    else result.push({ kind: 'hole', value: given ? lowering.expr(given) : name.includes('.') ? attribute(name, range, lowering) : lowering.reference(name, range), range });
    from = match.index + match[0].length;
  }
  plain(part.value.length);
  return result;
}

function joined([separator, list]: readonly Node[], range: Range, lowering: Lowering): Expr {
  if (!isScalar(separator) || !isSeq(list)) return lowering.opaque(list, 'Join');
  const between: TextPart = { kind: 'literal', value: String(separator.value), range: lowering.rangeOf(separator), exact: false };
  const parts = (list.items as Node[]).flatMap((item, index): TextPart[] => {
    const value = lowering.expr(item);
    const own: readonly TextPart[] = value.kind === 'text' ? value.parts : [{ kind: 'hole', value, range: value.range }];
    return index > 0 && between.value !== '' ? [between, ...own] : [...own];
  });
  return { kind: 'text', parts, delimiter: '"', range };
}

/** A key that is known only at deployment (a region) may be any of the map. */
function mapped([mapping, ...keys]: readonly Node[], lowering: Lowering): Expr | undefined {
  const name = isScalar(mapping) ? String(mapping.value) : '';
  const top = lowering.mapping(name);
  if (!top) return undefined;
  const values = keys.reduce<Node[]>((found, key) => found.flatMap(each => (isMap(each) ? (isScalar(key) && !key.tag?.startsWith('!R') ? ([each.get(key.value, true)] as Node[]).filter(Boolean) : each.items.map(item => item.value as Node)) : [])), [top]);
  return values.map(value => lowering.expr(value)).reduceRight<Expr | undefined>((rest, value) => (rest ? { kind: 'choose', operator: 'if', options: [value, rest], range: value.range } : value), undefined);
}

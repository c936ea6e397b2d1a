/** YAML to expressions of the neutral IR, with ranges; aliases and tags of other tools stay opaque. */
import { Parser, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Comment, EntryExpr, Expr } from '../../core/ir.ts';
import { yamlDocuments } from '../../core/nested-yaml.ts';
import type { Range } from '../../core/source.ts';
import { scalarDelimiter, scalarParts } from '../yaml-scalar.ts';

export interface Yaml {
  readonly roots: readonly Expr[];
  readonly recovered?: string;
}

/** Nested deeper than this, YAML is not read: hostile, or no configuration. */
const deepest = 60;
/** Nested deeper than this, it is not even parsed. */
const deepestParsed = 200;

/** `within` is the part of the text that is YAML: front matter; all of it by default. */
export function yamlIn(text: string, within: Range = [0, text.length]): Yaml {
  const [from, to] = within;
  const source = text.slice(from, to);
  const composed = yamlDocuments(source, deepestParsed);
  if (!composed) return { roots: [], recovered: 'nested too deeply' };
  const documents = [...composed];
  const error = documents.flatMap(document => document.errors)[0];
  const roots = documents.flatMap(document => (document.contents ? [lowered(document.contents as Node, { text, from }, 0)] : []));
  return { roots, ...(error && { recovered: error.message }) };
}

interface Source {
  readonly text: string;
  /** Where the YAML starts in it. */
  readonly from: number;
}

function rangeOf(node: Node | null | undefined, { from }: Source): Range {
  return node?.range ? [node.range[0] + from, node.range[1] + from] : [from, from];
}

function lowered(node: Node | null, source: Source, depth: number): Expr {
  const range = rangeOf(node, source);
  // Expanding aliases is how small files become large ones.
  if (depth > deepest || isAlias(node)) return { kind: 'opaque', range, reason: 'alias' };
  if (node?.tag?.startsWith('!')) return { kind: 'opaque', range, reason: `tag ${node.tag}` };
  if (isMap(node)) return { kind: 'object', range, entries: node.items.flatMap(pair => entry(pair as Pair<Node, Node | null>, source, depth)) };
  if (isSeq(node)) return { kind: 'list', range, items: node.items.map(item => ({ kind: 'item', value: lowered(item as Node | null, source, depth + 1) })) };
  if (!isScalar(node)) return { kind: 'constant', range, value: null };
  const { value, type } = node;
  if (typeof value === 'string') return { kind: 'text', range, parts: scalarParts(source.text, { type, value, range }), delimiter: scalarDelimiter(source.text, { type, range }) };
  if (typeof value === 'number') return { kind: 'number', range, value };
  return typeof value === 'boolean' ? { kind: 'constant', range, value } : { kind: 'constant', range, value: null };
}

function entry({ key, value }: Pair<Node, Node | null>, source: Source, depth: number): EntryExpr[] {
  const own = lowered(value, source, depth + 1);
  const keyRange = rangeOf(key, source);
  const range: Range = [keyRange[0], Math.max(keyRange[1], own.range[1])];
  // Keys that are no scalars cannot be asked for by name.
  if (!isScalar(key)) return [];
  if (key.value === '<<') return [{ kind: 'spread', value: own, range }];
  return [{ kind: 'entry', key: key.value === null ? '' : String(key.value), keyRange, value: value ? own : { ...own, range: [keyRange[1], keyRange[1]] }, range }];
}

/** Comments; looked for only where one can matter. */
export function yamlComments(text: string, [from, to]: Range = [0, text.length]): Comment[] {
  const source = text.slice(from, to);
  if (!source.includes('promptfare-ignore')) return [];
  const comments: Comment[] = [];
  const visit = (token: unknown): void => {
    if (token === null || typeof token !== 'object') return;
    const { type, source: own, offset } = token as { type?: unknown; source?: unknown; offset?: unknown };
    if (type === 'comment' && typeof own === 'string' && typeof offset === 'number') comments.push({ text: own.slice(1), range: [from + offset, from + offset + own.length] });
    else for (const part of Object.values(token)) visit(part);
  };
  try {
    for (const token of new Parser().parse(source)) visit(token);
  } catch {
    return [];
  }
  return comments.toSorted((a, b) => a.range[0] - b.range[0]);
}

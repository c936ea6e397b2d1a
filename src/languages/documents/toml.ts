/** TOML to expressions of the neutral IR: dotted keys and tables become objects in objects. */
import { createRequire } from 'node:module';
import type { AST } from 'toml-eslint-parser';
import type { Comment, EntryExpr, Expr, Plain, Syntax, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

const require = createRequire(import.meta.url);

export const tomlSyntax: Syntax = {
  entry: (key, value) => `${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)} = ${value}`,
  literal,
  escape: (text, delimiter) => (delimiter.startsWith('"') ? JSON.stringify(text).slice(1, -1) : /['\r\n]/.test(text) ? undefined : text),
  lineComment: '#',
  // A table may go on in another place of the file.
  onLines: () => undefined,
};

function literal(value: Plain): string {
  if (value === null) return '""';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, inner]) => tomlSyntax.entry(key, literal(inner as Plain), 'object'))
    .join(', ')} }`;
}

/** A table, or a list of tables (`[[prompts]]`). */
class Table {
  readonly range: Range;
  readonly entries = new Map<string, { readonly keyRange: Range; readonly value: Table | Expr }>();
  readonly items: Table[] = [];

  constructor(range: Range) {
    this.range = range;
  }
}

/** Throws where it does not parse: TOML has no use for half a file. */
export function tomlIn(text: string): { readonly root: Expr; readonly comments: Comment[] } {
  const { parseTOML } = require('toml-eslint-parser') as typeof import('toml-eslint-parser');
  const program = parseTOML(text);
  const root = new Table([0, text.length]);
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') set(root, node, text);
    else {
      const table = tableFor(root, node);
      for (const pair of node.body) set(table, pair, text);
    }
  }
  return { root: expr(root), comments: program.comments.map(({ value, range }) => ({ text: value, range: [range[0], range[1]] })) };
}

function tableFor(root: Table, { resolvedKey, range, key }: AST.TOMLTable): Table {
  let at = root;
  for (const step of resolvedKey) at = typeof step === 'number' ? itemOf(at, step, range) : below(at, step, key.range, range);
  return at;
}

/** `resolvedKey` names a table of a list by its index, behind the name of the list. */
function itemOf(holder: Table, index: number, range: Range): Table {
  return (holder.items[index] ??= new Table(range));
}

function below(holder: Table, name: string, keyRange: Range, range: Range): Table {
  const old = holder.entries.get(name)?.value;
  if (old instanceof Table) return old;
  const table = new Table(range);
  holder.entries.set(name, { keyRange, value: table });
  return table;
}

function set(table: Table, { key, value, range }: AST.TOMLKeyValue, text: string): void {
  const names = key.keys.map(each => (each.type === 'TOMLBare' ? each.name : each.value));
  let holder = table;
  for (const name of names.slice(0, -1)) holder = below(holder, name, key.range, range);
  holder.entries.set(names.at(-1)!, { keyRange: key.range, value: content(value, text) });
}

function expr(table: Table): Expr {
  const { items } = table;
  if (items.length > 0) return { kind: 'list', range: table.range, items: items.map(item => ({ kind: 'item', value: expr(item) })) };
  const entries = [...table.entries].map(([key, { keyRange, value }]): EntryExpr => {
    const own = value instanceof Table ? expr(value) : value;
    return { kind: 'entry', key, keyRange, value: own, range: [keyRange[0], Math.max(keyRange[1], own.range[1])] };
  });
  return { kind: 'object', range: table.range, entries };
}

function content(node: AST.TOMLContentNode, text: string): Expr {
  const range: Range = [node.range[0], node.range[1]];
  if (node.type === 'TOMLArray') return { kind: 'list', range, items: node.elements.map(item => ({ kind: 'item', value: content(item, text) })) };
  if (node.type === 'TOMLInlineTable') {
    const table = new Table(range);
    for (const pair of node.body) set(table, pair, text);
    return expr(table);
  }
  switch (node.kind) {
    case 'string':
      return { kind: 'text', range, parts: stringParts(text, node), delimiter: /^(?:"""|'''|"|')/.exec(text.slice(...range))?.[0] ?? '"' };
    case 'integer':
    case 'float':
      return { kind: 'number', range, value: Number(node.value) };
    case 'boolean':
      return { kind: 'constant', range, value: node.value };
    default:
      return { kind: 'opaque', range, reason: 'date' };
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map(Object.entries({ b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }));
const WIDTHS: ReadonlyMap<string, number> = new Map([['x', 2], ['u', 4], ['U', 8]]);

/** The first line break of a long string is not part of it, and a backslash at the end of a line takes the white space behind it along. */
function stringParts(text: string, { multiline, style, value, range }: AST.TOMLStringValue): TextPart[] {
  const quotes = multiline ? 3 : 1;
  const end = range[1] - quotes;
  let from = range[0] + quotes;
  if (multiline) from += /^(?:\r\n|\n)?/.exec(text.slice(from, from + 2))![0].length;
  const parts: TextPart[] = [];
  const special = style === 'basic' ? /\\|\r\n/g : /\r\n/g;
  while (from < end) {
    special.lastIndex = from;
    const found = special.exec(text);
    const stop = found && found.index < end ? found.index : end;
    if (stop > from) parts.push({ kind: 'literal', value: text.slice(from, stop), range: [from, stop], exact: true });
    if (stop === end) break;
    const inexact = found![0] === '\\' ? escapeAt(text, stop) : { value: '\n', length: 2 };
    if (inexact.value !== '') parts.push({ kind: 'literal', value: inexact.value, range: [stop, stop + inexact.length], exact: false });
    from = stop + inexact.length;
  }
  const isRight = parts.map(part => (part as { value: string }).value).join('') === value;
  return isRight ? parts : value === '' ? [] : [{ kind: 'literal', value, range: [range[0], range[1]], exact: false }];
}

function escapeAt(text: string, at: number): { readonly value: string; readonly length: number } {
  const continuation = /^\\[ \t]*(?:\r\n|\n)\s*/.exec(text.slice(at, at + 1000));
  if (continuation) return { value: '', length: continuation[0].length };
  const width = WIDTHS.get(text[at + 1] ?? '');
  if (width === undefined) return { value: ESCAPES.get(text[at + 1] ?? '') ?? '', length: 2 };
  return { value: String.fromCodePoint(Number.parseInt(text.slice(at + 2, at + 2 + width), 16)), length: 2 + width };
}

/** JSON, with comments and trailing commas where they stand, to expressions of the neutral IR. */
import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Comment, EntryExpr, Expr, Plain, Syntax, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

export const jsonSyntax: Syntax = {
  entry: (key, value) => `${JSON.stringify(key)}: ${value}`,
  literal,
  escape: text => JSON.stringify(text).slice(1, -1),
  lineComment: '//',
};

function literal(value: Plain): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${literal(inner as Plain)}`)
    .join(', ')} }`;
}

/** Broken JSON gives what was understood of it, and what is wrong. */
export function jsonIn(text: string): { readonly root?: Expr; readonly recovered?: string } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  return { ...(tree && { root: lowered(tree, text) }), ...(error && { recovered: printParseErrorCode(error.error) }) };
}

function lowered(node: Node, text: string): Expr {
  const range: Range = [node.offset, node.offset + node.length];
  switch (node.type) {
    case 'object':
      return { kind: 'object', range, entries: (node.children ?? []).flatMap(property => entry(property, text)) };
    case 'array':
      return { kind: 'list', range, items: (node.children ?? []).map(item => ({ kind: 'item', value: lowered(item, text) })) };
    case 'string':
      return { kind: 'text', range, parts: stringParts(text, [range[0] + 1, range[1] - 1], node.value as string), delimiter: '"' };
    case 'number':
      return { kind: 'number', range, value: node.value as number };
    default:
      return { kind: 'constant', range, value: typeof node.value === 'boolean' ? node.value : null };
  }
}

function entry({ offset, length, children: [key, value] = [] }: Node, text: string): EntryExpr[] {
  if (!key || !value) return [];
  return [{ kind: 'entry', key: key.value as string, keyRange: [key.offset, key.offset + key.length], value: lowered(value, text), range: [offset, offset + length] }];
}

/** What stands for itself, and the escapes between; `inner` lies between the quotes. */
export function stringParts(text: string, [start, end]: Range, value: string): TextPart[] {
  const parts: TextPart[] = [];
  for (let at = start; at < end; ) {
    const escape = text.indexOf('\\', at);
    const stop = escape < 0 || escape > end ? end : escape;
    if (stop > at) parts.push({ kind: 'literal', value: text.slice(at, stop), range: [at, stop], exact: true });
    if (stop === end) break;
    const length = text[stop + 1] === 'u' ? 6 : 2;
    parts.push({ kind: 'literal', value: unescaped(text.slice(stop, stop + length)), range: [stop, stop + length], exact: false });
    at = stop + length;
  }
  const isRight = parts.map(part => (part as { value: string }).value).join('') === value;
  return isRight ? parts : [{ kind: 'literal', value, range: [start, end], exact: false }];
}

function unescaped(escape: string): string {
  try {
    return JSON.parse(`"${escape}"`) as string;
  } catch {
    return escape;
  }
}

export function jsonComments(text: string): Comment[] {
  if (!text.includes('promptfare-ignore')) return [];
  const comments: Comment[] = [];
  visit(text, {
    onComment(offset, length) {
      const source = text.slice(offset, offset + length);
      comments.push({ text: source.startsWith('/*') ? source.slice(2, -2) : source.slice(2), range: [offset, offset + length] });
    },
  });
  return comments;
}

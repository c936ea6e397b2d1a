/** Templates filled by functions: `.format`, `%`, `.replace("{x}", v)`, `Template.substitute`, prompt templates of frameworks. */
import type { BinaryExpr, Module } from '../core/ir.ts';
import type { Piece, Text, Value } from '../core/value.ts';
import type { Given } from './engine.ts';
import { piecesOf, replaceMatches } from './text.ts';

type Literal = Extract<Piece, { exact: boolean }>;

/** The place of a match within its piece, as the range of a hole. */
function holeRange(piece: Piece, match: RegExpMatchArray): readonly [number, number] {
  const literal = piece as Literal;
  const start = literal.range[0] + (literal.exact ? match.index! : 0);
  return literal.exact ? [start, start + match[0].length] : literal.range;
}

function filled(value: Value | undefined, name: string, piece: Piece, match: RegExpMatchArray): readonly Piece[] {
  const range = holeRange(piece, match);
  return value ? piecesOf(value, name || '…', piece.path, range) : [{ hole: name || '…', path: piece.path, range }];
}

/** Python's `str.format`: `{name}`, `{0}`, `{}`, `{{`. */
export function formatBraces(text: Text, given: Given): Text {
  let automatic = 0;
  return replaceMatches(text, /\{\{|\}\}|\{([^{}\s!:[\].]*)(?:[\s!:[\].][^{}]*)?\}/g, (match, piece) => {
    if (match[0] === '{{' || match[0] === '}}') return [{ value: match[0][0]!, path: piece.path, range: holeRange(piece, match), exact: false }];
    const name = match[1]!;
    const value = /^\d*$/.test(name) ? given.positional[name === '' ? automatic++ : Number(name)]?.value() : given.named.get(name)?.();
    return filled(value, name, piece, match);
  });
}

/** Placeholders that a framework fills later: `{name}` (LangChain f-string) or `{{name}}` (Mustache, Jinja, prompt management). */
export function placeholders(text: Text, style: 'braces' | 'mustache', values?: (name: string) => Value | undefined): Text {
  const pattern = style === 'braces' ? /\{\{|\}\}|\{([A-Za-z_][\w.]*)\}/g : /\{\{\{?[#/^]?\s*([\w.]+)(?:[^{}\w.][^{}]*)?\}?\}\}/g;
  return replaceMatches(text, pattern, (match, piece) => {
    if (match[0] === '{{' || match[0] === '}}') return [{ value: match[0][0]!, path: piece.path, range: holeRange(piece, match), exact: false }];
    return filled(values?.(match[1]!), match[1]!, piece, match);
  });
}

/** Python's `text % values`. */
export function formatPercent(text: Text, values: Value, module: Module, expr: BinaryExpr): Text {
  let index = 0;
  return replaceMatches(text, /%%|%(?:\((\w+)\))?[-#0 +]*(?:[1-9.*][\d.*]*)?[diouxXeEfFgGcrsa]/g, (match, piece) => {
    if (match[0] === '%%') return [{ value: '%', path: piece.path, range: holeRange(piece, match), exact: false }];
    const name = match[1];
    const value = name !== undefined ? (values.kind === 'object' ? values.entries.get(name)?.value : undefined) : values.kind === 'list' ? values.items[index++] : index++ === 0 ? values : undefined;
    return filled(value, name ?? module.text.slice(...expr.right.range).slice(0, 60), piece, match);
  });
}

/** Every occurrence of `search` (only the first with `once`) replaced by a value. */
export function replaceAll(text: Text, search: string | RegExp, value: Value, name: string, once: boolean): Text {
  if (search === '') return text;
  const pattern = typeof search === 'string' ? new RegExp(search.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'g') : search;
  let done = false;
  return replaceMatches(text, pattern, (match, piece) => {
    if (once && done) return undefined;
    done = true;
    return filled(value, name, piece, match);
  });
}

/** `fmt.Sprintf`, `String.format`: `%s`, `%[1]d`, `%2$s`, `%n`, `%%`. */
export function formatVerbs(text: Text, values: readonly (() => Value)[], label: (index: number) => string): Text {
  let next = 0;
  return replaceMatches(text, /%%|%n|%(?:\[(\d+)\]|(\d+)\$)?[-#0 +,(]*(?:[1-9.*][\d.*]*)?[a-zA-Z]/g, (match, piece) => {
    if (match[0] === '%%' || match[0] === '%n') return [{ value: match[0] === '%n' ? '\n' : '%', path: piece.path, range: holeRange(piece, match), exact: false }];
    const named = match[1] ?? match[2];
    const index = named === undefined ? next : Number(named) - 1;
    next = index + 1;
    return filled(values[index]?.(), label(index), piece, match);
  });
}

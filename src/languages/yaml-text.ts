/** Where each run of a YAML string stands in the file: block scalars, quotes, folded lines. */
import type { Scalar } from 'yaml';
import type { TextPart } from '../core/ir.ts';
import type { Range } from '../core/source.ts';

type Literal = Extract<TextPart, { kind: 'literal' }>;

const SIMPLE: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' };

/** The parts of a string scalar; one inexact part where its source cannot be lined up with its value. */
export function yamlTextParts(node: Scalar<string>, text: string): Literal[] {
  const [start, end] = node.range!;
  const whole: Literal = { kind: 'literal', value: node.value, range: [start, end], exact: false };
  const parts = joined(node.type === 'BLOCK_LITERAL' ? blockParts(text, start, end) : node.type === 'BLOCK_FOLDED' ? foldedParts(node.value, text, bodyOf(text, start), end) : flowParts(node.value, text, start, end));
  const found = cut(parts, node.value.length);
  // The last line of a file may lack its break.
  if (node.value.endsWith('\n') && found.map(part => part.value).join('') === node.value.slice(0, -1)) return [...found, { kind: 'literal', value: '\n', range: [end, end], exact: false }];
  return found.map(part => part.value).join('') === node.value ? found : node.value === '' ? [] : [whole];
}

/** Opening delimiter: `|`, `>`, `"`, `'`, or nothing. */
export function yamlDelimiter(node: Scalar): string {
  return { BLOCK_LITERAL: '|', BLOCK_FOLDED: '>', QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" }[node.type as string] ?? '';
}

function bodyOf(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed < 0 ? text.length : feed + 1;
}

function blockParts(text: string, start: number, end: number): Literal[] {
  const from = bodyOf(text, start);
  const lines = linesOf(text, from, end);
  const header = text.slice(start, from);
  const indicator = /^[|>][+-]?([1-9])/.exec(header)?.[1];
  const first = lines.find(line => text.slice(line.start, line.end).trim() !== '');
  // With an indicator the indentation counts from the parent, which does not stand here: the least of all lines is near enough to be checked.
  const indents = lines.filter(line => text.slice(line.start, line.end).trim() !== '').map(line => indentOf(text, line));
  const indent = first ? (indicator ? Math.min(...indents) : indentOf(text, first)) : 0;
  return lines.flatMap(({ start: at, end: stop, next }): Literal[] => {
    const content = Math.min(at + indent, stop);
    const line: Literal = { kind: 'literal', value: text.slice(content, stop), range: [content, stop], exact: true };
    const feed: Literal = { kind: 'literal', value: '\n', range: [stop, next], exact: next - stop === 1 };
    return next > stop ? [line, feed] : [line];
  });
}

function indentOf(text: string, { start, end }: { start: number; end: number }): number {
  return /^ */.exec(text.slice(start, end))![0].length;
}

function linesOf(text: string, from: number, to: number): { start: number; end: number; next: number }[] {
  const lines: { start: number; end: number; next: number }[] = [];
  for (let start = from; start < to; ) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 || feed >= to ? to : feed + 1;
    const end = text[next - 1] === '\n' ? (text[next - 2] === '\r' ? next - 2 : next - 1) : next;
    lines.push({ start, end: Math.max(start, end), next });
    start = next;
  }
  return lines;
}

/** Plain and quoted: escapes stand for themselves, folded lines for a space or line breaks. */
function flowParts(value: string, text: string, start: number, end: number): Literal[] {
  const quote = text[start] === '"' || text[start] === "'" ? text[start]! : '';
  return aligned(value, text, start + quote.length, end - quote.length, quote);
}

function foldedParts(value: string, text: string, start: number, end: number): Literal[] {
  const indent = /^ */.exec(text.slice(start, end))![0].length;
  return aligned(value, text, start + indent, end, '');
}

function aligned(value: string, text: string, from: number, to: number, quote: string): Literal[] {
  const parts: Literal[] = [];
  let at = from;
  let index = 0;
  const push = (added: string, next: number, exact: boolean): void => {
    if (added !== '') parts.push({ kind: 'literal', value: added, range: [at, next], exact });
    at = next;
    index += added.length;
  };
  while (at < to && index <= value.length) {
    const escape = quote === '"' && text[at] === '\\' ? escapeAt(text, at) : quote === "'" && text.startsWith("''", at) ? { value: "'", end: at + 2 } : undefined;
    if (escape) {
      push(escape.value, escape.end, false);
      continue;
    }
    const space = /^[ \t]*\r?\n\s*/.exec(text.slice(at, to))?.[0];
    if (space !== undefined) {
      const kept = /^\s*/.exec(value.slice(index))![0];
      push(kept, at + space.length, false);
      continue;
    }
    if (text[at] !== value[index]) return parts;
    let length = 1;
    while (at + length < to && text[at + length] === value[index + length] && !/[\\'\n\r]/.test(text[at + length]!) && !/^[ \t]+\r?\n/.test(text.slice(at + length, at + length + 80))) length++;
    push(value.slice(index, index + length), at + length, true);
  }
  return parts;
}

function escapeAt(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const marker = text[at + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[marker];
  if (digits !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    return code <= 0x10ffff ? { value: String.fromCodePoint(code), end: at + 2 + digits } : undefined;
  }
  const fold = /^\\\r?\n[ \t]*/.exec(text.slice(at, at + 1000))?.[0];
  if (fold !== undefined) return { value: '', end: at + fold.length };
  return marker in SIMPLE ? { value: SIMPLE[marker]!, end: at + 2 } : undefined;
}

/** Neighbouring exact parts as one. */
function joined(parts: readonly Literal[]): Literal[] {
  const result: Literal[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.value === '') continue;
    if (last?.exact && part.exact && last.range[1] === part.range[0]) result[result.length - 1] = { ...last, value: last.value + part.value, range: [last.range[0], part.range[1]] as Range };
    else result.push(part);
  }
  return result;
}

/** The first `length` characters: chomping drops line breaks at the end. */
function cut(parts: readonly Literal[], length: number): Literal[] {
  let left = length;
  return parts.flatMap(part => {
    const take = Math.min(left, part.value.length);
    left -= take;
    if (take === 0) return [];
    return take === part.value.length ? [part] : [{ ...part, value: part.value.slice(0, take), range: [part.range[0], part.exact ? part.range[0] + take : part.range[1]] as Range }];
  });
}

import type { Expr, TextPart } from '../../core/ir.ts';
import type { Node } from '../grammar.ts';
import type { JavaLowering } from './lowering.ts';

const escape = /\\(?:u+[0-9a-fA-F]{4}|[0-3]?[0-7]{1,2}|\r\n|[^])/y;
const letters: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ' };

/** `"…"` and text blocks, with their escapes. */
export function lowerString(l: JavaLowering, node: Node): Expr {
  const source = l.source(node);
  const isBlock = source.startsWith('"""');
  const [start, end] = isBlock ? [node.start + 3, source.endsWith('"""') ? node.end - 3 : node.end] : [node.start + 1, source.endsWith('"') ? node.end - 1 : node.end];
  const parts = isBlock ? blockParts(l.text, start, end) : lineParts(l.text, start, Math.max(start, end));
  return { kind: 'text', range: [node.start, node.end], parts, delimiter: isBlock ? '"""' : '"' };
}

/** `'c'` as the text that it is beside others. */
export function lowerCharacter(l: JavaLowering, node: Node): Expr {
  return { kind: 'text', range: [node.start, node.end], parts: lineParts(l.text, node.start + 1, node.end - 1), delimiter: "'" };
}

/** Characters that stand for themselves, and escapes. */
function lineParts(text: string, start: number, end: number): TextPart[] {
  const parts: TextPart[] = [];
  let from = start;
  const flush = (to: number): void => {
    if (to > from) parts.push({ kind: 'literal', value: text.slice(from, to), range: [from, to], exact: true });
  };
  for (let at = start; at < end; ) {
    escape.lastIndex = at;
    const found = text[at] === '\\' ? escape.exec(text)?.[0] : undefined;
    if (found === undefined || at + found.length > end) {
      at++;
      continue;
    }
    flush(at);
    parts.push({ kind: 'literal', value: unescaped(found), range: [at, at + found.length], exact: false });
    at += found.length;
    from = at;
  }
  flush(end);
  return parts;
}

function unescaped(escaped: string): string {
  const letter = escaped[1]!;
  if (letter === 'u') return String.fromCharCode(Number.parseInt(escaped.slice(-4), 16));
  if (letter >= '0' && letter <= '7') return String.fromCharCode(Number.parseInt(escaped.slice(1), 8));
  // The line goes on.
  if (letter === '\n' || letter === '\r') return '';
  return letters[letter] ?? letter;
}

interface Line {
  readonly start: number;
  /** Without blanks at its end. */
  readonly end: number;
  /** Behind its line break. */
  readonly next: number;
}

/** A text block loses the line of its opening, the indentation that all of its lines have, and blanks at the end of lines. */
function blockParts(text: string, start: number, end: number): TextPart[] {
  const opening = /^[ \t\f]*(?:\r\n|\r|\n)/.exec(text.slice(start, end))?.[0].length;
  if (opening === undefined) return [];
  const lines: Line[] = [];
  for (let at = start + opening; at <= end; ) {
    const [, line = '', lineBreak = ''] = /^([^\r\n]*)(\r\n|\r|\n)?/.exec(text.slice(at, end))!;
    const isLast = lineBreak === '';
    lines.push({ start: at, end: at + line.replace(/(?<![ \t\f])[ \t\f]+$/, '').length, next: at + line.length + lineBreak.length });
    if (isLast) break;
    at += line.length + lineBreak.length;
  }
  const indents = lines.flatMap(({ start: from, end: to }, index) => {
    const line = text.slice(from, to);
    if (line !== '') return [/^[ \t\f]*/.exec(line)![0].length];
    // The line of the closing marks counts, blank as it is.
    return index === lines.length - 1 ? [end - from] : [];
  });
  const margin = Math.min(...indents);
  return lines.flatMap(({ start: from, end: to, next }, index) => {
    const parts = lineParts(text, Math.min(from + margin, to), to);
    const isContinued = isLineEscaped(text, from, to);
    if (index === lines.length - 1) return parts;
    const lineBreak: TextPart = { kind: 'literal', value: isContinued ? '' : '\n', range: [to, next], exact: !isContinued && next - to === 1 && text[to] === '\n' };
    if (isContinued) return [...withoutLast(parts), { ...lineBreak, range: [to - 1, next] }];
    return [...parts, lineBreak];
  });
}

/** Does the line end in a backslash that is not itself escaped? */
function isLineEscaped(text: string, start: number, end: number): boolean {
  return /(?<!\\)\\*$/.exec(text.slice(start, end))![0].length % 2 === 1;
}

/** Parts without the backslash at their end. */
function withoutLast(parts: readonly TextPart[]): TextPart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'literal' || !last.exact || !last.value.endsWith('\\')) return [...parts];
  const rest = last.value.slice(0, -1);
  return [...parts.slice(0, -1), ...(rest === '' ? [] : [{ ...last, value: rest, range: [last.range[0], last.range[1] - 1] as const }])];
}

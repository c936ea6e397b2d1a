import type { Expr, TextExpr, TextPart } from '../../core/ir.ts';
import type { Lowering } from './lowering.ts';
import type { Node } from './node.ts';

/** A string literal as text with its parts. */
export function stringText(l: Lowering, node: Node): TextExpr {
  const [start, end] = node.range;
  const parts: TextPart[] = [];
  addParts(parts, l.module.text, start + 1, end - 1, false);
  return { kind: 'text', range: node.range, parts, delimiter: l.module.text[start]! };
}

/** A template literal as text with its parts; `tag` where it is tagged. */
export function templateText(l: Lowering, node: Node, tag?: Expr): TextExpr {
  const { text } = l.module;
  const quasis: readonly Node[] = node.quasis;
  const holes: readonly Node[] = node.expressions;
  // Parsers differ in whether the range of a quasi covers its delimiters.
  const covers = quasis[0]!.range[0] === node.range[0] ? 1 : 0;
  const parts: TextPart[] = [];
  let holeStart = 0;
  for (let i = 0; i < quasis.length; i++) {
    const isLast = i === quasis.length - 1;
    // Where a broken file ends in a template, it ends there too.
    const start = Math.min(quasis[i]!.range[0] + covers, node.range[1]);
    const end = isLast ? node.range[1] - 1 : quasis[i]!.range[1] - 2 * covers;
    if (i > 0) parts.push({ kind: 'hole', value: l.parts.expression(l, holes[i - 1]!), range: [holeStart, start] });
    addParts(parts, text, start, end, true);
    holeStart = end;
  }
  return { kind: 'text', range: node.range, parts, delimiter: '`', tag };
}

/** Splits what stands between the delimiters: runs that stand for themselves, and escapes. */
function addParts(parts: TextPart[], text: string, start: number, end: number, isTemplate: boolean): void {
  let run = start;
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    const isReturn = code === 13 && isTemplate;
    if (code !== 92 && !isReturn) {
      i++;
      continue;
    }
    if (run < i) parts.push({ kind: 'literal', value: text.slice(run, i), range: [run, i], exact: true });
    const length = isReturn ? (text.charCodeAt(i + 1) === 10 && i + 1 < end ? 2 : 1) : escapeLength(text, i, end);
    const value = isReturn ? '\n' : unescaped(text.slice(i, i + length));
    parts.push({ kind: 'literal', value, range: [i, i + length], exact: false });
    i += length;
    run = i;
  }
  if (run < end) parts.push({ kind: 'literal', value: text.slice(run, end), range: [run, end], exact: true });
}

const ESCAPE = /\\(?:\r\n|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-3][0-7]{0,2}|[4-7][0-7]?|[^])/y;

function escapeLength(text: string, at: number, end: number): number {
  ESCAPE.lastIndex = at;
  const found = ESCAPE.exec(text);
  if (!found) return 1;
  let { length } = found[0];
  // The second half of an astral character belongs to the escape.
  if (length === 2 && isPair(text, at + 1)) length = 3;
  return Math.min(length, end - at);
}

function isPair(text: string, at: number): boolean {
  const point = text.codePointAt(at);
  return point !== undefined && point > 0xffff;
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** What an escape stands for; a line continuation is empty. */
function unescaped(escape: string): string {
  const first = escape[1];
  if (first === undefined) return escape;
  if (first === '\n' || first === '\r' || first === '\u2028' || first === '\u2029') return '';
  if (first >= '0' && first <= '7') return String.fromCharCode(Number.parseInt(escape.slice(1), 8));
  if ((first === 'u' || first === 'x') && escape.length > 2) {
    const point = Number.parseInt(escape.replace(/[\\uxX{}]/g, ''), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : escape;
  }
  return SIMPLE[first] ?? escape.slice(1);
}

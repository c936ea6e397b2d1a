import { operators } from './token.ts';

/** A number from here on. */
export const number = /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;

/** A name from here on, with letters beyond ASCII. */
export const wideName = /[\p{ID_Start}_\p{ID_Continue}\u2118\u212E\u309B\u309C]*/uy;

/** What may stand before the quotes of a string. */
export const stringPrefix = /^(?:[bfrtu]|br|rb|fr|rf|tr|rt|ur)$/i;

const operatorsByFirst = new Map<number, (readonly [string, number])[]>();
for (const operator of operators) {
  const first = operator[0].charCodeAt(0);
  operatorsByFirst.set(first, [...(operatorsByFirst.get(first) ?? []), operator]);
}
const none: readonly (readonly [string, number])[] = [];

/** Operators of more than one character that begin with this one, longest first. */
export const operatorsFrom = (first: number): readonly (readonly [spelling: string, kind: number])[] => operatorsByFirst.get(first) ?? none;

/** A letter, `_`, or anything beyond ASCII. */
export const isNameStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;

/** `0` to `9`. */
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** LF or CR. */
export const isBreak = (c: number): boolean => c === 10 || c === 13;

/** Offset of the last character of the escape at `at` in a formatted string. A brace after a backslash still opens a field. */
export function escapeEnd(text: string, at: number, end: number, raw: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (!raw && next === 78 && text.charCodeAt(at + 2) === 123) {
    let close = at + 3;
    while (close < end && /[\w \-()]/.test(text[close]!)) close++;
    if (text.charCodeAt(close) === 125) return close;
  }
  if (next === 123 || next === 125) return at;
  return at + (next === 13 && text.charCodeAt(at + 2) === 10 ? 2 : 1);
}

/** Three quotes stand here. */
export function closes(text: string, at: number, end: number, quote: number): boolean {
  return at + 3 <= end && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
}

/** Offset of the quotes that close a string without fields, or of where it breaks off. */
export function stringEnd(text: string, start: number, end: number, quote: number, size: 1 | 3): number {
  let at = start;
  for (; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === 92) at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (c === quote && (size === 1 || closes(text, at, end, quote))) break;
    else if (size === 1 && isBreak(c)) break;
  }
  return at;
}

/** Offset of the end of the line. */
export function lineEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of the end of a command of IPython: a backslash at the end of a line continues it. */
export function commandEnd(text: string, start: number, end: number): number {
  let at = lineEnd(text, start, end);
  while (at < end && text[at - 1] === '\\') at = lineEnd(text, text.startsWith('\r\n', at) ? at + 2 : at + 1, end);
  return Math.min(at, end);
}

/** Where the text of a line starts, and at which column. */
export function indentation(text: string, start: number, end: number): [at: number, column: number] {
  let column = 0;
  for (let at = start; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === 32) column++;
    else if (c === 9) column += 8 - (column % 8);
    else if (c === 12 || c === 0xfeff) column = 0;
    else return [at, column];
  }
  return [end, column];
}

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

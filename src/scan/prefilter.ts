/** A look at the bytes, before anything is decoded or parsed. */
import { oneOf } from '../core/one-of.ts';

/** Does one of the needles stand in the bytes? Without needles everything passes. */
export function createPrefilter(needles: readonly string[]): (bytes: Buffer) => boolean {
  if (needles.length === 0) return () => true;
  const expression = new RegExp(oneOf(needles.map(needle => Buffer.from(needle).toString('latin1'))));
  // Latin-1 gives one character per byte without checking anything, and V8 searches it fastest.
  return bytes => expression.test(bytes.toString('latin1'));
}

/** The names in a text, each once. */
export function wordsIn(text: string): string[] {
  // Classes of Unicode cost ten times as much as those of ASCII.
  return [...new Set(text.match(/[^\0-\x7f]/.test(text) ? /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu : /[A-Za-z$_][\w$]*/g))];
}

/** A look at the bytes, before anything is decoded or parsed. */

/** Does one of the needles stand in the bytes? Without needles everything passes. */
export function createPrefilter(needles: readonly string[]): (bytes: Buffer) => boolean {
  if (needles.length === 0) return () => true;
  const expression = new RegExp(needles.map(escaped).join('|'));
  // Latin-1 gives one character per byte without checking anything, and V8 searches it fastest.
  return bytes => expression.test(bytes.toString('latin1'));
}

/** Does one of the names stand in the bytes as a word? */
export function createNameFilter(names: Iterable<string>): (bytes: Buffer) => boolean {
  const words = [...names].map(escaped);
  if (words.length === 0) return () => false;
  const expression = new RegExp(`(?<![\\w$])(?:${words.join('|')})(?![\\w$])`);
  return bytes => expression.test(bytes.toString('latin1'));
}

/** The names in a text, each once. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))];
}

function escaped(needle: string): string {
  return Buffer.from(needle).toString('latin1').replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

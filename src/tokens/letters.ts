/** Tokens that letters beyond ASCII add to a word: they tell its language, of which the spelling by public vocabularies knows little. */
export interface LetterTokens {
  /** Sum over the letters of a word. */
  of(word: string): number;
}

const UNIT = 1 / 2048;

/** Decodes pairs of a UTF-16 code and its tokens in 1/2048, 16 bits each, little-endian. Decoded at the first use. */
export function letterTokens(base64: string): LetterTokens {
  let table: ReadonlyMap<number, number> | undefined;
  return {
    of(word) {
      table ??= decode(base64);
      let sum = 0;
      eachLetter(word, (code) => (sum += table!.get(code) ?? 0));
      return sum;
    },
  };
}

/** Calls `visit` with the UTF-16 code of each letter beyond ASCII, in lower case. */
export function eachLetter(word: string, visit: (code: number) => void): void {
  const lower = word.toLowerCase();
  for (let i = 0; i < lower.length; i++) if (lower.charCodeAt(i) > 127) visit(lower.charCodeAt(i));
}

function decode(base64: string): Map<number, number> {
  const pairs = new DataView(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer);
  const table = new Map<number, number>();
  for (let at = 0; at < pairs.byteLength; at += 4) table.set(pairs.getUint16(at, true), pairs.getInt16(at + 2, true) * UNIT);
  return table;
}

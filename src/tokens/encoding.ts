import { cacheKey } from '../core/by-text.ts';
import { mergeProfile, mergeRanks } from './merge.ts';
import { vocabulary, type Vocabulary, type VocabularyName } from './vocabulary.ts';

/** A byte-pair encoding with the answers it has already given. */
export interface Encoding {
  /** Tokens of a text; special tokens in it are plain text. */
  count(text: string): number;
  /** Adds the tokens of each piece to `sums[offset + class]`; `classOf` must be one function, below 32. */
  countBy(text: string, classOf: (piece: string, tokens: number) => number, sums: Float64Array, offset: number): void;
  /** Merges one short word or sign as a whole: the ranks of its tokens, and `counts` as in `mergeProfile`. */
  profile(piece: string, limits: readonly number[], counts: number[]): readonly number[];
}

// Rust's `\s` is the property White_Space: with U+0085, without U+FEFF.
const S = '\\t-\\r\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACES = `[${S}]*[\\r\\n]+|[${S}]+(?![^${S}])|[${S}]+`;
const CONTRACTION = "'(?:[sStTmMdD]|[rR][eE]|[vV][eE]|[lL][lL])";
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const LEAD = '[^\\r\\n\\p{L}\\p{N}]?';

/** As cl100k cuts, with every digit on its own. */
export const SINGLE_DIGITS = `${CONTRACTION}|${LEAD}\\p{L}+|\\p{N}| ?[^${S}\\p{L}\\p{N}]+[\\r\\n]*|${SPACES}`;

/** As o200k cuts, without contractions and with every digit on its own. */
export const SINGLE_DIGIT_WORDS = `${LEAD}${UPPER}*${LOWER}+|${LEAD}${UPPER}+${LOWER}*|\\p{N}| ?[^${S}\\p{L}\\p{N}]+[\\r\\n/]*|${SPACES}`;

/** How each encoding cuts a text into the pieces that never merge with each other. */
export const PIECES: Record<VocabularyName, string> = {
  cl100k_base: `${CONTRACTION}|${LEAD}\\p{L}+|\\p{N}{1,3}| ?[^${S}\\p{L}\\p{N}]+[\\r\\n]*|${SPACES}`,
  o200k_base: `${LEAD}${UPPER}*${LOWER}+(?:${CONTRACTION})?|${LEAD}${UPPER}+${LOWER}*(?:${CONTRACTION})?|\\p{N}{1,3}| ?[^${S}\\p{L}\\p{N}]+[\\r\\n/]*|${SPACES}`,
};

/** A longer piece is merged in parts: a million equal characters must not cost a million-node merge. */
const LONGEST_PIECE = 4096;
const CACHED_PIECES = 100_000;
const CACHED_LENGTH = 64;

const encodings = new Map<VocabularyName, Encoding>();

/** The encoding of that name; its vocabulary loads at the first count. */
export function encoding(name: VocabularyName): Encoding {
  let found = encodings.get(name);
  if (!found) {
    const pattern = new RegExp(PIECES[name], 'gu');
    encodings.set(name, (found = createEncoding(() => vocabulary(name), (text) => text.match(pattern) ?? [])));
  }
  return found;
}

/** An encoding of a vocabulary and of how it cuts a text into pieces. */
export function createEncoding(ranks: () => Vocabulary, cut: (text: string) => readonly string[]): Encoding {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(3 * LONGEST_PIECE);
  const counts = new Map<string, number>();
  const classed = new Map<string, number>();

  const merge = (piece: string) => mergeRanks(ranks(), bytes, encoder.encodeInto(piece, bytes).written);

  const countPiece = (piece: string) => {
    const key = cacheKey(piece);
    const known = counts.get(key);
    if (known !== undefined) return known;
    let count = 0;
    for (let at = 0; at < piece.length; ) {
      const end = cutBefore(piece, at + LONGEST_PIECE);
      count += merge(piece.slice(at, end)).length;
      at = end;
    }
    if (piece.length <= CACHED_LENGTH) {
      if (counts.size >= CACHED_PIECES) counts.clear();
      counts.set(key, count);
    }
    return count;
  };

  return {
    count(text) {
      let total = 0;
      for (const piece of cut(text)) total += countPiece(piece);
      return total;
    },
    countBy(text, classOf, sums, offset) {
      for (const piece of cut(text)) {
        const key = cacheKey(piece);
        let packed = piece.length <= CACHED_LENGTH ? classed.get(key) : undefined;
        if (packed === undefined) {
          const tokens = countPiece(piece);
          packed = tokens * 32 + classOf(piece, tokens);
          if (classed.size >= CACHED_PIECES) classed.clear();
          if (piece.length <= CACHED_LENGTH) classed.set(key, packed);
        }
        sums[offset + (packed & 31)]! += packed >>> 5;
      }
    },
    profile: (piece, limits, within) =>
      mergeProfile(ranks(), bytes, encoder.encodeInto(piece, bytes).written, limits, within),
  };
}

/** `at`, or one less where `at` would split a surrogate pair. */
function cutBefore(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

import { createRequire } from 'node:module';
import { bandsOf } from '../bands.ts';
import { cacheKey } from '../../core/by-text.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';

/** Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts and 13 recorded answers. */
const estimate = linearTokenizer(
  {
    cl100k: [0.924, 0.835, 0, 0.935, 0.933, 0.671, 0.547, 1.133, 0.917, 0.349, 1.015, 0.694, 0.891, 0.629],
    o200k: [0.611, 0.204, 0, 0.182, 0.254, 0.786, 0.54, 0, 0.113, 1.426, 0.113, 0.466, 0.651, 0.778],
    digit: 0.851,
    // The apostrophe and the letters after it.
    contraction: 2,
  },
  bandsOf(0.5, { prose: 0.1, code: 0.14, accented: 0.2, script: 0.3 }),
);

interface Package {
  readonly default: { encode(text: string, bos: boolean, precedingSpace: boolean): readonly number[] };
}

/** No token crosses from a word to the space after it, or a line's end: such pieces can be counted alone. */
const PIECE = /\n| {0,200}[^ \n]{1,400}| {1,200}/gu;
const CACHED = 100_000;

/** Mistral 7B, Mixtral, Small and Large 2402, Large 2407, Pixtral Large (SentencePiece): exact with `mistral-tokenizer-js`, but for the token that ends an answer. */
export const mistralSp = optionalTokenizer(() => {
  const { default: tokenizer } = createRequire(import.meta.url)('mistral-tokenizer-js') as Package;
  const known = new Map<string, number>();
  const count = (piece: string): number => {
    const key = cacheKey(piece);
    let tokens = known.get(key);
    if (tokens === undefined) {
      tokens = tokenizer.encode(piece, false, false).length;
      if (known.size >= CACHED) known.clear();
      known.set(key, tokens);
    }
    return tokens;
  };
  return text => {
    // A space stands before the first word, be it written or not.
    const tokens = ((/^[ \n]/.test(text) ? text : ` ${text}`).match(PIECE) ?? []).reduce((sum, piece) => sum + count(piece), 0);
    return { tokens, basis: 'exact', error: 0 };
  };
}, estimate);

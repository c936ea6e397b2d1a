import { createRequire } from 'node:module';
import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';

/** Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts and 13 recorded answers. */
const estimate = linearTokenizer(
  {
    cl100k: [0.924, 0.835, 0, 0.935, 0.933, 0.671, 0.547, 1.133, 0.917, 0.349, 1.015, 0.694, 0.891, 0.629],
    o200k: [0.611, 0.204, 0, 0.182, 0.254, 0.786, 0.54, 0, 0.113, 1.426, 0.113, 0.466, 0.651, 0.778],
    digit: 0.851,
  },
  bandsOf(0.2, { prose: 0.095, code: 0.13, accented: 0.2, script: 0.28 }),
);

interface Package {
  readonly default: { encode(text: string, bos: boolean, precedingSpace: boolean): readonly number[] };
}

/** Mistral 7B, Mixtral, Small and Large 2402 (SentencePiece): with `mistral-tokenizer-js` two tokens off at most, for the space that may stand before a text and for what ends it. */
export const mistralSp = optionalTokenizer(() => {
  const { default: tokenizer } = createRequire(import.meta.url)('mistral-tokenizer-js') as Package;
  return text => {
    const tokens = tokenizer.encode(text, false, true).length;
    return { tokens, basis: 'calibrated', error: Math.min(0.5, 2 / tokens) };
  };
}, estimate);

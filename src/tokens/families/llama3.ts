import { createRequire } from 'node:module';
import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';

/** cl100k with more merges for other scripts, so Latin text counts as there. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
const estimate = linearTokenizer(
  {
    cl100k: [1, 1, 1, 1, 1, 1, 0.422, 0.27, 0.837, 0.608, 0.462, 0.305, 0.224, 1.004],
    o200k: [0, 0, 0, 0, 0, 0, 0.35, 0.655, 0, 0, 0.263, 0.601, 0.69, 0],
    digit: 0,
  },
  bandsOf(0.25, { prose: 0.01, code: 0.01, accented: 0.12, script: 0.45 }),
);

interface Package {
  readonly llama3Tokenizer: { encode(text: string, options: { bos: boolean; eos: boolean }): readonly number[] };
}

/** Llama 3.x: exact with `llama3-tokenizer-js`, which equals 34 recorded answers but for the token that ends them. */
export const llama3 = optionalTokenizer(() => {
  // The package's main module is for bundlers: this one loads at once.
  const { llama3Tokenizer } = createRequire(import.meta.url)('llama3-tokenizer-js/bundle/commonjs-llama3-tokenizer-with-baked-data.cjs') as Package;
  return text => ({ tokens: llama3Tokenizer.encode(text, { bos: false, eos: false }).length, basis: 'exact', error: 0 });
}, estimate);

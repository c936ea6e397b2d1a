import { createRequire } from 'node:module';
import { bandsOf } from '../bands.ts';
import { byteLevelEncoding } from '../byte-level.ts';
import { PIECES } from '../encoding.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';
import { LINEAR } from '../weights/linear.ts';

/** cl100k with more merges for other scripts, so Latin text counts as there. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
export const llama3Estimate = linearTokenizer(LINEAR['llama3'], bandsOf(0.25, { prose: 0.01, code: 0.01, accented: 0.22, script: 0.45 }));

interface Package {
  readonly llama3Tokenizer: { readonly vocabById: readonly string[] };
}

/** Ids from here on are special tokens. */
const SPECIAL = 128_000;

/** Llama 3.x: exact with the vocabulary of `llama3-tokenizer-js`; recorded answers differ from it by the token that ends them. */
export const llama3 = optionalTokenizer(() => {
  // The package's main module is for bundlers: this one loads at once.
  const { llama3Tokenizer } = createRequire(import.meta.url)('llama3-tokenizer-js/bundle/commonjs-llama3-tokenizer-with-baked-data.cjs') as Package;
  const pattern = new RegExp(PIECES.cl100k_base, 'gu');
  // Merged here: the package puts all tokens of a long piece on the stack.
  const own = byteLevelEncoding(llama3Tokenizer.vocabById.slice(0, SPECIAL), [], (text) => text.match(pattern) ?? []);
  return (text) => ({ tokens: own.count(text), basis: 'exact', error: 0 });
}, llama3Estimate);

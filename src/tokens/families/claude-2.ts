import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Claude 2 and Instant. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
export const claude2 = linearTokenizer(
  {
    cl100k: [0, 0.261, 0.63, 1.041, 1.118, 1.096, 0, 1.13, 1.527, 0.5, 0.932, 0.908, 0.327, 1.044],
    o200k: [0.763, 0.776, 0, 0.01, 0, 0.287, 0, 0.63, 0.453, 0.5, 0.098, 0, 0.431, 0],
    digit: 0.09,
    contraction: 1.096,
  },
  bandsOf(0.7, { prose: 0.08, code: 0.12, accented: 0.15, script: 0.3 }),
);

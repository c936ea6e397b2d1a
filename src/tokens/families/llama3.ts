import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Llama 3.x: cl100k with more merges for other scripts, so Latin text counts as there. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts. */
export const llama3 = linearTokenizer(
  {
    cl100k: [1, 1, 1, 1, 1, 1, 0.422, 0.27, 0.837, 0.608, 0.462, 0.305, 0.224, 1.004],
    o200k: [0, 0, 0, 0, 0, 0, 0.35, 0.655, 0, 0, 0.263, 0.601, 0.69, 0],
    digit: 0,
  },
  bandsOf(0.25, { prose: 0.01, code: 0.01, accented: 0.12, script: 0.45 }),
);

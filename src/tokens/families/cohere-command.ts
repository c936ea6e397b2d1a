import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Cohere Command R and later. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts (Command R+) and 42 recorded answers. */
export const cohereCommand = linearTokenizer(
  {
    cl100k: [1.118, 0.635, 0, 0, 0.069, 0.267, 0.248, 0.077, 0.883, 0.273, 0.216, 0.212, 0.246, 0.858],
    o200k: [0, 0.323, 0.243, 1.039, 0.878, 0.986, 0.475, 0.946, 0, 1.857, 0.398, 0.603, 0.603, 0],
    digit: 0.822,
  },
  bandsOf(0.55, { prose: 0.09, code: 0.12, accented: 0.2, script: 0.4 }),
);

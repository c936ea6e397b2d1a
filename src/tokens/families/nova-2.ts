import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Nova 2. Fitted 2026-11-25 on 57 recorded English answers; code and other scripts were not measured. */
export const nova2 = linearTokenizer(
  {
    cl100k: [0.949, 0.725, 0.809, 1.001, 0, 0.489, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    o200k: [0, 0.325, 0, 0, 0.702, 0.256, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    digit: 0.004,
  },
  bandsOf(0.3, { prose: 0.05, code: 0.1, accented: 0.2, script: 0.4 }),
);

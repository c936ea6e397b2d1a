import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Nova Micro, Lite, Pro, Premier. Fitted 2026-11-25 on 93 recorded English answers; code and other scripts were not measured. */
export const nova1 = linearTokenizer(
  {
    cl100k: [0.894, 0.964, 0.044, 0.996, 0.819, 1.128, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    o200k: [0, 0, 0.044, 0, 0.296, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    digit: 1.099,
  },
  bandsOf(0.3, { prose: 0.06, code: 0.1, accented: 0.2, script: 0.4 }),
);

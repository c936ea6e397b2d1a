import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Llama 4: counts like Llama 3 on recorded texts; its own vocabulary is not at hand. */
export const llama4 = linearTokenizer(
  {
    cl100k: [1, 1, 1, 1, 1, 1, 0.422, 0.27, 0.837, 0.608, 0.462, 0.305, 0.224, 1.004],
    o200k: [0, 0, 0, 0, 0, 0, 0.35, 0.655, 0, 0, 0.263, 0.601, 0.69, 0],
    digit: 0,
  },
  bandsOf(0.15, { prose: 0.05, code: 0.06, accented: 0.15, script: 0.4 }),
);

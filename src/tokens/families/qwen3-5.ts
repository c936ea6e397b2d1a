import { bandsOf } from '../bands.ts';
import { likeO200k, linearTokenizer } from '../linear.ts';

/** Qwen 3.5 and later: near 1.03 × o200k on 9 recorded texts. */
export const qwen35 = linearTokenizer(likeO200k(1.03), bandsOf(0.4, { prose: 0.08, code: 0.12, accented: 0.2, script: 0.4 }));

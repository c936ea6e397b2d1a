import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Llama 2: near 1.12 × cl100k on 6 recorded texts. */
export const llama2 = linearTokenizer(likeCl100k(1.12), bandsOf(0.4, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

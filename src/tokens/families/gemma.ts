import { bandsOf } from '../bands.ts';
import { likeO200k, linearTokenizer } from '../linear.ts';

/** Gemma: not measured but for three answers. */
export const gemma = linearTokenizer(likeO200k(1.02), bandsOf(1.2, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Palmyra: not measured but for three answers. */
export const palmyra = linearTokenizer(likeCl100k(1.05), bandsOf(0.4, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Jamba: not measured but for three texts. */
export const ai21 = linearTokenizer(likeCl100k(1), bandsOf(0.4, { prose: 0.15, code: 0.2, accented: 0.3, script: 0.6 }));

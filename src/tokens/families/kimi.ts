import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Kimi: not measured but for two answers. */
export const kimi = linearTokenizer(likeCl100k(1), bandsOf(0.4, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

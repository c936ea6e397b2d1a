import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Nemotron: not measured but for one answer. */
export const nemotron = linearTokenizer(likeCl100k(1.02), bandsOf(0.4, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

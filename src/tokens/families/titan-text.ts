import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Titan Text: near cl100k on 16 recorded answers, all short; weights that are fitted to so few come out worse than none. */
export const titanText = linearTokenizer(likeCl100k(1), bandsOf(1, { prose: 0.06, code: 0.12, accented: 0.25, script: 0.5 }));

import { bandsOf } from '../bands.ts';
import { likeO200k, linearTokenizer } from '../linear.ts';

/** MiniMax: not measured. */
export const minimax = linearTokenizer(likeO200k(1), bandsOf(0.4, { prose: 0.12, code: 0.15, accented: 0.25, script: 0.5 }));

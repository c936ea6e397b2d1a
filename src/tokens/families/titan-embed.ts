import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Titan Embeddings: near cl100k on 12 recorded inputs, all short. */
export const titanEmbed = linearTokenizer(likeCl100k(1), bandsOf(0.6, { prose: 0.08, code: 0.15, accented: 0.25, script: 0.5 }));

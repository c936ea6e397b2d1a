import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** Cohere Embed: near cl100k on 4 recorded inputs, all short. */
export const cohereEmbed = linearTokenizer(likeCl100k(1), bandsOf(0.6, { prose: 0.1, code: 0.2, accented: 0.3, script: 0.5 }));

import { bandsOf } from '../bands.ts';
import { likeCl100k, linearTokenizer } from '../linear.ts';

/** A model whose tokenizer nobody here knows. */
export const unknown = linearTokenizer(likeCl100k(1.05), bandsOf(0.5, { prose: 0.3, code: 0.3, accented: 0.4, script: 0.7 }));

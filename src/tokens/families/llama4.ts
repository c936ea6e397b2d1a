import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Llama 4: counts like Llama 3 on recorded texts; its own vocabulary is not at hand. */
export const llama4 = linearTokenizer(LINEAR['llama4'], bandsOf(0.15, { prose: 0.05, code: 0.06, accented: 0.15, script: 0.4 }));

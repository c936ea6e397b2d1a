import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Nova Micro, Lite, Pro, Premier. Fitted to 93 recorded English answers; code and other scripts were not measured. */
export const nova1 = linearTokenizer(LINEAR['nova-1'], bandsOf(0.3, { prose: 0.06, code: 0.1, accented: 0.2, script: 0.4 }));

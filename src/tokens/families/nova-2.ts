import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Nova 2. Fitted to 57 recorded English answers; code and other scripts were not measured. */
export const nova2 = linearTokenizer(LINEAR['nova-2'], bandsOf(0.38, { prose: 0.05, code: 0.1, accented: 0.2, script: 0.4 }));

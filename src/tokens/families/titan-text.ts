import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Titan Text: fitted to 16 recorded answers, all short. */
export const titanText = linearTokenizer(LINEAR['titan-text'], bandsOf(1, { prose: 0.06, code: 0.12, accented: 0.25, script: 0.5 }));

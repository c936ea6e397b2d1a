import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Mistral from Large 2407 and Small 3 on (Tekken). Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts and 231 recorded answers. */
export const mistralTekken = linearTokenizer(LINEAR['mistral-tekken'], bandsOf(0.2, { prose: 0.048, code: 0.06, accented: 0.1, script: 0.18 }));

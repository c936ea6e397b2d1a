import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';
import { LINEAR } from '../weights/linear.ts';

/** Cohere Command R and later. Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts (Command R+) and 42 recorded answers. */
export const cohereCommand = linearTokenizer(LINEAR['cohere-command'], bandsOf(0.55, { prose: 0.09, code: 0.12, accented: 0.2, script: 0.4 }));

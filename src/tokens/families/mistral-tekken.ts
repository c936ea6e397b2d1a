import { bandsOf } from '../bands.ts';
import { linearTokenizer } from '../linear.ts';

/** Mistral from Large 2407 and Small 3 on (Tekken). Fitted 2026-11-25 on counts of the public tokenizer over 4,000 texts and 231 recorded answers. */
export const mistralTekken = linearTokenizer(
  {
    cl100k: [0.65, 0.406, 0, 0, 0.178, 0.26, 0.057, 0, 0.073, 0, 0.447, 0.103, 0.204, 0.835],
    o200k: [0.46, 0.543, 0, 1.034, 0.836, 0.868, 0.985, 1.027, 0.94, 1.165, 0.342, 1.061, 0.646, 0.622],
    digit: 0.951,
  },
  bandsOf(0.2, { prose: 0.048, code: 0.06, accented: 0.1, script: 0.18 }),
);

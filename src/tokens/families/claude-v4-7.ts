import { claudeTokenizer } from '../claude.ts';
import { claudeV47Weights } from '../weights/claude-v4-7.ts';

/** Opus 4.7 and every later Claude. Bands: nine of ten texts in cross-validation (bench/tokens.md). */
export const claudeV47 = claudeTokenizer(
  claudeV47Weights,
  { prose: [0.038, 0.42], code: [0.045, 0.42], rare: [0.06, 0.4], accented: [0.1, 0.42], script: [0.115, 0.75] },
  1.9,
);

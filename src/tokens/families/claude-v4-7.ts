import { claudeTokenizer } from '../claude.ts';
import { claudeV47Weights } from '../weights/claude-v4-7.ts';

/** Opus 4.7 and every later Claude. Bands: nine of ten texts in cross-validation (bench/tokens.md). */
export const claudeV47 = claudeTokenizer(
  claudeV47Weights,
  { prose: [0.038, 0.48], code: [0.05, 0.44], rare: [0.08, 0.6], accented: [0.1, 0.42], script: [0.145, 0.75] },
  1.9,
);

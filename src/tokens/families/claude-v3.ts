import { claudeTokenizer } from '../claude.ts';
import { claudeV3Weights } from '../weights/claude-v3.ts';

/** Claude 3 to 4.6, with Haiku 4.5. Bands: nine of ten texts in cross-validation (bench/tokens.md). */
export const claudeV3 = claudeTokenizer(
  claudeV3Weights,
  { prose: [0.029, 0.3], code: [0.042, 0.38], rare: [0.085, 0.5], accented: [0.145, 0.36], script: [0.13, 0.85] },
  1.35,
);

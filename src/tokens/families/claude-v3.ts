import { claudeTokenizer } from '../claude.ts';
import { claudeV3Weights } from '../weights/claude-v3.ts';

/** Claude 3 to 4.6, with Haiku 4.5. Bands: nine of ten texts in cross-validation, 2026-11-25. */
export const claudeV3 = claudeTokenizer(
  claudeV3Weights,
  { prose: [0.027, 0.28], code: [0.033, 0.32], rare: [0.085, 0.35], accented: [0.145, 0.35], script: [0.115, 0.75] },
  1.35,
);

import { accentShare, bandOf, type ErrorBands, type TextKind } from './bands.ts';
import { Kind } from './code-points.ts';
import { segmentEstimator, type SegmentTokens, type SegmentWeights } from './segment-estimate.ts';
import type { Calibrated, TokenCount } from './types.ts';

/** A Claude tokenizer: calibrated, since its vocabulary is not public. `usualWord` is the tokens of a word of English prose, at most. */
export function claudeTokenizer(weights: SegmentWeights, bands: ErrorBands, usualWord: number): Calibrated<SegmentWeights> {
  const estimate = segmentEstimator(weights);
  return {
    weights,
    refitted: (others) => claudeTokenizer(others, bands, usualWord),
    count(text): TokenCount {
      const composed = text.normalize('NFC');
      const counted = estimate(composed);
      const tokens = Math.max(1, Math.round(counted.total));
      const [floor, chance] = bands[kindOfText(composed, counted, usualWord)];
      return { tokens, basis: 'calibrated', error: bandOf(tokens, floor, chance) };
    },
  };
}

function kindOfText(text: string, counted: SegmentTokens, usualWord: number): TextKind {
  const { byKind, total, words } = counted;
  const share = (...kinds: number[]) => kinds.reduce((sum, kind) => sum + byKind[kind]!, 0) / Math.max(total, 1e-9);
  if (share(Kind.script, Kind.alone) > 0.25) return 'script';
  if (accentShare(text) > 0.015) return 'accented';
  if (share(Kind.digit, Kind.sign, Kind.space) > 0.42) return 'code';
  return words > 8 && byKind[Kind.word]! > usualWord * words ? 'rare' : 'prose';
}

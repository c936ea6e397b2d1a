import { Kind } from './code-points.ts';
import { cacheKey } from './encoding.ts';
import { aloneFeatures, digitFeatures, scriptFeatures, signFeatures, spaceFeatures, wordFeatures } from './segment-features.ts';
import { contractionFollows, eachSegment, edgeAt, isContraction } from './segments.ts';
import { trees } from './trees.ts';

/** Fitted trees of one tokenizer, one ensemble for each kind of segment. */
export interface SegmentWeights {
  word: string;
  script: string;
  digit: string;
  sign: string;
  space: string;
  alone: string;
  /** What remains on whole texts, relative: everywhere, and times the share of signs, digits and spaces. */
  rest: readonly [everywhere: number, code: number];
}

/** Expected tokens by kind of segment. */
export interface SegmentTokens {
  total: number;
  /** Indexed by `Kind`. */
  byKind: Float64Array;
  /** Words in Latin letters. */
  words: number;
}

/** Distinct segments remembered; a project's whole vocabulary fits. */
const REMEMBERED = 200_000;

/** An apostrophe and the `s` after it are one token: half each. */
const CONTRACTION_HALF = 0.5;

/** An estimator that adds up what each word, sign and space of a text costs on its own. */
export function segmentEstimator(weights: SegmentWeights): (text: string) => SegmentTokens {
  const word = trees(weights.word);
  const script = trees(weights.script);
  const digit = trees(weights.digit);
  const sign = trees(weights.sign);
  const space = trees(weights.space);
  const alone = trees(weights.alone);
  const memory = [0, 1, 2, 3, 4, 5].map(() => new Map<string, number>());

  const price = (kind: number, slice: string, before: number, after: number): number => {
    switch (kind) {
      case Kind.word:
        return word.predict(wordFeatures(slice, false));
      case Kind.script:
        return slice.length * script.predict(scriptFeatures(slice));
      case Kind.digit:
        return Math.ceil(slice.length / 3) * digit.predict(digitFeatures(slice, before, after));
      case Kind.sign:
        return sign.predict(signFeatures(slice, before, after));
      case Kind.space:
        return space.predict(spaceFeatures(slice, before, after));
      default:
        return alone.predict(aloneFeatures(slice));
    }
  };

  return (text) => {
    const byKind = new Float64Array(6);
    let words = 0;
    eachSegment(text, (kind, start, end) => {
      let slice = text.slice(start, end);
      let before = 0;
      let after = 0;
      if (kind === Kind.word) {
        words++;
        if (isContraction(text, start, end)) {
          byKind[kind]! += CONTRACTION_HALF;
          return;
        }
      } else if (kind === Kind.digit || kind === Kind.sign || kind === Kind.space) {
        if (kind === Kind.sign && end - start === 1 && (slice === "'" || slice === '\u2019') && contractionFollows(text, end)) {
          byKind[kind]! += CONTRACTION_HALF;
          return;
        }
        before = edgeAt(text, start - 1);
        after = edgeAt(text, end);
        // Only the length of a number counts.
        if (kind === Kind.digit) slice = '0'.repeat(end - start);
      }
      const key = before + after === 0 ? cacheKey(slice) : String.fromCharCode(65 + before * 8 + after) + slice;
      const known = memory[kind]!;
      let tokens = known.get(key);
      if (tokens === undefined) {
        tokens = Math.max(0, price(kind, slice, before, after));
        if (known.size >= REMEMBERED) known.clear();
        known.set(key, tokens);
      }
      byKind[kind]! += tokens;
    });
    let total = 0;
    for (const tokens of byKind) total += tokens;
    const code = byKind[Kind.digit]! + byKind[Kind.sign]! + byKind[Kind.space]!;
    const [everywhere, ofCode] = weights.rest;
    return { total: total * (1 + everywhere) + ofCode * code, byKind, words };
  };
}

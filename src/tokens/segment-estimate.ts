import { cacheKey } from '../core/by-text.ts';
import { Kind } from './code-points.ts';
import { aloneFeatures, digitFeatures, scriptFeatures, signFeatures, spaceFeatures, wordFeatures, type Features } from './segment-features.ts';
import { letterTokens } from './letters.ts';
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
  /** What letters beyond ASCII add, as `letterTokens` reads it. */
  letters: string;
}

/** Expected tokens by kind of segment. */
export interface SegmentTokens {
  total: number;
  /** Indexed by `Kind`. */
  byKind: Float64Array;
  /** Words in Latin letters. */
  words: number;
}

/** Names of the ensembles, by `Kind`. */
export const KINDS = ['word', 'script', 'digit', 'sign', 'space', 'alone'] as const;

/** Distinct segments remembered; a project's whole vocabulary fits. */
const REMEMBERED = 200_000;

/** An apostrophe and the `s` after it are one token: half each. */
export const CONTRACTION_HALF = 0.5;

/** What a segment looks like to the trees of its kind; their answer is times `unitsOf`. */
export function featuresOf(kind: number, slice: string, before: number, after: number): Features {
  switch (kind) {
    case Kind.word:
      return wordFeatures(slice, false);
    case Kind.script:
      return scriptFeatures(slice);
    case Kind.digit:
      return digitFeatures(slice, before, after);
    case Kind.sign:
      return signFeatures(slice, before, after);
    case Kind.space:
      return spaceFeatures(slice, before, after);
    default:
      return aloneFeatures(slice);
  }
}

/** Letters of another script, groups of three digits, or one. */
export function unitsOf(kind: number, slice: string): number {
  return kind === Kind.script ? slice.length : kind === Kind.digit ? Math.ceil(slice.length / 3) : 1;
}

/** Calls `visit` for each segment of a text, with a key that those of equal cost share, or an empty one for half a contraction. */
export function eachCost(text: string, visit: (kind: number, key: string, slice: string, before: number, after: number) => void): void {
  eachSegment(text, (kind, start, end) => {
    let slice = text.slice(start, end);
    let before = 0;
    let after = 0;
    if (kind === Kind.word) {
      if (isContraction(text, start, end)) return visit(kind, '', slice, 0, 0);
    } else if (kind === Kind.digit || kind === Kind.sign || kind === Kind.space) {
      if (kind === Kind.sign && end - start === 1 && (slice === "'" || slice === '\u2019') && contractionFollows(text, end)) return visit(kind, '', slice, 0, 0);
      before = edgeAt(text, start - 1);
      after = edgeAt(text, end);
      // Only the length of a number counts.
      if (kind === Kind.digit) slice = '0'.repeat(end - start);
    }
    visit(kind, before + after === 0 ? cacheKey(slice) : String.fromCharCode(65 + before * 8 + after) + slice, slice, before, after);
  });
}

/** An estimator that adds up what each word, sign and space of a text costs on its own. */
export function segmentEstimator(weights: SegmentWeights): (text: string) => SegmentTokens {
  const byKind = KINDS.map((name) => trees(weights[name]));
  const letters = letterTokens(weights.letters);
  const memory = KINDS.map(() => new Map<string, number>());
  return (text) => {
    const sums = new Float64Array(KINDS.length);
    let words = 0;
    eachCost(text, (kind, key, slice, before, after) => {
      if (kind === Kind.word) words++;
      if (key === '') {
        sums[kind]! += CONTRACTION_HALF;
        return;
      }
      const known = memory[kind]!;
      let tokens = known.get(key);
      if (tokens === undefined) {
        tokens = Math.max(0, unitsOf(kind, slice) * byKind[kind]!.predict(featuresOf(kind, slice, before, after)));
        if (kind === Kind.word || kind === Kind.script) tokens = Math.max(0, tokens + letters.of(slice));
        if (known.size >= REMEMBERED) known.clear();
        known.set(key, tokens);
      }
      sums[kind]! += tokens;
    });
    let total = 0;
    for (const tokens of sums) total += tokens;
    return { total, byKind: sums, words };
  };
}

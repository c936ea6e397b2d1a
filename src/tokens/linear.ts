import { accentShare, bandOf, type ErrorBands, type TextKind } from './bands.ts';
import { CLASS_FEATURES, CLASSES, textClasses } from './text-classes.ts';
import type { Calibrated, TokenCount } from './types.ts';

/** Tokens per token of each class of `CLASSES` under cl100k, then under o200k, then per digit, then per contraction that cl100k takes apart. */
export interface LinearWeights {
  cl100k: readonly number[];
  o200k: readonly number[];
  digit: number;
  contraction: number;
}

/** Share of tokens in words of several: nearly all English prose has less than a quarter, code a third, Indonesian half. */
const FOREIGN = 0.36;
const FIRST_SCRIPT = CLASSES.indexOf('european');
// eslint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/** A vocabulary near the public ones: their tokens by class, weighed. */
export function linearTokenizer(weights: LinearWeights, bands: ErrorBands): Calibrated<LinearWeights> {
  const flat = Float64Array.of(...weights.cl100k, ...weights.o200k, weights.digit, weights.contraction);
  if (flat.length !== CLASS_FEATURES) throw new RangeError(`Expected ${CLASS_FEATURES} weights, got ${flat.length}.`);
  const needed = (last: number) => ({
    cl100k: weights.cl100k.slice(0, last).some((weight) => weight > 0),
    o200k: weights.o200k.slice(0, last).some((weight) => weight > 0),
  });
  const always = needed(FIRST_SCRIPT);
  const beyondAscii = needed(CLASSES.length);
  return {
    weights,
    refitted: (others) => linearTokenizer(others, bands),
    count(text): TokenCount {
      // A vocabulary that serves other scripts only is not worth its loading time for plain text.
      const classes = textClasses(text, ASCII.test(text) ? always : beyondAscii);
      let total = 0;
      for (let i = 0; i < flat.length; i++) total += flat[i]! * classes[i]!;
      const tokens = Math.max(1, Math.round(total));
      const [floor, chance] = bands[kindOfClasses(text, classes)];
      return { tokens, basis: 'calibrated', error: bandOf(tokens, floor, chance) };
    },
  };
}

function kindOfClasses(text: string, classes: Float64Array): TextKind {
  // By whichever encoding was asked.
  const from = classes.subarray(0, CLASSES.length).some((tokens) => tokens > 0) ? 0 : CLASSES.length;
  let total = 0;
  let scripts = 0;
  for (let i = 0; i < CLASSES.length; i++) {
    total += classes[from + i]!;
    if (i >= FIRST_SCRIPT) scripts += classes[from + i]!;
  }
  if (scripts > 0.25 * total) return 'script';
  const of = (name: (typeof CLASSES)[number]) => classes[from + CLASSES.indexOf(name)]!;
  // Indonesian and Zulu need no accents to be unlike English: the public vocabularies break their words up.
  if (accentShare(text) > 0.015 || of('words') > FOREIGN * total) return 'accented';
  return of('space') + of('sign') + of('digit') + of('glued') > 0.55 * total ? 'code' : 'prose';
}

/** Weights of a vocabulary as fine as cl100k, times `factor`; other scripts lie between the two public vocabularies. */
export function likeCl100k(factor: number): LinearWeights {
  return {
    cl100k: CLASSES.map((_, i) => (i < FIRST_SCRIPT ? factor : factor / 2)),
    o200k: CLASSES.map((_, i) => (i < FIRST_SCRIPT ? 0 : factor / 2)),
    digit: 0,
    contraction: factor,
  };
}

/** Weights of a vocabulary as fine as o200k, times `factor`. */
export function likeO200k(factor: number): LinearWeights {
  return { cl100k: CLASSES.map(() => 0), o200k: CLASSES.map(() => factor), digit: 0, contraction: 0 };
}

import { CONTRACTION_HALF, eachCost, featuresOf, KINDS, segmentEstimator, unitsOf, type SegmentWeights } from '../../tokens/segment-estimate.ts';
import { fitLetters, lettersOf, type LetterCounts } from './letter-fit.ts';
import { binned, growTree, type Binned, type Grown, type Node } from './grow-tree.ts';
import { solved } from './solve.ts';
import { randomFrom } from '../random.ts';

/** A text with the tokens that its service counted. */
export interface Labelled {
  readonly text: string;
  readonly tokens: number;
}

/** The segments of one kind in all texts: how often each text has each, the texts one after the other. */
interface Segments {
  readonly rows: Binned;
  readonly units: Float64Array;
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly counts: Float64Array;
}

/** Texts taken apart, once for all fits. */
export interface Corpus {
  readonly tokens: Float64Array;
  /** Halves of contractions. */
  readonly fixed: Float64Array;
  readonly kinds: readonly Segments[];
  readonly letters: LetterCounts;
  /** Texts at the front that are recorded. */
  readonly recordings: number;
}

/** Takes texts apart into the segments that are priced; the first `recordings` of them are recorded. */
export function corpusOf(texts: readonly Labelled[], recordings = texts.length): Corpus {
  const known = KINDS.map(() => new Map<string, number>());
  const features: Int32Array[][] = KINDS.map(() => []);
  const units: number[][] = KINDS.map(() => []);
  const [starts, ids, counts]: [number[][], number[][], number[][]] = [KINDS.map(() => []), KINDS.map(() => []), KINDS.map(() => [])];
  const fixed = new Float64Array(texts.length);
  texts.forEach(({ text }, index) => {
    const own = KINDS.map(() => new Map<number, number>());
    eachCost(text.normalize('NFC'), (kind, key, slice, before, after) => {
      if (key === '') return void (fixed[index]! += CONTRACTION_HALF);
      let id = known[kind]!.get(key);
      if (id === undefined) {
        known[kind]!.set(key, (id = known[kind]!.size));
        features[kind]!.push(featuresOf(kind, slice, before, after));
        units[kind]!.push(unitsOf(kind, slice));
      }
      own[kind]!.set(id, (own[kind]!.get(id) ?? 0) + 1);
    });
    own.forEach((of, kind) => {
      starts[kind]!.push(ids[kind]!.length);
      for (const [id, count] of of) {
        ids[kind]!.push(id);
        counts[kind]!.push(count);
      }
    });
  });
  const kinds = KINDS.map((_, kind) => ({ rows: binned(features[kind]!), units: Float64Array.from(units[kind]!), starts: Int32Array.from([...starts[kind]!, ids[kind]!.length]), ids: Int32Array.from(ids[kind]!), counts: Float64Array.from(counts[kind]!) }));
  return { tokens: Float64Array.from(texts, ({ tokens }) => tokens), fixed, kinds, letters: lettersOf(texts.map(({ text }) => text)), recordings };
}

/** Trees of each kind: how many, their leaves, the least rows of a leaf, and what a unit costs before any. */
const ENSEMBLES: Readonly<Record<(typeof KINDS)[number], readonly [trees: number, leaves: number, rows: number, start: number]>> = {
  word: [170, 24, 40, 1.25], script: [70, 16, 15, 0.4], digit: [20, 8, 3, 1], sign: [110, 16, 10, 1], space: [90, 16, 6, 0.25], alone: [60, 16, 15, 1],
};

/** Part of each step that is taken. */
const STEP = 0.3;
/** 1 ÷ variance of what a leaf may add, in squared tokens. */
const PULL = 12;
const SAMPLED = 0.6;

/** What a count may be off: by chance, and by what no feature tells. */
const varianceOf = (tokens: number) => 0.5 + 0.09 * tokens + 0.0004 * tokens * tokens;

/**
 * Fits boosted trees to the counts of whole texts, of which `train` names those to learn from: nobody tells what one
 * word costs. Trees grow on the gradient of each segment, and their leaves are then solved together over the texts.
 * What is left then goes to the letters that tell languages apart.
 */
export function fitSegments({ tokens, fixed, kinds, letters, recordings }: Corpus, train: readonly number[], seed: number): SegmentWeights {
  const random = randomFrom(seed);
  const weight = tokens.map((count) => 1 / varianceOf(count));
  const left = tokens.map((count, text) => count - fixed[text]!);
  const bytes: number[][] = [];
  /** What each segment costs by the trees so far; below zero, it costs nothing. */
  const sums = kinds.map(({ rows }, kind) => {
    const start = quantised(ENSEMBLES[KINDS[kind]!][3]);
    bytes.push([]);
    write({ leaf: 0 }, Float64Array.of(start), bytes[kind]!);
    return new Float64Array(rows.rows).fill(start);
  });
  for (const [kind, segments] of kinds.entries()) eachText(segments, left, (text, id, count) => (left[text]! -= count * segments.units[id]! * sums[kind]![id]!));
  const rounds = Math.max(...Object.values(ENSEMBLES).map(([trees]) => trees));
  for (let round = 0; round < rounds; round++)
    for (const [kind, name] of KINDS.entries()) {
      const [trees, leaves, rowsOfLeaf] = ENSEMBLES[name];
      // Each kind is spread over all rounds.
      if (Math.floor((round * trees) / rounds) === Math.floor(((round - 1) * trees) / rounds)) continue;
      const segments = kinds[kind]!;
      if (segments.rows.rows === 0) continue;
      const { gradient, curvature } = slopes(segments, sums[kind]!, train, left, weight);
      const seen = rowsWhere(segments.rows.rows, (row) => curvature[row]! > 0);
      const sample = seen.filter(() => random() < SAMPLED);
      const usable = Array.from({ length: segments.rows.features }, (_, feature) => feature).filter(() => segments.rows.features < 20 || random() < SAMPLED);
      const grown = growTree(segments.rows, gradient, curvature, sample, usable, { leaves, rowsOfLeaf: Math.min(rowsOfLeaf, sample.length / 4), gain: 1e-6, ridge: 1 });
      const values = leafValues(segments, sums[kind]!, grown, train, left, weight).map((value) => quantised(STEP * value));
      write(grown.root, values, bytes[kind]!);
      const before = sums[kind]!.map((sum) => Math.max(0, sum));
      grown.leafOf.forEach((leaf, id) => (sums[kind]![id]! += values[leaf]!));
      eachText(segments, left, (text, id, count) => (left[text]! -= count * segments.units[id]! * (Math.max(0, sums[kind]![id]!) - before[id]!)));
    }
  const base64 = (kind: number) => Buffer.from(bytes[kind]!).toString('base64');
  return { word: base64(0), script: base64(1), digit: base64(2), sign: base64(3), space: base64(4), alone: base64(5), letters: fitLetters(letters, train, recordings, left, weight) };
}

/** The same trees with letters fitted anew to what they leave of the counts of texts, the first `recordings` recorded. */
export function refitLetters(trees: SegmentWeights, texts: readonly Labelled[], recordings: number): SegmentWeights {
  const estimate = segmentEstimator({ ...trees, letters: '' });
  const left = Float64Array.from(texts, ({ text, tokens }) => tokens - estimate(text.normalize('NFC')).total);
  const weight = Float64Array.from(texts, ({ tokens }) => 1 / varianceOf(tokens));
  return { ...trees, letters: fitLetters(lettersOf(texts.map(({ text }) => text)), [...texts.keys()], recordings, left, weight) };
}

function slopes({ starts, ids, counts, units, rows }: Segments, sums: Float64Array, train: readonly number[], left: Float64Array, weight: Float64Array) {
  const gradient = new Float64Array(rows.rows);
  const curvature = new Float64Array(rows.rows);
  for (const text of train) {
    let all = 0;
    for (let at = starts[text]!; at < starts[text + 1]!; at++) all += counts[at]! * units[ids[at]!]!;
    for (let at = starts[text]!; at < starts[text + 1]!; at++) {
      const id = ids[at]!;
      if (sums[id]! < 0) continue;
      const w = weight[text]! * counts[at]! * units[id]!;
      gradient[id]! += w * left[text]!;
      curvature[id]! += w * all;
    }
  }
  return { gradient, curvature };
}

function leafValues({ starts, ids, counts, units }: Segments, sums: Float64Array, { leafOf, leaves }: Grown, train: readonly number[], left: Float64Array, weight: Float64Array): Float64Array {
  const matrix = new Float64Array(leaves * leaves);
  const right = new Float64Array(leaves);
  const own = new Float64Array(leaves);
  for (let leaf = 0; leaf < leaves; leaf++) matrix[leaf * leaves + leaf] = PULL;
  for (const text of train) {
    own.fill(0);
    for (let at = starts[text]!; at < starts[text + 1]!; at++) if (sums[ids[at]!]! >= 0) own[leafOf[ids[at]!]!]! += counts[at]! * units[ids[at]!]!;
    for (let i = 0; i < leaves; i++) {
      if (own[i] === 0) continue;
      const w = weight[text]! * own[i]!;
      right[i]! += w * left[text]!;
      for (let j = 0; j < leaves; j++) matrix[i * leaves + j]! += w * own[j]!;
    }
  }
  return solved(matrix, right);
}

function eachText({ starts, ids, counts }: Segments, texts: Float64Array, visit: (text: number, id: number, count: number) => void): void {
  for (let text = 0; text < texts.length; text++) for (let at = starts[text]!; at < starts[text + 1]!; at++) visit(text, ids[at]!, counts[at]!);
}

function rowsWhere(rows: number, is: (row: number) => boolean): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row).filter(is);
}

const UNIT = 2048;
const quantised = (value: number) => Math.max(-32_768, Math.min(32_767, Math.round(value * UNIT))) / UNIT;

/** In preorder, as `trees` reads it. */
function write(node: Node, values: Float64Array, bytes: number[]): void {
  const value = node.feature === undefined ? Math.round(values[node.leaf!]! * UNIT) : node.threshold!;
  bytes.push(node.feature ?? 255, value & 255, (value >> 8) & 255);
  if (node.feature === undefined) return;
  write(node.left!, values, bytes);
  write(node.right!, values, bytes);
}

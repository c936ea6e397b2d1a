import type { Vocabulary } from './vocabulary.ts';

/** Above this length the scan for the lowest pair gives way to a heap, so that time stays n log n. */
const SCAN_LIMIT = 48;
const NONE = 0x7fffffff;

/** Ranks of the byte-pair tokens of `bytes[0, length)`, as tiktoken merges them. */
export function mergeRanks(vocabulary: Vocabulary, bytes: Uint8Array, length: number): number[] {
  const whole = vocabulary.rank(bytes, 0, length);
  if (whole >= 0) return [whole];
  const starts = length <= SCAN_LIMIT ? mergeByScan(vocabulary, bytes, length) : mergeByHeap(vocabulary, bytes, length);
  const ranks: number[] = [];
  for (let i = 0; i + 1 < starts.length; i++) ranks.push(vocabulary.rank(bytes, starts[i]!, starts[i + 1]!));
  return ranks;
}

const pairRank = (vocabulary: Vocabulary, bytes: Uint8Array, start: number, end: number) => {
  const rank = vocabulary.rank(bytes, start, end);
  return rank < 0 ? NONE : rank;
};

/**
 * Tokens under the first 1,000, 4,000, … merges only, as `mergeRanks` passes by: how the piece would fall apart
 * in a smaller vocabulary. Fills `counts` and returns the final ranks. For short pieces.
 */
export function mergeProfile(vocabulary: Vocabulary, bytes: Uint8Array, length: number, limits: readonly number[], counts: number[]): number[] {
  let passed = 0;
  const starts = mergeByScan(vocabulary, bytes, length, (lowest, tokens) => {
    while (passed < limits.length && lowest >= limits[passed]!) counts[passed++] = tokens;
  });
  const ranks: number[] = [];
  for (let i = 0; i + 1 < starts.length; i++) ranks.push(vocabulary.rank(bytes, starts[i]!, starts[i + 1]!));
  return ranks;
}

/** Token starts and the end, by merging the lowest-ranked neighbours until none is known. */
function mergeByScan(
  vocabulary: Vocabulary,
  bytes: Uint8Array,
  length: number,
  beforeMerge?: (lowest: number, tokens: number) => void,
): number[] {
  const starts = Array.from({ length: length + 1 }, (_, i) => i);
  const ranks: number[] = [];
  for (let i = 0; i + 2 <= length; i++) ranks.push(pairRank(vocabulary, bytes, i, i + 2));
  for (;;) {
    let lowest = NONE;
    let at = -1;
    for (let i = 0; i < ranks.length; i++) {
      if (ranks[i]! < lowest) {
        lowest = ranks[i]!;
        at = i;
      }
    }
    beforeMerge?.(lowest, starts.length - 1);
    if (at < 0) return starts;
    starts.splice(at + 1, 1);
    ranks.splice(at, 1);
    if (at < ranks.length) ranks[at] = pairRank(vocabulary, bytes, starts[at]!, starts[at + 2]!);
    if (at > 0) ranks[at - 1] = pairRank(vocabulary, bytes, starts[at - 1]!, starts[at + 1]!);
  }
}

/** The same merges in the same order (lowest rank, then leftmost) from a heap over a linked list. */
function mergeByHeap(vocabulary: Vocabulary, bytes: Uint8Array, length: number): number[] {
  const next = new Int32Array(length + 1);
  const previous = new Int32Array(length + 1);
  const rankAt = new Int32Array(length + 1).fill(NONE);
  const heap = new PairHeap(length);
  const measure = (start: number) => {
    const middle = next[start]!;
    rankAt[start] = middle >= length ? NONE : pairRank(vocabulary, bytes, start, next[middle]!);
    if (rankAt[start] !== NONE) heap.push(rankAt[start]!, start);
  };
  for (let i = 0; i <= length; i++) {
    next[i] = i + 1;
    previous[i] = i - 1;
  }
  for (let i = 0; i + 1 < length; i++) measure(i);
  while (heap.pop()) {
    const start = heap.start;
    if (rankAt[start] !== heap.rank) continue;
    const merged = next[start]!;
    rankAt[merged] = NONE;
    next[start] = next[merged]!;
    if (next[start]! <= length) previous[next[start]!] = start;
    measure(start);
    if (previous[start]! >= 0) measure(previous[start]!);
  }
  const starts: number[] = [];
  for (let i = 0; i < length; i = next[i]!) starts.push(i);
  starts.push(length);
  return starts;
}

/** A binary heap of (rank, start), compared as one number. */
class PairHeap {
  rank = 0;
  start = 0;
  private readonly keys: number[] = [];
  private readonly width: number;

  constructor(length: number) {
    this.width = length + 1;
  }

  push(rank: number, start: number): void {
    const { keys } = this;
    const key = rank * this.width + start;
    let at = keys.push(key) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      at = parent;
    }
    keys[at] = key;
  }

  /** Moves the lowest pair to `rank` and `start`; false when empty. */
  pop(): boolean {
    const { keys } = this;
    if (keys.length === 0) return false;
    const top = keys[0]!;
    const last = keys.pop()!;
    if (keys.length > 0) {
      let at = 0;
      for (let child = 1; child < keys.length; child = 2 * at + 1) {
        if (child + 1 < keys.length && keys[child + 1]! < keys[child]!) child++;
        if (keys[child]! >= last) break;
        keys[at] = keys[child]!;
        at = child;
      }
      keys[at] = last;
    }
    this.rank = Math.floor(top / this.width);
    this.start = top % this.width;
    return true;
  }
}

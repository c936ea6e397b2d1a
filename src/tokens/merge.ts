import type { Vocabulary } from './vocabulary.ts';

/** Above this length the scan for the lowest pair gives way to a heap, so that time stays n log n. */
const SCAN_LIMIT = 48;
const NONE = 0x7fffffff;

/** Longest piece, in bytes, that `mergeProfile` looks at. */
export const PROFILE_LIMIT = 511;

// One scratch for all merges: counting is synchronous.
const starts = new Int32Array(PROFILE_LIMIT + 1);
const pairRanks = new Int32Array(PROFILE_LIMIT + 1);

/** Ranks of the byte-pair tokens of `bytes[0, length)`, as tiktoken merges them. */
export function mergeRanks(vocabulary: Vocabulary, bytes: Uint8Array, length: number): number[] {
  const whole = vocabulary.rank(bytes, 0, length);
  if (whole >= 0) return [whole];
  return length <= SCAN_LIMIT ? ranksOf(vocabulary, bytes, mergeByScan(vocabulary, bytes, length)) : mergeByHeap(vocabulary, bytes, length);
}

/**
 * The same, and the number of tokens under the first 1,000, 4,000, … merges only, as the merging passes by:
 * how the piece would fall apart in a smaller vocabulary. Fills `counts`; for pieces up to `PROFILE_LIMIT`.
 */
export function mergeProfile(vocabulary: Vocabulary, bytes: Uint8Array, length: number, limits: readonly number[], counts: number[]): number[] {
  return ranksOf(vocabulary, bytes, mergeByScan(vocabulary, bytes, Math.min(length, PROFILE_LIMIT), limits, counts));
}

/** Ranks of the tokens that the last scan left in `starts`. */
function ranksOf(vocabulary: Vocabulary, bytes: Uint8Array, tokens: number): number[] {
  const ranks: number[] = [];
  for (let i = 0; i < tokens; i++) ranks.push(vocabulary.rank(bytes, starts[i]!, starts[i + 1]!));
  return ranks;
}

function pairRank(vocabulary: Vocabulary, bytes: Uint8Array, start: number, end: number): number {
  const rank = vocabulary.rank(bytes, start, end);
  return rank < 0 ? NONE : rank;
}

/** Merges the lowest-ranked neighbours until none is known; leaves the token starts and the end in `starts`. */
function mergeByScan(vocabulary: Vocabulary, bytes: Uint8Array, length: number, limits: readonly number[] = [], counts: number[] = []): number {
  let tokens = length;
  let passed = 0;
  for (let i = 0; i <= length; i++) starts[i] = i;
  for (let i = 0; i + 1 < length; i++) pairRanks[i] = pairRank(vocabulary, bytes, i, i + 2);
  for (;;) {
    let lowest = NONE;
    let at = -1;
    for (let i = 0; i + 1 < tokens; i++) {
      if (pairRanks[i]! < lowest) {
        lowest = pairRanks[i]!;
        at = i;
      }
    }
    while (passed < limits.length && lowest >= limits[passed]!) counts[passed++] = tokens;
    if (at < 0) return tokens;
    for (let i = at + 1; i < tokens; i++) {
      starts[i] = starts[i + 1]!;
      pairRanks[i - 1] = pairRanks[i]!;
    }
    tokens--;
    if (at + 1 < tokens) pairRanks[at] = pairRank(vocabulary, bytes, starts[at]!, starts[at + 2]!);
    if (at > 0) pairRanks[at - 1] = pairRank(vocabulary, bytes, starts[at - 1]!, starts[at + 1]!);
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
  const ranks: number[] = [];
  for (let i = 0; i < length; i = next[i]!) ranks.push(vocabulary.rank(bytes, i, next[i]!));
  return ranks;
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

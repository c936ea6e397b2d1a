/** How alike texts are: shared pairs of words (Jaccard), found by MinHash. */

/** Letters and digits in small letters, with one space between words. */
export function normalised(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Hashes of the pairs of neighbouring words, each once and in order; of a single word, of the word. */
export function shinglesOf(normal: string): Uint32Array {
  const words = normal.split(' ').filter(Boolean);
  const pairs = words.length < 2 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return Uint32Array.from(new Set(pairs.map(hashOf))).toSorted();
}

/** Shared ones as a share of all; both in order. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) [shared, i, j] = [shared + 1, i + 1, j + 1];
    else if (a[i]! < b[j]!) i++;
    else j++;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
}

/** Of two texts that share 70 % of their pairs, 99.6 % have a band in common; of two that share 20 %, 3 %. */
const BANDS = 20;
const ROWS = 4;
const FACTORS = Uint32Array.from({ length: BANDS * ROWS }, (_, index) => (Math.imul(index + 1, 0x9e3779b1) | 1) >>> 0);
const ADDENDS = Uint32Array.from({ length: BANDS * ROWS }, (_, index) => Math.imul(index + 7, 0x85ebca6b) >>> 0);

/** One key for each band of the signature: texts that are alike share a key. */
export function bandsOf(shingles: Uint32Array): number[] {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of shingles)
    for (let index = 0; index < least.length; index++) {
      const value = mixed(Math.imul(shingle, FACTORS[index]!) + ADDENDS[index]!);
      if (value < least[index]!) least[index] = value;
    }
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band + 1;
    for (let row = 0; row < ROWS; row++) key = mixed(Math.imul(key, 0x01000193) ^ least[band * ROWS + row]!);
    // Whole numbers up to 2⁵³ are exact: keys of bands do not meet.
    return band * 0x1_0000_0000 + key;
  });
}

/** Cosine of two vectors of one length. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  let [dot, own, other] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    dot += a[index]! * b[index]!;
    own += a[index]! ** 2;
    other += b[index]! ** 2;
  }
  return own === 0 || other === 0 ? 0 : dot / Math.sqrt(own * other);
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

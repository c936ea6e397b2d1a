import { createRequire } from 'node:module';

/** Public byte-pair vocabularies, as the package `tiktoken` carries them. */
export type VocabularyName = 'cl100k_base' | 'o200k_base';

/** Byte strings to ranks: an open-addressing table over one pool, a tenth of the time a Map takes to fill. */
export interface Vocabulary {
  /** Rank of `bytes[start, end)`, or -1. */
  rank(bytes: Uint8Array, start: number, end: number): number;
}

const loaded = new Map<VocabularyName, Vocabulary>();

/** Loads at the first use: importing this module must stay free. */
export function vocabulary(name: VocabularyName): Vocabulary {
  let found = loaded.get(name);
  if (!found) {
    const require = createRequire(import.meta.url);
    const { bpe_ranks } = require(`tiktoken/encoders/${name}.json`) as { bpe_ranks: string };
    loaded.set(name, (found = parseVocabulary(bpe_ranks)));
  }
  return found;
}

const SEXTET = new Uint8Array(128).fill(255);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((letter, i) => {
  SEXTET[letter.charCodeAt(0)] = i;
});

/** Reads `! <first rank> <base64> <base64> …`, one such line per run of consecutive ranks. */
export function parseVocabulary(text: string): Vocabulary {
  const pool = new Uint8Array(text.length);
  const ends = new Uint32Array(1 << 18);
  const slots = new Int32Array(1 << 19).fill(-1);
  const mask = slots.length - 1;
  let used = 0;
  // Two bytes are what is asked for most: every merge begins with them.
  const pairs = new Int32Array(1 << 16).fill(-1);
  const matches = (rank: number, bytes: Uint8Array, start: number, end: number) => {
    let at = rank === 0 ? 0 : ends[rank - 1]!;
    if (ends[rank]! - at !== end - start) return false;
    for (let i = start; i < end; i++) if (pool[at++] !== bytes[i]) return false;
    return true;
  };
  let rank = 0;
  for (const line of text.split('\n')) {
    const head = /^! (\d+) /.exec(line);
    if (!head) continue;
    for (let next = Number(head[1]); rank < next; rank++) ends[rank] = used;
    let bits = 0;
    let held = 0;
    let start = used;
    for (let at = head[0].length; at <= line.length; at++) {
      const code = at === line.length ? 32 : line.charCodeAt(at);
      if (code !== 32) {
        const sextet = SEXTET[code]!;
        if (sextet === 255) continue;
        bits = (bits << 6) | sextet;
        if ((held += 6) >= 8) {
          held -= 8;
          pool[used++] = (bits >> held) & 255;
        }
        continue;
      }
      if (used === start) continue;
      ends[rank] = used;
      if (used - start === 2) pairs[(pool[start]! << 8) | pool[start + 1]!] = rank;
      let slot = hash(pool, start, used) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = rank++;
      start = used;
      bits = held = 0;
    }
  }
  return {
    rank(bytes, start, end) {
      if (end - start === 2) return pairs[(bytes[start]! << 8) | bytes[start + 1]!]!;
      let slot = hash(bytes, start, end) & mask;
      for (let candidate = slots[slot]!; candidate !== -1; candidate = slots[slot]!) {
        if (matches(candidate, bytes, start, end)) return candidate;
        slot = (slot + 1) & mask;
      }
      return -1;
    },
  };
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i++) value = Math.imul(value ^ bytes[i]!, 0x01000193);
  return value ^ (value >>> 15);
}

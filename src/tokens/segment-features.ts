import { scriptOf } from './code-points.ts';
import { encoding, type Encoding } from './encoding.ts';

/** What a segment looks like to the boosted trees: whole numbers, in an order the weights were fitted on. */
export type Features = Int32Array;

const LIMITS = [1000, 4000, 10_000, 20_000, 50_000];
const counts: number[] = [];
const TRACE = 5 + LIMITS.length;

/** Rarity of a token: ranks follow frequency. */
const rarity = (rank: number) => Math.round(8 * Math.log2(rank + 2));

/** Writes how a public vocabulary spells `piece`: tokens, rarities, and tokens under smaller vocabularies. */
function trace(into: Features, at: number, vocabulary: Encoding, piece: string): void {
  const ranks = vocabulary.profile(piece, LIMITS, counts);
  let rarest = 0;
  let sum = 0;
  for (const rank of ranks) {
    const value = rarity(rank);
    sum += value;
    if (value > rarest) rarest = value;
  }
  into[at] = ranks.length;
  into[at + 1] = rarity(ranks[0]!);
  into[at + 2] = rarity(ranks[ranks.length - 1]!);
  into[at + 3] = rarest;
  into[at + 4] = sum;
  for (let i = 0; i < LIMITS.length; i++) into[at + 5 + i] = counts[i]!;
}

const wide = () => encoding('o200k_base');
const narrow = () => encoding('cl100k_base');

const VOWEL = /[aeiouy\u0080-\uffff]/;

/** A word in Latin letters; `contraction` is the `s` of `it's`. */
export function wordFeatures(word: string, contraction: boolean): Features {
  const features = new Int32Array(7 + 4 * TRACE);
  const lower = word.toLowerCase();
  let capitals = 0;
  let humps = 0;
  let accented = 0;
  let consonants = 0;
  let longest = 0;
  for (let i = 0; i < word.length; i++) {
    const capital = word[i] !== lower[i];
    if (capital) capitals++;
    if (i > 0 && capital !== (word[i - 1] !== lower[i - 1])) humps++;
    if (word.charCodeAt(i) > 127) accented++;
    consonants = VOWEL.test(lower[i] ?? '') ? 0 : consonants + 1;
    if (consonants > longest) longest = consonants;
  }
  const title = capitals === 1 && word[0] !== lower[0];
  features.set([
    contraction ? 1 : 0,
    word.length,
    capitals,
    capitals === 0 ? 0 : title ? 1 : capitals === word.length ? 2 : 3,
    humps,
    accented,
    longest,
  ]);
  trace(features, 7, narrow(), ` ${lower}`);
  trace(features, 7 + TRACE, wide(), ` ${lower}`);
  if (capitals === 0) {
    features.copyWithin(7 + 2 * TRACE, 7, 7 + 2 * TRACE);
  } else {
    trace(features, 7 + 2 * TRACE, narrow(), ` ${word}`);
    trace(features, 7 + 3 * TRACE, wide(), ` ${word}`);
  }
  return features;
}

/** A word in another script. */
export function scriptFeatures(word: string): Features {
  const features = new Int32Array(5 + 2 * TRACE);
  const lower = word.toLowerCase();
  let capitals = 0;
  for (let i = 0; i < word.length; i++) if (word[i] !== lower[i]) capitals++;
  features.set([scriptOf(word.codePointAt(0)!), word.length, capitals, (word.match(/\p{M}/gu) ?? []).length, bytesOf(word)]);
  trace(features, 5, narrow(), ` ${lower}`);
  trace(features, 5 + TRACE, wide(), ` ${lower}`);
  return features;
}

/** A run of punctuation between two edges. */
export function signFeatures(signs: string, before: number, after: number): Features {
  const features = new Int32Array(10 + 2 * TRACE);
  let beyondAscii = 0;
  let longest = 1;
  for (let i = 0, run = 0; i < signs.length; i++) {
    if (signs.charCodeAt(i) > 127) beyondAscii++;
    run = i > 0 && signs[i] === signs[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  features.set([
    before,
    after,
    signs.length,
    new Set(signs).size,
    longest,
    beyondAscii,
    signCode(signs, 0),
    signCode(signs, 1),
    signCode(signs, 2),
    signCode(signs, signs.length - 1),
  ]);
  trace(features, 10, narrow(), signs);
  trace(features, 10 + TRACE, wide(), ` ${signs}`);
  return features;
}

function signCode(signs: string, at: number): number {
  const code = at < signs.length ? signs.charCodeAt(at) : 0;
  return code < 128 ? code : code < 0x2000 ? 128 : Math.min(129 + code - 0x2000, 255);
}

/** A run of white space between two edges. */
export function spaceFeatures(space: string, before: number, after: number): Features {
  let lines = 0;
  let tabs = 0;
  let returns = 0;
  let others = 0;
  let tail = 0;
  let lead = -1;
  let changes = 0;
  for (let i = 0; i < space.length; i++) {
    const code = space.charCodeAt(i);
    if (code === 10) {
      if (lead < 0) lead = i;
      lines++;
      tail = 0;
    } else {
      tail++;
      if (code === 9) tabs++;
      else if (code === 13) returns++;
      else if (code !== 32) others++;
    }
    if (i > 0 && code !== space.charCodeAt(i - 1)) changes++;
  }
  const narrowTokens = narrow().profile(space, LIMITS, counts).length;
  const wideTokens = wide().profile(space, LIMITS, counts).length;
  return Int32Array.of(before, after, space.length, lines, tabs, returns, others, tail, lead, changes, narrowTokens, wideTokens);
}

/** A run of digits between two edges; the trees give tokens per group of three. */
export function digitFeatures(digits: string, before: number, after: number): Features {
  return Int32Array.of(before, after, digits.length, Math.ceil(digits.length / 3));
}

/** A character that stands alone: Han, Hangul, emoji, symbols. */
export function aloneFeatures(character: string): Features {
  const features = new Int32Array(2 + 2 * TRACE);
  const point = character.codePointAt(0)!;
  features[0] = scriptOf(point);
  features[1] = point >> 6;
  trace(features, 2, narrow(), character);
  trace(features, 2 + TRACE, wide(), character);
  return features;
}

function bytesOf(word: string): number {
  let bytes = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return bytes;
}

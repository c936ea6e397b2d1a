import { Kind, kindOf, scriptOf, Script } from './code-points.ts';
import { encoding } from './encoding.ts';

/** Classes of the pieces that a public encoding cuts a text into. */
export const CLASSES = ['space', 'sign', 'digit', 'word', 'words', 'glued', 'european', 'semitic', 'indic', 'mainland', 'kana', 'han', 'hangul', 'symbol'] as const;

/** Tokens of each class under cl100k, then under o200k, then the digits, then the contractions. */
export const CLASS_FEATURES = 2 * CLASSES.length + 2;

/** Ends of English words that o200k has as one with their word, and cl100k as a token of its own; an owner's `s` is one in both. */
const CONTRACTION = /(?<=\b(?:it|that|there|here|what|who|where|how|let|s?he))'s\b|(?<=n)'t\b|(?<=[a-z])'(?:m|d|re|ve|ll)\b/gi;
const GLUED = CLASSES.indexOf('glued');

/** Tokens by class under the two public encodings, of which `uses` names the needed: what linear estimates stand on. */
export function textClasses(text: string, uses: { cl100k: boolean; o200k: boolean }): Float64Array {
  const features = new Float64Array(CLASS_FEATURES);
  if (uses.cl100k) encoding('cl100k_base').countBy(text, classOf, features, 0);
  if (uses.o200k) encoding('o200k_base').countBy(text, classOf, features, CLASSES.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) features[2 * CLASSES.length]!++;
  }
  // A class of their own, since some vocabularies take them with their word.
  if (uses.cl100k && text.includes("'")) {
    const contractions = text.match(CONTRACTION)?.length ?? 0;
    features[GLUED]! -= contractions;
    features[2 * CLASSES.length + 1] = contractions;
  }
  return features;
}

/**
 * Class of a piece: that of the last character that is no space. Latin words are told apart, since other
 * vocabularies differ from the public ones on rare words and in code: `word` is one token after a space, `words`
 * several, `glued` follows a sign or a line start.
 */
function classOf(piece: string, tokens: number): number {
  const trimmed = piece.trimEnd();
  if (trimmed === '') return 0;
  const low = trimmed.charCodeAt(trimmed.length - 1);
  const point = low >= 0xdc00 && low <= 0xdfff ? (trimmed.codePointAt(trimmed.length - 2) ?? low) : low;
  const kind = kindOf(point);
  if (kind === Kind.word) return piece.charCodeAt(0) !== 32 ? 5 : tokens === 1 ? 3 : 4;
  if (kind === Kind.digit) return 2;
  if (kind === Kind.sign) return 1;
  return SCRIPT_CLASS[scriptOf(point)] ?? 13;
}

const SCRIPT_CLASS: number[] = [];
for (const [scripts, index] of [
  [['greek', 'cyrillic', 'armenian', 'georgian'], 6],
  [['hebrew', 'arabic', 'ethiopic'], 7],
  [['devanagari', 'bengali', 'gurmukhi', 'gujarati', 'oriya', 'tamil', 'telugu', 'kannada', 'malayalam', 'sinhala'], 8],
  [['thai', 'lao', 'tibetan', 'myanmar', 'khmer', 'mongolian'], 9],
  [['kana'], 10],
  [['han', 'fullwidth'], 11],
  [['hangul'], 12],
] as [(keyof typeof Script)[], number][])
  for (const script of scripts) SCRIPT_CLASS[Script[script]] = index;

/** What a character is to the Claude tokenizers: their words are runs of letters, their signs stand in runs or alone. */
export const Kind = { word: 0, script: 1, digit: 2, sign: 3, space: 4, alone: 5 } as const;

/** Scripts whose words cost differently, in the order of their first code point. */
export const Script = {
  latin: 0, greek: 1, cyrillic: 2, armenian: 3, hebrew: 4, arabic: 5, devanagari: 6, bengali: 7, gurmukhi: 8, gujarati: 9,
  oriya: 10, tamil: 11, telugu: 12, kannada: 13, malayalam: 14, sinhala: 15, thai: 16, lao: 17, tibetan: 18, myanmar: 19,
  georgian: 20, ethiopic: 21, khmer: 22, mongolian: 23, kana: 24, han: 25, hangul: 26, emoji: 27, fullwidth: 28, other: 29,
} as const;

/** First code point of each block, and the script that holds until the next row. */
const BLOCKS: readonly [number, number][] = [
  [0, Script.latin], [0x370, Script.greek], [0x400, Script.cyrillic], [0x530, Script.armenian], [0x590, Script.hebrew],
  [0x600, Script.arabic], [0x700, Script.other], [0x750, Script.arabic], [0x780, Script.other], [0x8a0, Script.arabic],
  [0x900, Script.devanagari], [0x980, Script.bengali], [0xa00, Script.gurmukhi], [0xa80, Script.gujarati],
  [0xb00, Script.oriya], [0xb80, Script.tamil], [0xc00, Script.telugu], [0xc80, Script.kannada], [0xd00, Script.malayalam],
  [0xd80, Script.sinhala], [0xe00, Script.thai], [0xe80, Script.lao], [0xf00, Script.tibetan], [0x1000, Script.myanmar],
  [0x10a0, Script.georgian], [0x1100, Script.hangul], [0x1200, Script.ethiopic], [0x13a0, Script.other], [0x1780, Script.khmer],
  [0x1800, Script.mongolian], [0x18b0, Script.other], [0x1c80, Script.cyrillic], [0x1c90, Script.georgian], [0x1cc0, Script.other],
  [0x1e00, Script.latin], [0x1f00, Script.greek], [0x2000, Script.other], [0x2600, Script.emoji], [0x27c0, Script.other],
  [0x2c60, Script.latin], [0x2c80, Script.other], [0x2de0, Script.cyrillic], [0x2e00, Script.other], [0x2e80, Script.han],
  [0x3040, Script.kana], [0x3100, Script.other], [0x3130, Script.hangul], [0x3190, Script.other], [0x31f0, Script.kana],
  [0x3200, Script.other], [0x3400, Script.han], [0x4dc0, Script.other], [0x4e00, Script.han], [0xa000, Script.other],
  [0xa640, Script.cyrillic], [0xa6a0, Script.other], [0xa720, Script.latin], [0xa800, Script.other], [0xac00, Script.hangul],
  [0xd7b0, Script.other], [0xf900, Script.han], [0xfb00, Script.latin], [0xfb13, Script.armenian], [0xfb1d, Script.hebrew],
  [0xfb50, Script.arabic], [0xfe00, Script.other], [0xfe70, Script.arabic], [0xff00, Script.fullwidth], [0xfff0, Script.other],
  [0x1f000, Script.emoji], [0x1fb00, Script.other], [0x20000, Script.han], [0x323b0, Script.other],
];

/** Script of a code point. */
export function scriptOf(codePoint: number): number {
  let low = 0;
  for (let high = BLOCKS.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (BLOCKS[middle]![0] <= codePoint) low = middle;
    else high = middle;
  }
  return BLOCKS[low]![1];
}

const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = (code | 32) >= 97 && (code | 32) <= 122;
  const digit = code >= 48 && code <= 57;
  ASCII[code] = letter ? Kind.word : digit ? Kind.digit : code === 32 || (code >= 9 && code <= 13) ? Kind.space : Kind.sign;
}

const known = new Map<number, number>();

/** Kind of a code point. */
export function kindOf(codePoint: number): number {
  if (codePoint < 128) return ASCII[codePoint]!;
  let kind = known.get(codePoint);
  if (kind === undefined) known.set(codePoint, (kind = kindBeyondAscii(codePoint)));
  return kind;
}

function kindBeyondAscii(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/[\s\p{Z}\x85]/u.test(character)) return Kind.space;
  const script = scriptOf(codePoint);
  // Han, Hangul syllables and everything outside the first plane are tokens of their own.
  if (codePoint > 0xffff || script === Script.han || (codePoint >= 0xac00 && codePoint <= 0xd7a3)) return Kind.alone;
  if (/[\p{L}\p{M}]/u.test(character) && script !== Script.fullwidth && (codePoint < 0xfe00 || codePoint > 0xfe0f))
    return script === Script.latin ? Kind.word : Kind.script;
  if (codePoint < 0x2e00 && /[\p{P}\p{Sm}\p{Sc}]/u.test(character)) return Kind.sign;
  return Kind.alone;
}

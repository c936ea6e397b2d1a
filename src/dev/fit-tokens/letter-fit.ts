import { eachLetter } from '../../tokens/letters.ts';
import { solved } from './solve.ts';

/** Letters beyond ASCII of texts that are full of them. */
export interface LetterCounts {
  /** UTF-16 codes of the letters that enough texts have. */
  readonly codes: readonly number[];
  /** By text: index of the letter and how often it stands there; empty for a text in English or code. */
  readonly rows: readonly ReadonlyMap<number, number>[];
}

/** A text in another language than English: one of its characters in a hundred. */
const FOREIGN = 0.01;
const TEXTS_OF_LETTER = 25;
/** 1 ÷ variance of what a letter may add, in squared tokens. */
const PULL = 12;
const UNIT = 2048;

/** Counts letters, text by text. */
export function lettersOf(texts: readonly string[]): LetterCounts {
  const textsWith = new Map<number, number>();
  const counts = texts.map((text) => {
    const own = new Map<number, number>();
    let all = 0;
    for (const [word] of text.normalize('NFC').matchAll(/[\p{L}\p{M}]+/gu))
      eachLetter(word, (code) => {
        // Han and Hangul stand alone: each costs by itself.
        if (code >= 0x2e00) return;
        own.set(code, (own.get(code) ?? 0) + 1);
        all++;
      });
    if (all < FOREIGN * text.length) own.clear();
    for (const code of own.keys()) textsWith.set(code, (textsWith.get(code) ?? 0) + 1);
    return own;
  });
  const codes = [...textsWith].filter(([, n]) => n >= TEXTS_OF_LETTER).map(([code]) => code).toSorted((a, b) => a - b);
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  return { codes, rows: counts.map((own) => new Map([...own].flatMap(([code, n]) => (indexOf.has(code) ? [[indexOf.get(code)!, n] as const] : [])))) };
}

/**
 * What is left of the counts of texts, spread over their letters beyond ASCII: `left` tokens, each text as sure as `weight` says.
 * The first `recordings` are recorded and few, the others are many and messages of software: both weigh the same together.
 */
export function fitLetters({ codes, rows }: LetterCounts, train: readonly number[], recordings: number, left: Float64Array, weight: Float64Array): string {
  const foreign = train.filter((text) => rows[text]!.size > 0);
  const recorded = foreign.filter((text) => text < recordings).length;
  const factor = recorded === 0 ? 1 : Math.max(1, (foreign.length - recorded) / recorded);
  const n = codes.length;
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = PULL;
  for (const text of foreign)
    for (const [i, count] of rows[text]!) {
      const w = (text < recordings ? factor : 1) * weight[text]! * count;
      right[i]! += w * left[text]!;
      for (const [j, other] of rows[text]!) matrix[i * n + j]! += w * other;
    }
  const tokens = solved(matrix, right);
  const bytes = Buffer.alloc(4 * n);
  codes.forEach((code, index) => {
    bytes.writeUInt16LE(code, 4 * index);
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(tokens[index]! * UNIT))), 4 * index + 2);
  });
  return bytes.toString('base64');
}

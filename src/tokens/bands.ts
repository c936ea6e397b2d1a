/** Kinds of text whose errors differ; `rare` is full of words that vocabularies break up, `script` is not Latin. */
export type TextKind = 'prose' | 'code' | 'rare' | 'accented' | 'script';

/** Error of a count by kind of text: what remains in a long text, and what one token adds by chance. */
export type ErrorBands = Readonly<Record<TextKind, readonly [floor: number, chance: number]>>;

/** The relative error that nine of ten texts of this length stay within. */
export function bandOf(tokens: number, floor: number, chance: number): number {
  const error = Math.hypot(floor, chance / Math.sqrt(tokens));
  // Of a handful of tokens, one is the least that a count can be off.
  const least = tokens < 8 ? 1 / tokens : 0;
  return Math.min(1, Math.round(1000 * Math.max(error, least)) / 1000);
}

/** Bands with one chance for all kinds. */
export function bandsOf(chance: number, floors: Record<Exclude<TextKind, 'rare'>, number>): ErrorBands {
  const { prose, code, accented, script } = floors;
  return { prose: [prose, chance], code: [code, chance], rare: [code, chance], accented: [accented, chance], script: [script, chance] };
}

/** Share of accented letters among the Latin ones. */
export function accentShare(text: string): number {
  let letters = 0;
  let accented = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if ((code | 32) >= 97 && (code | 32) <= 122) letters++;
    } else if ((code >= 0xc0 && code < 0x250) || (code >= 0x1e00 && code < 0x1f00)) {
      accented++;
    }
  }
  return accented / Math.max(1, letters + accented);
}

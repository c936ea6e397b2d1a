/** Kinds of tokens. One-character operators use their character code; the rest are here. */
export const Token = {
  END: 0,
  NEWLINE: 1,
  INDENT: 2,
  DEDENT: 3,
  NAME: 4,
  NUMBER: 5,
  STRING: 6,
  FORMAT_START: 7,
  FORMAT_TEXT: 8,
  FORMAT_END: 9,
  HOLE: 10,
  HOLE_END: 11,
  /** The `:` before a format specification. */
  SPEC: 12,
  /** `!r` */
  CONVERSION: 13,
  ERROR: 14,
  POWER: 128,
  FLOOR: 129,
  LEFT: 130,
  RIGHT: 131,
  LESS_EQUAL: 132,
  GREATER_EQUAL: 133,
  EQUAL: 134,
  UNEQUAL: 135,
  ARROW: 136,
  WALRUS: 137,
  ELLIPSIS: 138,
  /** `+=` and its like. */
  AUGMENT: 139,
  AND: 160,
  AS: 161,
  ASSERT: 162,
  ASYNC: 163,
  AWAIT: 164,
  BREAK: 165,
  CLASS: 166,
  CONTINUE: 167,
  DEF: 168,
  DEL: 169,
  ELIF: 170,
  ELSE: 171,
  EXCEPT: 172,
  FALSE: 173,
  FINALLY: 174,
  FOR: 175,
  FROM: 176,
  GLOBAL: 177,
  IF: 178,
  IMPORT: 179,
  IN: 180,
  IS: 181,
  LAMBDA: 182,
  NONE: 183,
  NONLOCAL: 184,
  NOT: 185,
  OR: 186,
  PASS: 187,
  RAISE: 188,
  RETURN: 189,
  TRUE: 190,
  TRY: 191,
  WHILE: 192,
  WITH: 193,
  YIELD: 194,
} as const;

/** Kind of the keyword with this spelling. */
export const keywords: ReadonlyMap<string, number> = new Map(
  Object.entries(Token)
    .filter(([, kind]) => kind >= Token.AND)
    .map(([name, kind]) => [/^(NONE|TRUE|FALSE)$/.test(name) ? name[0]! + name.slice(1).toLowerCase() : name.toLowerCase(), kind]),
);

/** Keywords that only begin statements: inside brackets they prove that a bracket was left open. */
export const statementKeywords: ReadonlySet<number> = new Set([
  Token.ASSERT, Token.BREAK, Token.CLASS, Token.CONTINUE, Token.DEF, Token.DEL, Token.ELIF, Token.EXCEPT, Token.FINALLY,
  Token.GLOBAL, Token.IMPORT, Token.NONLOCAL, Token.PASS, Token.RAISE, Token.RETURN, Token.TRY, Token.WHILE, Token.WITH,
]);

/** Operators of more than one character, longest first. */
export const operators: readonly (readonly [spelling: string, kind: number])[] = [
  ...['**=', '//=', '<<=', '>>='].map((spelling) => [spelling, Token.AUGMENT] as const),
  ['...', Token.ELLIPSIS],
  ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '@='].map((spelling) => [spelling, Token.AUGMENT] as const),
  ['**', Token.POWER],
  ['//', Token.FLOOR],
  ['<<', Token.LEFT],
  ['>>', Token.RIGHT],
  ['<=', Token.LESS_EQUAL],
  ['>=', Token.GREATER_EQUAL],
  ['==', Token.EQUAL],
  ['!=', Token.UNEQUAL],
  ['<>', Token.UNEQUAL],
  ['->', Token.ARROW],
  [':=', Token.WALRUS],
];

/** What the tokenizer makes of a text: parallel lists. */
export interface Tokens {
  readonly kinds: number[];
  readonly starts: number[];
  readonly ends: number[];
  /** Comments that can switch findings off: start and end offset, with the `#`. */
  readonly comments: (readonly [start: number, end: number])[];
  /** The first thing that was not Python. */
  recovered?: string;
}

/** Tokens while they are being listed. */
export class TokenList {
  readonly tokens: Tokens = { kinds: [], starts: [], ends: [], comments: [] };

  push(kind: number, start: number, end: number): void {
    this.tokens.kinds.push(kind);
    this.tokens.starts.push(start);
    this.tokens.ends.push(end);
  }

  /** Drops all tokens from this index on. */
  protected forget(from: number): void {
    for (const list of [this.tokens.kinds, this.tokens.starts, this.tokens.ends]) list.length = Math.min(from, list.length);
  }

  protected fail(message: string): void {
    this.tokens.recovered ??= message;
  }
}

import { Token, type Tokens } from './token.ts';
import type { Node } from './tree.ts';

/** Deepest nesting of expressions that is read; Python itself refuses more than 200 brackets. */
const deepest = 200;

const expressionStarts: ReadonlySet<number> = new Set([
  Token.NAME, Token.NUMBER, Token.STRING, Token.FORMAT_START, Token.NOT, Token.LAMBDA, Token.AWAIT, Token.YIELD, Token.NONE,
  Token.TRUE, Token.FALSE, Token.ELLIPSIS, Token.POWER, ...[...'([{-+~*'].map((c) => c.charCodeAt(0)),
]);

/** Code of a one-character operator. */
export const char = (operator: string): number => operator.charCodeAt(0);

const openers: ReadonlySet<number> = new Set([...'([{'].map(char).concat(Token.HOLE));
const closers: ReadonlySet<number> = new Set([...')]}'].map(char).concat(Token.HOLE_END));
const [comma, parenClose, bracketClose, braceClose] = [...',)]}'].map(char) as [number, number, number, number];

/** A place in the tokens, and what the parser asks of it. */
export class Cursor {
  readonly text: string;
  readonly tokens: Tokens;
  index = 0;
  kind: number;
  private depth = 0;

  constructor(text: string, tokens: Tokens) {
    this.text = text;
    this.tokens = tokens;
    this.kind = tokens.kinds[0]!;
  }

  get start(): number {
    return this.tokens.starts[this.index]!;
  }
  get end(): number {
    return this.tokens.ends[this.index]!;
  }
  /** End of the token before that has a text. */
  get before(): number {
    const { kinds, ends } = this.tokens;
    let index = this.index - 1;
    while (index >= 0 && kinds[index]! <= Token.DEDENT) index--;
    return index < 0 ? 0 : ends[index]!;
  }

  /** End of what was read from `start` on. */
  endFrom(start: number): number {
    return Math.max(start, this.before);
  }

  peek(ahead = 1): number {
    return this.tokens.kinds[this.index + ahead] ?? Token.END;
  }

  next(): void {
    if (this.kind === Token.END) return;
    this.kind = this.tokens.kinds[++this.index]!;
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next();
  }

  is(kind: number): boolean {
    return this.kind === kind;
  }

  take(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  expect(kind: number, what: string): boolean {
    if (this.take(kind)) return true;
    this.fail(`${what} is missing`);
    return false;
  }

  word(): string {
    const word = this.text.slice(this.start, this.end);
    return this.text.charCodeAt(this.start) < 128 && /^\w*$/.test(word) ? word : word.normalize('NFKC');
  }

  isWord(word: string): boolean {
    return this.kind === Token.NAME && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  fail(message: string): void {
    this.tokens.recovered ??= message;
  }

  canStart(): boolean {
    return expressionStarts.has(this.kind);
  }

  atLineEnd(): boolean {
    return this.kind === Token.NEWLINE || this.kind === Token.END || this.kind === Token.DEDENT || this.kind === Token.INDENT;
  }

  /** Runs `read` one level deeper; what is nested too deeply is stepped over. */
  nested(read: () => Node): Node {
    if (this.depth >= deepest) {
      const { start } = this;
      this.fail(`nested more than ${deepest} levels deep`);
      this.skipBalanced();
      return { type: 'opaque', start, end: this.endFrom(start), reason: 'nested too deeply', parts: [] };
    }
    this.depth++;
    const node = read();
    this.depth--;
    return node;
  }

  /** Steps over tokens up to a comma, a bracket that closes around here, or the end of the line. */
  skipBalanced(): void {
    for (let open = 0; !this.atLineEnd(); this.next()) {
      if (openers.has(this.kind)) open++;
      else if (closers.has(this.kind) && --open < 0) return;
      else if (open === 0 && this.kind === comma) return;
    }
  }

  /** Index of the token that closes the bracket at `index`. */
  closing(index: number): number {
    const { kinds } = this.tokens;
    for (let open = 0; index < kinds.length; index++) {
      const kind = kinds[index]!;
      if (openers.has(kind)) open++;
      else if (closers.has(kind) && --open <= 0) return index;
    }
    return index;
  }

  /** Reads items between commas up to `close`, and steps over it; whatever does not fit is stepped over. */
  commaList(close: number, item: () => void): void {
    while (this.kind !== close && !this.atLineEnd()) {
      const before = this.index;
      if (this.kind === comma) this.fail('a comma too many');
      else item();
      if (this.take(comma) || (this.kind as number) === close) continue;
      if (this.kind === parenClose || this.kind === bracketClose || this.kind === braceClose || this.kind === Token.HOLE_END) break;
      this.fail('a comma is missing');
      if (this.index === before || !this.canStart()) {
        if (this.index === before) this.next();
        this.skipBalanced();
        this.take(comma);
      }
    }
    if (!this.take(close)) this.fail('a bracket is never closed');
  }
}

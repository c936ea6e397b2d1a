import { isDirective } from '../../core/eslint-directives.ts';
import { closes, commandEnd, escapeEnd, indentation, isBreak, isDigit, isNameStart, lineEnd, number, operatorsFrom, stringEnd, stringPrefix, wideName } from './characters.ts';
import { keywords, statementKeywords, Token, TokenList, type Tokens } from './token.ts';

/** A place inside a formatted string: its text, a replacement field, or a field's format specification. */
interface Frame {
  readonly mode: 'text' | 'hole' | 'spec';
  readonly quote: number;
  readonly size: 1 | 3;
  readonly raw: boolean;
  /** Brackets open where the frame began. */
  readonly depth: number;
}

/** Python allows 100; deeper blocks are read as if they were not indented further. */
const deepestIndent = 100;
const deepestFormat = 150;
const mostRestarts = 50;
/** How many brackets back an opening one is looked for. */
const furthest = 100;

/**
 * Splits Python into tokens, without recursion and in linear time. Each range is a piece that must be complete in itself
 * (the file, or one cell of a notebook): what is left open there does not reach the next. Never throws.
 */
export function tokenize(text: string, ranges: readonly (readonly [number, number])[], magics = false): Tokens {
  const lexer = new Lexer(text, magics);
  for (const [start, end] of ranges) lexer.run(start, end);
  lexer.push(Token.END, text.length, text.length);
  return lexer.tokens;
}

class Lexer extends TokenList {
  private readonly text: string;
  private readonly magics: boolean;
  private pos = 0;
  private end = 0;
  private brackets: number[] = [];
  private frames: Frame[] = [];
  private indents = [0];
  private lineStart = true;
  /** Nothing but commands stands before in this piece. */
  private first = true;
  /** Nothing but space precedes on this physical line. */
  private fresh = true;
  /** State before the outermost formatted string that is open, to return to if it never closes. */
  private open = { pos: 0, tokens: 0, brackets: [] as number[] };
  private restarts = 0;
  /** State at the end of the line on which the outermost open bracket stands, to return to if it never closes. */
  private openLine: { pos: number; tokens: number } | undefined;
  /** A formatted string that starts before this offset is read as plain text. */
  private plainUpTo = -1;

  constructor(text: string, magics: boolean) {
    super();
    this.text = text;
    this.magics = magics;
  }

  run(start: number, end: number): void {
    this.pos = start;
    this.end = end;
    this.lineStart = this.fresh = this.first = true;
    for (;;) {
      while (this.pos < end) this.step();
      if (this.frames.length > 0) this.restart();
      else if (this.brackets.length > 0) this.closeLine(end);
      else break;
    }
    this.newline(end, end);
    while (this.indents.length > 1) {
      this.indents.pop();
      this.push(Token.DEDENT, end, end);
    }
    this.indents = [0];
  }

  private newline(start: number, end: number): void {
    const last = this.tokens.kinds.at(-1);
    if (last !== undefined && last !== Token.NEWLINE && last !== Token.INDENT && last !== Token.DEDENT) this.push(Token.NEWLINE, start, end);
    this.lineStart = this.fresh = true;
    this.openLine = undefined;
  }

  private step(): void {
    const frame = this.frames.at(-1);
    if (frame && frame.mode !== 'hole') return this.formatText(frame);
    if (this.lineStart && this.brackets.length === 0 && !this.indentation()) return;
    const { text } = this;
    const start = this.pos;
    const c = text.charCodeAt(start);
    if (c === 32 || c === 9 || c === 12) {
      this.pos++;
    } else if (isNameStart(c)) {
      this.name(start, c);
    } else if (isBreak(c)) {
      this.pos += c === 13 && text.charCodeAt(start + 1) === 10 ? 2 : 1;
      if (this.brackets.length === 0) this.newline(start, this.pos);
      else this.lineInBrackets();
    } else if (c === 35) {
      this.comment();
    } else if (c === 92 && isBreak(text.charCodeAt(start + 1))) {
      this.pos += text.startsWith('\r\n', start + 1) ? 3 : 2;
    } else {
      this.fresh = false;
      if (c === 34 || c === 39) this.string(start, start, c);
      else if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(start + 1)))) this.number(start);
      else this.operator(start, c, frame);
    }
  }

  /** Reads the indentation of a logical line; false when the line holds nothing. */
  private indentation(): boolean {
    const { text } = this;
    const [at, column] = indentation(text, this.pos, this.end);
    this.pos = at;
    if (at >= this.end) return false;
    const c = text.charCodeAt(at);
    if (c === 35) this.comment();
    else if (isBreak(c)) this.pos++;
    if (c === 35 || isBreak(c)) return false;
    this.lineStart = false;
    // IPython takes the indentation of a cell's first line for none.
    if (this.magics && this.first) this.indents = [column];
    this.first = false;
    if (column > this.indents.at(-1)! && this.indents.length <= deepestIndent) {
      this.indents.push(column);
      this.push(Token.INDENT, at, at);
    }
    while (column < this.indents.at(-1)! && this.indents.length > 1) {
      this.indents.pop();
      this.push(Token.DEDENT, at, at);
      if (column > this.indents.at(-1)!) this.fail('indentation matches no outer block');
    }
    if (this.magics && (c === 37 || c === 33 || c === 63)) return this.command(Token.PASS), false;
    return true;
  }

  /** A command of IPython up to the end of its line, as a token that means nothing. */
  private command(kind: number): void {
    const start = this.pos;
    this.pos = commandEnd(this.text, start, this.end);
    this.push(kind, start, this.pos);
  }

  private comment(): void {
    const start = this.pos;
    this.pos = lineEnd(this.text, start, this.end);
    if (isDirective(this.text.slice(start, this.pos))) this.tokens.comments.push([start, this.pos]);
  }

  private name(start: number, first: number): void {
    const { text } = this;
    let at = start;
    let c = first;
    do c = text.charCodeAt(++at);
    while ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || isDigit(c));
    if ((c === 34 || c === 39) && at - start <= 2 && at < this.end && stringPrefix.test(text.slice(start, at))) {
      this.fresh = false;
      return this.string(start, at, c);
    }
    if (first >= 128 || c >= 128) {
      wideName.lastIndex = start;
      wideName.test(text);
      at = wideName.lastIndex;
      if (at <= start) {
        this.fail('a character that Python does not know');
        this.pos = start + 1;
        return this.push(Token.ERROR, start, start + 1);
      }
    }
    at = Math.min(at, this.end);
    const kind = at - start <= 8 ? (keywords.get(text.slice(start, at)) ?? Token.NAME) : Token.NAME;
    if (this.fresh && this.brackets.length > 0 && statementKeywords.has(kind)) return this.unclosed(start);
    this.fresh = false;
    this.pos = at;
    this.push(kind, start, at);
  }

  /** A statement begins inside brackets: closes them. */
  private unclosed(start: number): void {
    if (this.frames.length > 0) return this.restart();
    this.fail('a bracket is never closed');
    this.brackets = [];
    let line = start;
    while (line > 0 && !isBreak(this.text.charCodeAt(line - 1))) line--;
    this.newline(line, line);
    this.pos = line;
  }

  private lineInBrackets(): void {
    this.fresh = true;
    if (this.frames.length > 0) return;
    this.openLine ??= { pos: this.pos, tokens: this.tokens.kinds.length };
    if (this.restarts > mostRestarts) this.closeLine(this.pos);
  }

  /** The outermost bracket never closes: what follows its line is read again, outside of it. */
  private closeLine(end: number): void {
    this.fail('a bracket is never closed');
    this.restarts++;
    const { pos, tokens } = this.openLine ?? { pos: end, tokens: this.tokens.kinds.length };
    this.forget(tokens);
    this.brackets = [];
    this.newline(pos, pos);
    this.pos = pos;
  }

  private restart(): void {
    this.fail('a formatted string is never closed');
    this.plainUpTo = ++this.restarts > mostRestarts ? Infinity : this.open.pos;
    this.forget(this.open.tokens);
    this.brackets = this.open.brackets;
    this.frames = [];
    this.pos = this.open.pos;
    this.lineStart = this.fresh = false;
  }

  private number(start: number): void {
    number.lastIndex = start;
    number.test(this.text);
    this.pos = Math.max(start + 1, Math.min(number.lastIndex, this.end));
    this.push(Token.NUMBER, start, this.pos);
  }

  private string(start: number, at: number, quote: number): void {
    const { text } = this;
    const size = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote ? 3 : 1;
    const prefix = text.slice(start, at);
    if (/[ft]/i.test(prefix) && start > this.plainUpTo) {
      if (this.frames.length === 0) this.open = { pos: start, tokens: this.tokens.kinds.length, brackets: [...this.brackets] };
      this.pos = at + size;
      this.push(Token.FORMAT_START, start, this.pos);
      this.frames.push({ mode: 'text', quote, size, raw: /r/i.test(prefix), depth: this.brackets.length });
      return;
    }
    const end = stringEnd(text, at + size, this.end, quote, size);
    const closed = end < this.end && text.charCodeAt(end) === quote;
    if (!closed) this.fail('a string is never closed');
    this.pos = Math.min(this.end, closed ? end + size : end);
    this.push(Token.STRING, start, this.pos);
  }

  /** Text of a formatted string, or of a format specification, up to the next field or the end. */
  private formatText(frame: Frame): void {
    const { text } = this;
    const { quote, size, raw } = frame;
    const spec = frame.mode === 'spec';
    let at = this.pos;
    let c = 0;
    for (; at < this.end; at++) {
      c = text.charCodeAt(at);
      if (c === 92) at = escapeEnd(text, at, this.end, raw);
      else if (c === quote && (size === 1 || closes(text, at, this.end, quote))) break;
      else if (c === 123 && (spec || text.charCodeAt(at + 1) !== 123)) break;
      else if (c === 125 && spec) break;
      else if (c === 123) at++;
      else if (c === 125 && text.charCodeAt(at + 1) === 125) at++;
      else if (c === 125) this.fail('a single } in a formatted string');
      else if (size === 1 && isBreak(c)) break;
    }
    at = Math.min(at, this.end);
    if (at > this.pos) this.push(Token.FORMAT_TEXT, this.pos, at);
    this.pos = at;
    if (at >= this.end) return;
    if (c === 123) {
      if (this.frames.length > deepestFormat) return this.restart();
      this.brackets.push(123);
      this.frames.push({ mode: 'hole', quote, size, raw, depth: this.brackets.length });
      this.push(Token.HOLE, at, ++this.pos);
    } else if (c === 125) {
      this.closeHole(++this.pos);
    } else if (c === quote) {
      this.pos = at + size;
      this.closeFormat(at, this.pos);
    } else {
      this.restart();
    }
  }

  private closeHole(end: number): void {
    this.push(Token.HOLE_END, end - 1, end);
    this.brackets.length = this.frames.pop()!.depth - 1;
  }

  private closeFormat(start: number, end: number): void {
    while (this.frames.at(-1)!.mode !== 'text') {
      this.fail('a field of a formatted string is never closed');
      this.push(Token.HOLE_END, start, start);
      this.frames.pop();
    }
    this.push(Token.FORMAT_END, start, end);
    this.brackets.length = this.frames.pop()!.depth;
  }

  private operator(start: number, c: number, hole: Frame | undefined): void {
    const { text } = this;
    if (hole && c === 125) {
      const inner = this.brackets.length > hole.depth && this.brackets.lastIndexOf(123) >= hole.depth;
      if (!inner) return this.closeHole(++this.pos);
    }
    if (hole && this.brackets.length === hole.depth) {
      if (c === 58) {
        this.frames[this.frames.length - 1] = { ...hole, mode: 'spec' };
        return this.push(Token.SPEC, start, ++this.pos);
      }
      if (c === 33 && text.charCodeAt(start + 1) !== 61) {
        this.pos++;
        while (this.pos < this.end && /\w/.test(text[this.pos]!)) this.pos++;
        return this.push(Token.CONVERSION, start, this.pos);
      }
    }
    // `x = %command`
    if (this.magics && c === 37 && this.tokens.kinds.at(-1) === 61) return this.command(Token.ELLIPSIS);
    for (const [spelling, kind] of operatorsFrom(c)) {
      if (!text.startsWith(spelling, start) || start + spelling.length > this.end) continue;
      this.pos = start + spelling.length;
      return this.push(kind, start, this.pos);
    }
    this.pos++;
    if (c === 40 || c === 91 || c === 123) {
      this.brackets.push(c);
    } else if (c === 41 || c === 93 || c === 125) {
      const opener = c === 41 ? 40 : c - 2;
      let at = this.brackets.length - 1;
      while (at >= 0 && this.brackets[at] !== opener && at > this.brackets.length - furthest) at--;
      if (this.brackets[at] !== opener) at = -1;
      if (at < (hole?.depth ?? 0)) {
        this.fail('a bracket that opens nowhere');
        return this.push(Token.ERROR, start, this.pos);
      }
      if (at < this.brackets.length - 1) this.fail('a bracket is never closed');
      this.brackets.length = at;
    } else if (c === 33 || c === 63 || c === 36 || c < 32 || c === 96 || c === 92 || c === 127) {
      if (this.magics && c === 33) return this.command(Token.ELLIPSIS);
      if (this.magics && c === 63) return;
      this.fail('a character that Python does not know');
      return this.push(Token.ERROR, start, this.pos);
    }
    this.push(c, start, this.pos);
  }
}

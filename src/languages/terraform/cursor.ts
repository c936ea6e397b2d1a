/** A place in HCL text: white space, comments and names are read here, and nowhere else. */
import type { Comment } from '../../core/ir.ts';

/** Deeper than this, an expression is hostile; the stack is finite. */
const deepest = 200;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A text that is no HCL. */
export class SyntaxProblem extends Error {}

export class Cursor {
  readonly text: string;
  readonly comments: Comment[] = [];
  at = 0;
  private depth = 0;
  /** Inside brackets a line break is white space. */
  private brackets = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isDone(): boolean {
    return this.at >= this.text.length;
  }

  /** White space and comments; line breaks only inside brackets. */
  skip(withLines = this.brackets > 0): void {
    for (;;) {
      const start = this.at;
      const character = this.text[start];
      if (character === ' ' || character === '\t' || character === '\uFEFF' || (withLines && (character === '\n' || character === '\r'))) this.at++;
      else if (character === '#' || this.text.startsWith('//', start)) this.comment(start, character === '#' ? 1 : 2, this.lineEnd(start));
      else if (this.text.startsWith('/*', start)) {
        const end = this.text.indexOf('*/', start + 2);
        if (end < 0) throw this.problem('a comment is not closed');
        this.comment(start, 2, end + 2);
      } else return;
    }
  }

  private comment(start: number, marks: number, end: number): void {
    // Looked at again after a step back.
    if ((this.comments.at(-1)?.range[0] ?? -1) < start) this.comments.push({ text: this.text.slice(start + marks, end).replace(/\*\/$/, '').trim(), range: [start, end] });
    this.at = end;
  }

  lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** The next character that says something. */
  peek(): string {
    this.skip();
    return this.text[this.at] ?? '';
  }

  /** Takes `what` if it comes next. */
  take(what: string): boolean {
    this.skip();
    if (!this.text.startsWith(what, this.at)) return false;
    this.at += what.length;
    return true;
  }

  expect(what: string): void {
    if (!this.take(what)) throw this.problem(`expected \`${what}\``);
  }

  name(): string | undefined {
    this.skip();
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text)?.[0];
    if (found) this.at += found.length;
    return found;
  }

  /** Reads between brackets. */
  inside<T>(read: () => T): T {
    this.brackets++;
    const value = this.deeper(read);
    this.brackets--;
    return value;
  }

  /** Reads where line breaks end things again: the body of a block. */
  outside<T>(read: () => T): T {
    const { brackets } = this;
    this.brackets = 0;
    const value = this.deeper(read);
    this.brackets = brackets;
    return value;
  }

  deeper<T>(read: () => T): T {
    if (++this.depth > deepest) throw this.problem('nested too deeply');
    const value = read();
    this.depth--;
    return value;
  }

  problem(message: string): SyntaxProblem {
    return new SyntaxProblem(`line ${this.text.slice(0, this.at).split('\n').length}: ${message}`);
  }
}

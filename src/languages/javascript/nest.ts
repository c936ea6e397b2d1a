/** What is open: a bracket, a template, a hole of one, the tag or the children of a JSX element; `file` is the lowest. */
export type FrameKind = 'file' | '(' | '[' | '{' | 'template' | 'hole' | 'tag' | 'children';

/** One open bracket, and what hangs together in it up to here. */
export interface Frame {
  kind: FrameKind;
  readonly at: number;
  /** Levels that end with the expression: operators, members, calls. */
  soft: number;
  /** Levels that end with the statement: `else`, heads of loops and conditions. */
  hard: number;
  /** The deepest of what was closed in the expression so far: what follows may stand above it. */
  below: number;
  /** The deepest of the expressions and statements before. */
  deepest: number;
  /** `?` that wait for their `:`. */
  questions: number;
  /** `<` that may be closed by `>`. */
  angles: number;
  /** Head of `if (…)`, `for (…)`: an operand may follow it. */
  readonly isHead: boolean;
  /** Braces of statements or members, not of an object. */
  readonly isBlock: boolean;
  /** Follows a bracket: `f()()`, `a[0][0]`. */
  readonly isPostfix: boolean;
}

function newFrame(kind: FrameKind, at: number, isHead: boolean, isBlock: boolean, isPostfix: boolean): Frame {
  return { kind, at, soft: 0, hard: 0, below: 0, deepest: 0, questions: 0, angles: 0, isHead, isBlock, isPostfix };
}

function keepDeepest(frame: Frame): void {
  const height = frame.soft + frame.hard + frame.below;
  if (height > frame.deepest) frame.deepest = height;
}

/** The brackets that are open at one point of a text, and a bound of the depth of the tree there. */
export class Nest {
  readonly frames: Frame[] = [newFrame('file', 0, false, true, false)];
  top: Frame = this.frames[0]!;
  depth = 0;
  /** Where the limit was passed. */
  refusedAt: number | undefined;
  /** The last token ends an operand: `/` divides, `<` compares, `(` calls. */
  isOperand = false;
  /** The last token is `.`. */
  isProperty = false;
  /** The last token is `=>`. */
  isArrow = false;
  /** A line ended since the last token. */
  sawLine = false;
  private isCloser = false;
  private isEnd = true;
  private isHead = false;
  private isElse = false;

  private readonly limit: number;
  private readonly text: string;

  constructor(limit: number, text: string) {
    this.limit = limit;
    this.text = text;
  }

  add(levels: number, at: number): void {
    this.top.soft += levels;
    this.depth += levels;
    this.check(at);
  }

  private check(at: number): void {
    if (this.depth + this.top.below > this.limit) this.refusedAt ??= at;
  }

  /** An operand begins: after the end of a statement, or on a new line after another operand, so does a statement. */
  beforeOperand(): void {
    if (this.isEnd || (this.isOperand && this.sawLine)) this.reset();
    this.isEnd = false;
  }

  operand(): void {
    this.settle(true);
  }

  operator(levels: number, at: number): void {
    this.settle(false);
    this.add(levels, at);
  }

  private settle(isOperand: boolean): void {
    this.isOperand = isOperand;
    this.isProperty = false;
    this.isArrow = false;
    this.isCloser = false;
    this.isEnd = false;
    this.isHead = false;
    this.isElse = false;
    this.sawLine = false;
  }

  private reset(): void {
    const { top } = this;
    if (top.soft + top.hard + top.below === 0) return;
    keepDeepest(top);
    this.depth -= top.hard;
    top.hard = 0;
    this.resetSoft(0);
  }

  private resetSoft(to: number): void {
    const { top } = this;
    keepDeepest(top);
    this.depth -= top.soft - to;
    top.soft = to;
    if (to === 0) top.below = 0;
    top.questions = 0;
    top.angles = to;
  }

  member(at: number): void {
    this.operator(1, at);
    this.isProperty = true;
  }

  question(at: number): void {
    this.operator(1, at);
    this.top.questions++;
  }

  colon(at: number): void {
    const { top } = this;
    if (top.questions === 0) return this.operator(1, at);
    top.questions--;
    this.operator(0, at);
  }

  less(at: number): void {
    this.operator(1, at);
    this.top.angles++;
  }

  greater(at: number): void {
    if (this.top.angles === 0) return this.operator(1, at);
    this.top.angles--;
    this.settle(true);
    this.isCloser = true;
  }

  separate(): void {
    // Between `<` and `>` the comma parts type arguments, and what they nest in goes on.
    this.resetSoft(Math.min(this.top.angles, this.top.soft));
    this.settle(false);
  }

  endStatement(): void {
    this.settle(false);
    this.resetSoft(0);
    this.isEnd = true;
  }

  /** `else`, `do`, or the head of a statement: the next statement is one level deeper. */
  nestStatement(kind: 'else' | 'do' | 'head', at: number): void {
    // `else if` is one level.
    const levels = kind === 'head' && this.isElse ? 0 : 1;
    this.settle(false);
    this.isHead = kind === 'head';
    this.isElse = kind === 'else';
    this.top.hard += levels;
    this.add(levels, at);
    this.top.soft -= levels;
  }

  open(kind: FrameKind, at: number, isHead = false, isBlock = false, isPostfix = false): void {
    this.top = newFrame(kind, at, isHead, isBlock, isPostfix);
    this.frames.push(this.top);
    this.settle(false);
    this.isEnd = kind === 'hole' || kind === '{';
    this.depth++;
    this.check(at);
  }

  /** Closes the nearest frame of this kind, with all that is open in it; ignored where there is none. */
  close(kind: FrameKind): Frame | undefined {
    let i = this.frames.length - 1;
    while (i > 0 && this.frames[i]!.kind !== kind) {
      // What is inside a template stays inside.
      if (this.frames[i]!.kind === 'hole' && kind !== 'hole' && kind !== 'template') return undefined;
      i--;
    }
    if (i === 0) return undefined;
    const closed = this.frames[i]!;
    while (this.frames.length > i) {
      const inner = this.frames.pop()!;
      keepDeepest(inner);
      this.depth -= 1 + inner.soft + inner.hard;
      this.top = this.frames[this.frames.length - 1]!;
      this.top.below = Math.max(this.top.below, inner.deepest + 1);
    }
    return closed;
  }

  openPostfix(kind: '(' | '[', at: number): void {
    this.open(kind, at, this.isHead && kind === '(', false, this.isOperand && this.isCloser);
  }

  closePostfix(kind: '(' | '[', at: number): void {
    const closed = this.close(kind);
    this.settle(!closed?.isHead);
    this.isCloser = true;
    if (closed?.isPostfix) this.add(1, at);
  }

  openBrace(at: number): void {
    const isBlock = !this.isArrow && (this.isOperand || this.isEnd || this.isElse || this.isCloser || isWordBefore(this.text, at));
    this.open('{', at, false, isBlock);
  }

  closeBrace(): void {
    let i = this.frames.length - 1;
    while (i > 0 && this.frames[i]!.kind !== '{' && this.frames[i]!.kind !== 'hole') i--;
    const { kind } = this.frames[i]!;
    if (i === 0) return;
    const closed = this.close(kind)!;
    this.settle(kind !== 'hole' && !closed.isBlock);
    this.isCloser = true;
    this.isEnd = closed.isBlock;
  }

  /** What closes all that is open, innermost first. */
  closers(): string {
    return this.frames
      .slice(1)
      .map(({ kind }) => CLOSERS[kind])
      .toReversed()
      .join('');
  }
}

const CLOSERS: Readonly<Record<FrameKind, string>> = { file: '', '(': ')', '[': ']', '{': '}', template: '`', hole: '}', tag: '/>', children: '</>' };

/** `try {`, `finally {`, `do {`, `static {`. */
function isWordBefore(text: string, at: number): boolean {
  return /(?:try|finally|do|static)\s*$/.test(text.slice(Math.max(0, at - 12), at));
}

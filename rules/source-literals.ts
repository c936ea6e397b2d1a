/** The multi-line literals of the source that a text is made of, with the indentation of their lines. */
import { isLiteral } from '../src/core/call.ts';
import type { Range, Span } from '../src/core/source.ts';
import type { Piece, Text } from '../src/core/value.ts';

export interface SourceLiteral extends Span {
  /** What stands before the first line break. */
  readonly head: string;
  /** The lines after it. */
  readonly lines: readonly SourceLine[];
}
export interface SourceLine {
  /** Leading spaces and tabs, and where they stand. */
  readonly indent: string;
  readonly range: Range;
  /** What follows; a hole is `HOLE`. */
  readonly content: string;
}
interface Draft {
  readonly path: string;
  readonly start: number;
  end: number;
  head: string | undefined;
  readonly lines: { indent: string; range: Range; content: string; isOpen: boolean }[];
}

export const HOLE = '\u0000';
/** Literals that a piece may go on with: those before a hole that other literals fill. */
const LATEST = 50;
/** Files that are text as a whole have the layout their author gave them. */
const CODE = /\.(?:[cm]?[jt]sx?|py|ipynb|vue|svelte|astro|go)$/i;

/** Literals with at least one line break, in the order of the text. */
export function sourceLiterals(text: Text): SourceLiteral[] {
  const drafts: Draft[] = [];
  // Where a literal goes on behind a hole, those that filled the hole are at an end.
  const begun: Draft[] = [];
  for (const piece of text.pieces) {
    if (!CODE.test(piece.path)) continue;
    const source = text.origin?.module?.path === piece.path ? text.origin.module.text : undefined;
    const from = Math.max(0, begun.length - LATEST);
    const at = begun.slice(from).findLastIndex(each => each.path === piece.path && isNext(each.end, piece.range[0], source));
    if (at >= 0) begun.length = from + at + 1;
    else {
      begun.push({ path: piece.path, start: piece.range[0], end: piece.range[0], head: '', lines: [] });
      drafts.push(begun.at(-1)!);
    }
    const draft = begun.at(-1)!;
    if (draft.end < piece.range[0] && !isBetweenLines(source, draft.end, piece.range[0])) add(draft, HOLE);
    addPiece(draft, piece, source);
    draft.end = piece.range[1];
  }
  return drafts
    .filter(({ lines }) => lines.length > 0)
    .map(({ path, start, end, head, lines }) => ({ path, range: [start, end], head: head ?? '', lines }));
}

/** Does a piece at `start` go on where the literal ended: at once, or behind a hole whose known text came from elsewhere? */
function isNext(end: number, start: number, source: string | undefined): boolean {
  if (start < end) return false;
  return start === end || isBetweenLines(source, end, start) || (source !== undefined && /^\$?\{[^]*\}$/.test(source.slice(end, Math.min(start, end + 2000))));
}

/** A notebook holds each line of its code as a string of its own. */
function isBetweenLines(source: string | undefined, end: number, start: number): boolean {
  return source !== undefined && start - end < 100 && /^"\s*,\s*"$/.test(source.slice(end, start));
}

function addPiece(draft: Draft, piece: Piece, source: string | undefined): void {
  if (!isLiteral(piece)) return add(draft, HOLE);
  if (piece.exact) {
    let at = piece.range[0];
    for (const [index, run] of piece.value.split('\n').entries()) {
      if (index > 0) draft.lines.push({ indent: '', range: [at, at], content: '', isOpen: true });
      addRun(draft, run, at);
      at += run.length + 1;
    }
  } else if (piece.value === '\n' && source !== undefined && isLineBreak(piece.path, source.slice(...piece.range))) {
    draft.lines.push({ indent: '', range: [piece.range[1], piece.range[1]], content: '', isOpen: true });
  } else add(draft, piece.value);
}

/** A line break of the code that is not written as it is: templates read CRLF as LF, and in a notebook it is an escape of JSON. */
function isLineBreak(path: string, written: string): boolean {
  return path.endsWith('.ipynb') ? /^(?:\\r)?\\n$/.test(written) : /^\r\n?$/.test(written);
}

/** Characters that stand for themselves, at their offset in the file. */
function addRun(draft: Draft, run: string, at: number): void {
  const line = draft.lines.at(-1);
  if (!line?.isOpen) return add(draft, run);
  const blank = /^[ \t]*/.exec(run)![0];
  line.range = [line.indent === '' ? at : line.range[0], at + blank.length];
  line.indent += blank;
  if (blank.length < run.length) add(draft, run.slice(blank.length));
}

function add(draft: Draft, text: string): void {
  if (text === '') return;
  const line = draft.lines.at(-1);
  if (!line) draft.head += text;
  else {
    line.isOpen = false;
    line.content += text;
  }
}

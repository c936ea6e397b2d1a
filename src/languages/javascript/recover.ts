import { afterWord } from './literals.ts';
import { measureNesting } from './nesting.ts';
import { type Dialect, type Parsed, parse, treeOf } from './oxc.ts';
import type { CommentNode } from './program.ts';
import { blank } from './scripts.ts';

/** More pieces than this are not tried one by one. */
const MOST_PIECES = 3_000;
/** Broken pieces that are mended; the rest are left out. */
const MOST_MENDED = 8;
/** Lines of one piece that are left out before the whole piece is. */
const MOST_LINES = 6;

/**
 * Reads what can be read of a text with syntax errors. The text is cut where a line at the outermost indentation begins a
 * statement; each broken piece loses its broken lines or gets its missing brackets, else is left out.
 */
export function recovered(path: string, code: string, dialect: Dialect): Parsed | undefined {
  const reads = (piece: string): number | undefined => errorIn(path, piece, dialect);
  const pieces = piecesOf(code, dialect);
  if (pieces.length > MOST_PIECES) return undefined;
  const broken = pieces.filter(([start, end]) => reads(code.slice(start, end)) !== undefined);
  const isBroken = new Set(broken);
  const rest = pieces.map(piece => (isBroken.has(piece) ? blank(code.slice(...piece)) : code.slice(...piece))).join('');
  if (reads(rest) !== undefined) return undefined;
  const parts: Parsed[] = [parsed(path, rest, dialect)];
  for (const [start, end] of broken.slice(0, MOST_MENDED)) {
    const mended = mend(code.slice(start, end), dialect, reads);
    if (mended === undefined) continue;
    const part = parsed(path, blank(code.slice(0, start)) + mended, dialect);
    if (mended.length > end - start) endAt(part.program, end);
    parts.push(part);
  }
  const body = parts.flatMap(({ program }) => program.body).toSorted((a, b) => a.range[0] - b.range[0]);
  if (body.length === 0) return undefined;
  const comments = parts.flatMap(part => part.comments).toSorted((a, b) => a.range![0] - b.range![0]);
  return { program: { type: 'Program', body }, comments };
}

/** Parses what `errorIn` found to be without errors. */
function parsed(path: string, code: string, dialect: Dialect): Parsed {
  const result = parse(path, code, dialect, 'module');
  const comments = result.comments.map(({ type, value, start, end }): CommentNode => ({ type, value, range: [start, end] }));
  return { program: { type: 'Program', body: treeOf(result)?.body ?? [] }, comments };
}

/** Brackets that were put behind a piece stand nowhere in the file: what they close ends with the piece. */
function endAt(program: Parsed['program'], end: number): void {
  const rest: unknown[] = [program];
  while (rest.length > 0) {
    const node = rest.pop();
    if (node === null || typeof node !== 'object') continue;
    if ('range' in node && Array.isArray(node.range)) node.range = node.range.map((offset: number) => Math.min(offset, end));
    rest.push(...Object.values(node));
  }
}

/** Offset of the first error; undefined where there is none. A piece may nest where the whole did not: the guard comes first. */
function errorIn(path: string, code: string, dialect: Dialect): number | undefined {
  const { refusedAt } = measureNesting(code, hasJsx(dialect));
  if (refusedAt !== undefined) return refusedAt;
  const result = parse(path, code, dialect, 'module');
  return treeOf(result) ? undefined : Math.min(result.errors[0]?.labels[0]?.start ?? 0, code.length);
}

/** Lines at the outermost indentation that go on a statement. */
const GOES_ON = new Set(['else', 'catch', 'finally', 'extends', 'implements', 'from', 'as', 'in', 'of', 'instanceof', 'satisfies', 'case', 'default']);

function piecesOf(code: string, dialect: Dialect): [start: number, end: number][] {
  const starts = statementStarts(code, dialect);
  return starts.map((start, i): [number, number] => [start, starts[i + 1] ?? code.length]);
}

function statementStarts(code: string, dialect: Dialect): number[] {
  const starts = [0];
  const indent = /^([ \t]*)\S/m.exec(code)?.[1]?.length ?? 0;
  measureNesting(code, hasJsx(dialect), Number.POSITIVE_INFINITY, line => {
    const at = line + indent;
    if (code.slice(line, at).trim() !== '' || !/[\w$@"'(]/.test(code[at] ?? '')) return;
    if (!GOES_ON.has(code.slice(at, afterWord(code, at)))) starts.push(line);
  });
  return starts;
}

function hasJsx(dialect: Dialect): boolean {
  return dialect === 'jsx' || dialect === 'tsx';
}

/** The piece as it reads without its broken lines, or with the brackets that it lacks. */
function mend(piece: string, dialect: Dialect, reads: (piece: string) => number | undefined): string | undefined {
  let mended = piece;
  for (let i = 0; i <= MOST_LINES; i++) {
    const closed = mended + measureNesting(mended, hasJsx(dialect)).closers();
    if (reads(closed) === undefined) return closed;
    const error = reads(mended);
    if (error === undefined) return mended;
    const without = withoutLine(mended, error);
    if (without === undefined) return undefined;
    mended = without;
  }
  return undefined;
}

/** Blanks the line of an offset, or the nearest line before it that is not blank. */
function withoutLine(text: string, offset: number): string | undefined {
  let end = text.indexOf('\n', offset);
  if (end < 0) end = text.length;
  for (;;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (line.trim() !== '') return text.slice(0, start) + blank(line) + text.slice(end);
    if (start === 0) return undefined;
    end = start - 1;
  }
}

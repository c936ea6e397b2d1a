import type { SourceMap } from '../python/lowering.ts';
import { lineStarts, positionAt, type Position } from '../../core/source.ts';
import type { Cell } from './cells.ts';
import type { JsonString } from './strings.ts';

/** The Python of a notebook's cells, one after the other, and the way back into the JSON. */
export class CellSource implements SourceMap {
  readonly pieces: (readonly [start: number, end: number])[] = [];
  source = '';
  /** Segments in order: where each starts in the Python, where in the file, and how long it is there. */
  private readonly starts: number[] = [];
  private readonly fileStarts: number[] = [];
  private readonly fileLengths: number[] = [];
  private readonly cells: readonly Cell[];
  private pieceStarts: readonly number[] | undefined;
  private readonly lines = new Map<number, readonly number[]>();
  private last = 0;

  constructor(cells: readonly Cell[], text: string) {
    this.cells = cells;
    const parts: string[] = [];
    let length = 0;
    for (const { source } of cells) {
      const start = length;
      for (const string of source) {
        this.addString(string, text, length);
        parts.push(string.value);
        length += string.value.length;
      }
      this.pieces.push([start, length]);
      // A cell ends its last line, which the file does not say.
      this.addSegment(length, source.at(-1)!.end, 0);
      parts.push('\n');
      length++;
    }
    this.source = parts.join('');
  }

  private addSegment(start: number, fileStart: number, fileLength: number): void {
    this.starts.push(start);
    this.fileStarts.push(fileStart);
    this.fileLengths.push(fileLength);
  }

  /** Runs without escapes are segments of equal length; an escape is one of its own. */
  private addString({ start, end }: JsonString, text: string, at: number): void {
    for (let file = start; file < end; ) {
      const escape = text.indexOf('\\', file);
      const stop = escape < 0 || escape > end ? end : escape;
      if (stop > file) {
        this.addSegment(at, file, stop - file);
        at += stop - file;
      }
      if (stop >= end) return;
      const length = text[stop + 1] === 'u' ? 6 : 2;
      this.addSegment(at++, stop, length);
      file = stop + length;
    }
  }

  private segmentAt(offset: number): number {
    const { starts } = this;
    let index = this.last;
    if (!(starts[index]! <= offset && (index + 1 >= starts.length || starts[index + 1]! > offset))) index = lastUpTo(starts, offset);
    return (this.last = index);
  }

  private isExact(segment: number): boolean {
    const end = this.starts[segment + 1] ?? this.source.length;
    return end === this.starts[segment]! + this.fileLengths[segment]!;
  }

  start(offset: number): number {
    if (this.starts.length === 0) return 0;
    const segment = this.segmentAt(offset);
    const inside = offset - this.starts[segment]!;
    return this.fileStarts[segment]! + (this.isExact(segment) ? inside : inside > 0 ? this.fileLengths[segment]! : 0);
  }

  end(offset: number): number {
    if (offset === 0 || this.starts.length === 0) return this.start(0);
    const segment = this.segmentAt(offset - 1);
    return this.fileStarts[segment]! + (this.isExact(segment) ? offset - this.starts[segment]! : this.fileLengths[segment]!);
  }

  runs(start: number, end: number): { start: number; end: number; exact: boolean }[] {
    const found: { start: number; end: number; exact: boolean }[] = [];
    for (let at = start, segment = this.segmentAt(start); at < end; segment++) {
      const stop = Math.min(end, this.starts[segment + 1] ?? end);
      found.push({ start: at, end: stop, exact: this.isExact(segment) });
      at = stop;
    }
    return found;
  }

  /** Cell, line in the cell, and column of an offset of the file. */
  position(offset: number): Position {
    if (this.starts.length === 0) return { line: 1, column: 1, cell: 0 };
    const segment = lastUpTo(this.fileStarts, offset);
    const inside = Math.min(Math.max(0, offset - this.fileStarts[segment]!), this.fileLengths[segment]!);
    const python = this.starts[segment]! + (this.isExact(segment) ? inside : inside > 0 && inside >= this.fileLengths[segment]! ? 1 : 0);
    const piece = lastUpTo((this.pieceStarts ??= this.pieces.map(([start]) => start)), python);
    const [start, end] = this.pieces[piece]!;
    let lines = this.lines.get(piece);
    if (!lines) this.lines.set(piece, (lines = lineStarts(this.source.slice(start, end))));
    return { ...positionAt(lines, Math.min(python, end) - start), cell: this.cells[piece]!.index };
  }
}

/** Index of the last number that is not above `value`; the first where all are. */
function lastUpTo(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

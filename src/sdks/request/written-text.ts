/** Text that code wrote by hand in a notation: read as what it says, with the way back from each part. */
import type { Piece, Text, Value } from '../../core/value.ts';

/** Stands for a hole inside a string. */
export const HOLE = '\uFFFC';

/** A text as one string, holes marked, and its parts as texts of their own. */
export class Written {
  readonly text: string;
  private readonly source: Text;
  private readonly starts: number[] = [];

  constructor(source: Text) {
    this.source = source;
    let text = '';
    for (const piece of source.pieces) {
      this.starts.push(text.length);
      text += 'exact' in piece ? piece.value : HOLE;
    }
    this.text = text;
  }

  /** Characters `start` to `end`, as they stand. */
  part(start: number, end: number): Text {
    return this.made(this.pieces(start, end));
  }

  /** A text of pieces of this one. */
  made(pieces: readonly Piece[]): Text {
    const [first] = pieces;
    const last = pieces.at(-1);
    const origin = first && last && first.path === last.path ? { path: first.path, range: [first.range[0], last.range[1]] as const } : this.source.origin;
    return { kind: 'text', pieces, ...(origin && { origin: { ...origin, ...(this.source.origin?.via && { via: this.source.origin.via }) } }) };
  }

  pieces(start: number, end: number): Piece[] {
    return this.source.pieces.flatMap((piece, index): readonly Piece[] => {
      const at = this.starts[index]!;
      if (!('exact' in piece)) return at >= start && at < end ? [piece] : [];
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, piece.value.length);
      if (from >= to) return [];
      return [{ ...piece, value: piece.value.slice(from, to), range: piece.exact ? ([piece.range[0] + from, piece.range[0] + to] as const) : piece.range }];
    });
  }

  /** One character or escape that the file writes in another way. */
  escape(start: number, end: number, value: string): Piece[] {
    const [first] = this.pieces(start, end);
    const last = this.pieces(start, end).at(-1);
    return first && last ? [{ value, path: first.path, range: [first.range[0], last.range[1]], exact: false }] : [];
  }

  /** What a hole stands for. */
  hole(at: number): Value {
    const piece = this.source.pieces.find((each, index) => this.starts[index] === at && !('exact' in each));
    const value = piece && 'hole' in piece ? piece.value : undefined;
    return value ?? { kind: 'unknown', reason: 'expression', ...(piece && 'hole' in piece && { name: piece.hole, origin: { path: piece.path, range: piece.range } }) };
  }
}

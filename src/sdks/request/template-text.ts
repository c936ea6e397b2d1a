/** Texts of template engines: what stands in braces is filled in later. */
import type { Piece, Value } from '../../core/value.ts';

const HOLE = /\{(\w+)\}/g;

/** The text with `{name}` as holes; other values as they are. */
export function withHoles(value: Value): Value {
  return value.kind === 'text' ? { ...value, pieces: value.pieces.flatMap(split) } : value;
}

function split(piece: Piece): Piece[] {
  if (!('exact' in piece) || !piece.exact) return [piece];
  const pieces: Piece[] = [];
  const { value, path, range: [start] } = piece;
  let from = 0;
  const literal = (to: number): void => {
    if (to > from) pieces.push({ value: value.slice(from, to), path, range: [start + from, start + to], exact: true });
  };
  for (const match of value.matchAll(HOLE)) {
    const [whole, hole] = match as unknown as [string, string];
    // `{{name}}` is a brace that stays.
    if (value[match.index - 1] === '{') continue;
    literal(match.index);
    from = match.index + whole.length;
    pieces.push({ hole, path, range: [start + match.index, start + from] });
  }
  literal(value.length);
  return pieces;
}

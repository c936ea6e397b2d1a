/** Text made of pieces: joining, cutting and filling keep each piece's way back to the file. */
import type { Module } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Piece, Text, Value, Written } from '../core/value.ts';
import { mostParts } from './size.ts';

/** A piece whose characters are known. */
export type Literal = Extract<Piece, { exact: boolean }>;

export function isLiteral(piece: Piece): piece is Literal {
  return 'exact' in piece;
}

/** Known text in full; undefined where it has holes. */
export function plain(value: Value): string | undefined {
  if (value.kind !== 'text') return undefined;
  let result = '';
  for (const piece of value.pieces) {
    if (!isLiteral(piece)) return undefined;
    result += piece.value;
  }
  return result;
}

/** Equal for texts with equal contents and holes. */
export function textKey(text: Text): string {
  return `text ${text.pieces.map(piece => (isLiteral(piece) ? piece.value : `\u0000${piece.hole}\u0000`)).join('')}`;
}

export function textOf(pieces: readonly Piece[], origin?: Text['origin']): Text {
  return origin ? { kind: 'text', pieces, origin } : { kind: 'text', pieces };
}

/** Text that stands nowhere in a file as it is: computed from what stands at `range`. */
export function computed(value: string, path: string, range: Range): Text {
  return textOf([{ value, path, range, exact: false }], { path, range });
}

/** What the source says at a range, on one line, at most 60 characters: the name of a hole. */
export function excerpt(module: Module, range: Range): string {
  const text = module.text.slice(range[0], Math.min(range[1], range[0] + 200)).replaceAll(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The pieces that a value contributes to a text; a hole where it is not text, with what is known of it. */
export function piecesOf(value: Value, hole: string | (() => string), path: string, range: Range, written?: Written): readonly Piece[] {
  switch (value.kind) {
    case 'text':
      return value.pieces;
    case 'number':
    case 'boolean':
      return [{ value: String(value.value), path: value.origin?.path ?? path, range: value.origin?.range ?? range, exact: false }];
    default:
      return [{ hole: value.kind === 'unknown' && value.name ? value.name : typeof hole === 'string' ? hole : hole(), path, range, value, ...(written && { written }) }];
  }
}

/** Characters without those of holes. */
export function knownLength({ pieces }: Text): number {
  return pieces.reduce((length, piece) => length + (isLiteral(piece) ? piece.value.length : 0), 0);
}

/** Characters `start` to `end` of the text, holes counting as none (those inside the cut are kept). */
export function slice(text: Text, start: number, end: number): Text {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const piece of text.pieces) {
    if (!isLiteral(piece)) {
      if (offset >= start && offset <= end) pieces.push(piece);
      continue;
    }
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.value.length);
    offset += piece.value.length;
    if (from < to) pieces.push(cut(piece, from, to));
  }
  return { ...text, pieces };
}

function cut(piece: Literal, from: number, to: number): Literal {
  if (from === 0 && to === piece.value.length) return piece;
  const range: Range = piece.exact ? [piece.range[0] + from, piece.range[0] + to] : piece.range;
  return { ...piece, value: piece.value.slice(from, to), range };
}

/** Without white space at the ends; `side` as in trimStart, trimEnd. */
export function trim(text: Text, side: 'both' | 'start' | 'end' = 'both', chars?: string): Text {
  const pieces = [...text.pieces];
  const set = chars === undefined ? undefined : new Set(chars);
  const blank = (char: string): boolean => (set ? set.has(char) : /\s/.test(char));
  if (side !== 'end') {
    while (pieces[0] && isLiteral(pieces[0])) {
      const piece = pieces[0];
      let from = 0;
      while (from < piece.value.length && blank(piece.value[from]!)) from++;
      pieces.shift();
      if (from < piece.value.length) {
        pieces.unshift(cut(piece, from, piece.value.length));
        break;
      }
    }
  }
  if (side !== 'start') {
    for (let piece = pieces.at(-1); piece && isLiteral(piece); piece = pieces.at(-1)) {
      let to = piece.value.length;
      while (to > 0 && blank(piece.value[to - 1]!)) to--;
      pieces.pop();
      if (to > 0) {
        pieces.push(cut(piece, 0, to));
        break;
      }
    }
  }
  return { ...text, pieces };
}

/** Every match of `pattern` (global) within known text replaced by pieces; `undefined` leaves the match. A placeholder never spans an escape, so pieces are searched one by one. */
export function replaceMatches(text: Text, pattern: RegExp, fill: (match: RegExpMatchArray, piece: Piece) => readonly Piece[] | undefined): Text {
  let room = mostParts;
  const pieces = text.pieces.flatMap((piece): readonly Piece[] => {
    if (!isLiteral(piece)) return [piece];
    const result: Piece[] = [];
    let from = 0;
    for (const match of piece.value.matchAll(pattern)) {
      // With so many pieces it counts as unknown.
      if (room < 0) break;
      const filled = fill(match, piece);
      if (!filled) continue;
      if (match.index > from) result.push(cut(piece, from, match.index));
      result.push(...filled);
      room -= filled.length + 1;
      from = match.index + match[0].length;
    }
    if (from < piece.value.length) result.push(cut(piece, from, piece.value.length));
    return result;
  });
  return { ...text, pieces };
}

/** Common leading white space of all lines removed, as `textwrap.dedent` and the `dedent` tag do. */
export function dedent(text: Text): Text {
  const marked = text.pieces.map(piece => (isLiteral(piece) ? piece.value : '\u0001')).join('');
  let margin: string | undefined;
  for (const line of marked.split('\n')) {
    if (!line.trim()) continue;
    const indent = /^[ \t]*/.exec(line)![0];
    margin = margin === undefined ? indent : commonStart(margin, indent);
  }
  if (!margin) return text;

  const pieces: Piece[] = [];
  let atLineStart = true;
  let skipped = 0;
  for (const piece of text.pieces) {
    if (!isLiteral(piece)) {
      atLineStart = false;
      pieces.push(piece);
      continue;
    }
    let from = 0;
    for (let index = 0; index < piece.value.length; index++) {
      const char = piece.value[index]!;
      if (char === '\n') {
        atLineStart = true;
        skipped = 0;
      } else if (atLineStart && skipped < margin.length && (char === ' ' || char === '\t')) {
        if (index > from) pieces.push(cut(piece, from, index));
        from = index + 1;
        skipped++;
      } else atLineStart = false;
    }
    if (from < piece.value.length) pieces.push(cut(piece, from, piece.value.length));
  }
  return { ...text, pieces };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

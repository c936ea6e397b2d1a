/** Moves what changes behind what stays, within one literal of the source. */
import { isLiteral, staticText } from '../src/core/call.ts';
import type { Edit, Fix } from '../src/core/edit.ts';
import type { Piece, Text } from '../src/core/value.ts';
import type { Hole } from './cached-prefix.ts';

/** Where what follows says where in the text something stands, the order tells something. */
const POINTS = /\b(?:above|below|following|preceding|previous(?:ly)?|earlier|aforementioned|next|first|last|end)\b|:\s*$/i;
/** `Current time: `, `- User: `, `Today is `; not the end of a longer sentence. */
const LABEL = /^[\s\-*#>]*[^\n.!?]{0,48}$/;
const CLOSING = /^[\s.,;)"'`*_]*$/;

/** A stretch of the text and where it stands in the file. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  /** The line break behind it, as the source writes it. */
  readonly lineBreak: readonly [number, number];
}

/** The fix that puts the line of a hole at the end of its prompt; undefined where it cannot be moved alone. */
export function lineMoved(text: Text, hole: Hole): Fix | undefined {
  const edits = moveBehind(text, hole);
  return edits && { safety: 'suggested', title: 'Put the line at the end of the prompt.', edits };
}

/**
 * The edits that put the line on which a hole stands alone at the end of its text; undefined where it shares a line with other
 * words, where the text is put together from several places, or where other words say what stands where.
 */
function moveBehind(text: Text, hole: Hole): Edit[] | undefined {
  const module = text.origin?.module;
  const { pieces } = text;
  const index = pieces.findIndex(piece => !isLiteral(piece) && piece.range[0] === hole.range[0] && piece.path === hole.path);
  if (!module || index < 0 || pieces.some(piece => piece.path !== module.path) || !isOneLiteral(pieces)) return undefined;
  const line = lineAround(pieces, index);
  if (!line || !LABEL.test(line.before) || !CLOSING.test(line.after)) return undefined;
  const rest = staticText(text).replace(line.before + line.after, '');
  if (POINTS.test(rest)) return undefined;
  const source = module.text.slice(line.start, line.end);
  const at = endOf(pieces);
  if (at === undefined || at <= line.end) return undefined;
  return [
    { path: module.path, range: [line.start, line.lineBreak[1]], text: '' },
    { path: module.path, range: [at, at], text: module.text.slice(...line.lineBreak) + source },
  ];
}

/** Do the pieces stand one behind the other in the file? */
function isOneLiteral(pieces: readonly Piece[]): boolean {
  return pieces.every((piece, index) => index === 0 || pieces[index - 1]!.range[1] === piece.range[0]);
}

function lineAround(pieces: readonly Piece[], index: number): Line | undefined {
  let before = '';
  let start = pieces[0]!.range[0];
  for (let at = index - 1; at >= 0; at--) {
    const piece = pieces[at]!;
    if (!isLiteral(piece)) return undefined;
    const newline = piece.value.lastIndexOf('\n');
    if (newline < 0) {
      before = piece.value + before;
      continue;
    }
    before = piece.value.slice(newline + 1) + before;
    start = piece.exact ? piece.range[0] + newline + 1 : piece.range[1];
    break;
  }
  let after = '';
  for (const piece of pieces.slice(index + 1)) {
    if (!isLiteral(piece)) return undefined;
    const newline = piece.value.indexOf('\n');
    after += newline < 0 ? piece.value : piece.value.slice(0, newline);
    if (newline < 0) continue;
    const end = piece.exact ? piece.range[0] + newline : piece.range[0];
    return { start, end, before, after, lineBreak: [end, piece.exact ? end + 1 : piece.range[1]] };
  }
  return undefined;
}

/** Behind the last character that is no white space. */
function endOf(pieces: readonly Piece[]): number | undefined {
  for (const piece of pieces.toReversed()) {
    if (!isLiteral(piece)) return piece.range[1];
    const kept = piece.value.trimEnd().length;
    if (kept > 0) return piece.exact ? piece.range[0] + kept : piece.range[1];
  }
  return undefined;
}

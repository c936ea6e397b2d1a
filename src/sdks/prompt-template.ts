/** Templates that a library fills later: their variables are holes, not text. */
import type { Piece, Text } from '../core/value.ts';

/** How a template marks its variables: `{name}`, or `{{ name }}` of Jinja and Mustache. */
export type TemplateStyle = 'braces' | 'double-braces';

const marks: { readonly [style in TemplateStyle]: RegExp } = {
  braces: /\{\{|\}\}|\{([A-Za-z_][\w.]*(?:\[[^{}\]]*\])*)(?:![rsa])?(?::[^{}]*)?\}/g,
  'double-braces': /\{\{\{?[#/&^]?\s*([A-Za-z_][\w.]*)(?:[^{}\w.][^{}]*)?\}?\}\}/g,
};

/** The text with its variables as holes and doubled braces as one. */
export function filled(text: Text, style: TemplateStyle = 'braces'): Text {
  const whole = text.pieces.map(piece => ('exact' in piece ? piece.value : '\0')).join('');
  const pieces: Piece[] = [];
  let offset = 0;
  for (const match of whole.matchAll(marks[style])) {
    const end = match.index + match[0].length;
    const marked = between(text.pieces, match.index, end);
    const [first] = marked;
    // A mark with a hole of the language inside is no variable of the template.
    if (!first || marked.some(piece => !('exact' in piece))) continue;
    pieces.push(...between(text.pieces, offset, match.index));
    const place = { path: first.path, range: [first.range[0], marked.at(-1)!.range[1]] as const };
    pieces.push(match[1] === undefined ? { value: match[0][0]!, ...place, exact: false } : { hole: match[1], ...place });
    offset = end;
  }
  if (offset === 0) return text;
  pieces.push(...between(text.pieces, offset, whole.length));
  return { ...text, pieces };
}

/** Characters `start` to `end`; a hole counts as one. */
export function between(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = 'exact' in piece ? piece.value.length : 1;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length);
    if (from < to) result.push(!('exact' in piece) || to - from === length ? piece : part(piece, from, to));
    offset += length;
  }
  return result;
}

function part(piece: Extract<Piece, { exact: boolean }>, from: number, to: number): Piece {
  const value = piece.value.slice(from, to);
  return piece.exact ? { ...piece, value, range: [piece.range[0] + from, piece.range[0] + to] } : { ...piece, value };
}

/** Text taken apart at a separator: `text.split("## User")`, `text.partition("---")`. */
import type { Piece, Text, Value } from '../core/value.ts';
import { isLiteral, knownLength, slice } from './text.ts';

/** Of a separator this long nobody expects that what is filled in holds it. */
const tellingLength = 4;

/** The parts between separators, at most `most` of them, the last (or, from the end, the first) with the rest; undefined where what is filled in may hold one too. */
export function split(text: Text, separator: string, most = Number.POSITIVE_INFINITY, fromEnd = false): readonly Text[] | undefined {
  if (separator === '' || (!text.pieces.every(isLiteral) && separator.trim().length < tellingLength)) return undefined;
  const places = separatorsIn(text, separator);
  return between(text, places.length < most ? places : fromEnd ? places.slice(places.length - most + 1) : places.slice(0, most - 1), separator.length);
}

/**
 * The lines that are seen; what is filled in stands in one of them, and is taken apart as well. Of more than `most`, several are one, and
 * without the indentation that is likely to be what they are taken apart for.
 */
export function linesOf(text: Text, most: number): readonly Text[] {
  const step = Math.ceil((separatorsIn(text, '\n').length + 1) / most);
  const pieces = text.pieces.map((piece): Piece => {
    if (!isLiteral(piece)) return { hole: piece.hole, path: piece.path, range: piece.range };
    return step === 1 ? piece : { ...piece, value: piece.value.replaceAll(/\n[ \t]+/g, '\n'), exact: false };
  });
  const told = { ...text, pieces };
  return between(told, separatorsIn(told, '\n').filter((_, index) => index % step === step - 1), 1);
}

function between(text: Text, places: readonly number[], length: number): Text[] {
  return [...places, Number.POSITIVE_INFINITY].map((end, index) => slice(text, index === 0 ? 0 : places[index - 1]! + length, end));
}

/** Before, at and behind the first separator (or the last); without one, the text and two empty ones. */
export function partition(text: Text, separator: string, fromEnd = false): readonly Value[] | undefined {
  const parts = split(text, separator, 2, fromEnd);
  if (!parts) return undefined;
  const [before, behind] = parts;
  const none: Text = { ...text, pieces: [] };
  if (!behind) return fromEnd ? [none, none, before!] : [before!, none, none];
  const start = knownLength(before!);
  return [before!, slice({ ...text, pieces: text.pieces.filter(isLiteral) }, start, start + separator.length), behind];
}

/** Offsets as `slice` counts them: holes count as nothing, and no separator lies across one. */
function separatorsIn({ pieces }: Text, separator: string): number[] {
  const places: number[] = [];
  let run = '';
  let start = 0;
  const search = (): void => {
    for (let at = run.indexOf(separator); at !== -1; at = run.indexOf(separator, at + separator.length)) places.push(start + at);
    start += run.length;
    run = '';
  };
  for (const piece of pieces) {
    if (isLiteral(piece)) run += piece.value;
    else search();
  }
  search();
  return places;
}

/** The text of a YAML scalar, piece by piece: what stands for itself, and what folding, escapes and indentation make of the rest. */
import type { TextPart } from '../core/ir.ts';
import type { Range } from '../core/source.ts';

type Literal = Extract<TextPart, { kind: 'literal' }>;

/** `type` and `value` as the parser gives them; `range` is that of the scalar with its quotes or header. */
export interface Scalar {
  readonly type: string | undefined;
  readonly value: string;
  readonly range: Range;
}

/** Parts whose values together are the scalar's value. What is not understood is one part that stands for the whole. */
export function scalarParts(text: string, { type, value, range }: Scalar): Literal[] {
  const [start, end] = range;
  const parts = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? blockParts(text, range, value, type === 'BLOCK_FOLDED') : flowParts(text, type === 'PLAIN' ? [start, end] : [start + 1, end - 1], type);
  const isRight = parts?.map(part => part.value).join('') === value;
  if (parts && isRight) return type === 'PLAIN' && !isPlainEverywhere(value) ? parts.map(part => ({ ...part, exact: false })) : parts;
  return value === '' ? [] : [{ kind: 'literal', value, range, exact: false }];
}

/** Opening delimiter: `|`, `>`, `"`, `'`, or nothing. */
export function scalarDelimiter(text: string, { type, range: [start] }: Pick<Scalar, 'type' | 'range'>): string {
  return type === 'PLAIN' ? '' : (text[start] ?? '');
}

/** Can words be taken out of a plain scalar without making something else of the rest? */
function isPlainEverywhere(value: string): boolean {
  return !/\s[-?:,[\]{}#&*!|>'"%@`]/.test(value);
}

const FOLD = /[ \t]*(?:\r\n?|\n)[ \t]*(?:(?:\r\n?|\n)[ \t]*)*/y;
const CONTINUATION = /\\(?:\r\n?|\n)[ \t]*(?:(?:\r\n?|\n)[ \t]*)*/y;
const BREAK = /\r\n?|\n/g;
const ESCAPES: ReadonlyMap<string, string> = new Map(Object.entries({ 0: '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029', ' ': ' ', '"': '"', '/': '/', '\\': '\\', '\t': '\t' }));
const WIDTHS: ReadonlyMap<string, number> = new Map([['x', 2], ['u', 4], ['U', 8]]);

/** Plain and quoted scalars: line breaks fold, quotes and backslashes escape. */
function flowParts(text: string, [start, end]: Range, type: string | undefined): Literal[] | undefined {
  const parts: Literal[] = [];
  let exactFrom = start;
  // A search of the whole text would run on to its next line break, for each of the scalars of a long line.
  const scalar = text.slice(start, end);
  const special = type === 'QUOTE_DOUBLE' ? /[\r\n\\]/g : type === 'QUOTE_SINGLE' ? /[\r\n]|''/g : /[\r\n]/g;
  for (;;) {
    special.lastIndex = exactFrom - start;
    const found = special.exec(scalar);
    let stop = found ? start + found.index : end;
    // A line break takes the blanks before it along.
    if (stop < end && /[\r\n]/.test(text[stop]!)) while (stop > exactFrom && (text[stop - 1] === ' ' || text[stop - 1] === '\t')) stop--;
    if (stop > exactFrom) parts.push({ kind: 'literal', value: text.slice(exactFrom, stop), range: [exactFrom, stop], exact: true });
    if (!found || stop === end) return parts;
    const inexact = found[0] === "''" ? { value: "'", length: 2 } : found[0] === '\\' ? escapeAt(text, stop) : foldAt(text, stop);
    if (!inexact || stop + inexact.length > end) return undefined;
    if (inexact.value !== '') parts.push({ kind: 'literal', value: inexact.value, range: [stop, stop + inexact.length], exact: false });
    exactFrom = stop + inexact.length;
  }
}

interface Inexact {
  readonly value: string;
  readonly length: number;
}

function foldAt(text: string, at: number): Inexact | undefined {
  FOLD.lastIndex = at;
  const [fold] = FOLD.exec(text) ?? [];
  if (fold === undefined) return undefined;
  const breaks = fold.match(BREAK)!.length;
  return { value: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), length: fold.length };
}

function escapeAt(text: string, at: number): Inexact | undefined {
  CONTINUATION.lastIndex = at;
  const [continuation] = CONTINUATION.exec(text) ?? [];
  if (continuation !== undefined) return { value: '\n'.repeat(continuation.match(BREAK)!.length - 1), length: continuation.length };
  const letter = text[at + 1] ?? '';
  const width = WIDTHS.get(letter);
  if (width === undefined) {
    const value = ESCAPES.get(letter);
    return value === undefined ? undefined : { value, length: 2 };
  }
  const code = Number.parseInt(text.slice(at + 2, at + 2 + width), 16);
  return Number.isNaN(code) || code > 0x10ffff ? undefined : { value: String.fromCodePoint(code), length: 2 + width };
}

interface Line {
  /** Where the line's content starts, behind the indentation of the block. */
  readonly start: number;
  readonly content: string;
  readonly end: number;
}

/** `|` and `>`: each line without the indentation of the block. A line break takes the indentation behind it along, so that a removed line leaves none. */
function blockParts(text: string, [start, end]: Range, value: string, isFolded: boolean): Literal[] | undefined {
  const lines = linesOf(text, start, end, value);
  const parts: Literal[] = [];
  let at = 0;
  let from = lines[0]?.start ?? end;
  let blank = 0;
  for (const line of lines) {
    if (line.content === '') {
      blank++;
      continue;
    }
    const separator = separatorAt(value, at, line.content, at === 0 && parts.length === 0, blank, isFolded);
    if (separator === undefined) break;
    if (separator !== '') parts.push({ kind: 'literal', value: separator, range: [from, line.start], exact: false });
    parts.push({ kind: 'literal', value: line.content, range: [line.start, line.end], exact: true });
    at += separator.length + line.content.length;
    from = line.end;
    blank = 0;
  }
  const rest = value.slice(at);
  if (/[^\n]/.test(rest)) return undefined;
  if (rest !== '') parts.push({ kind: 'literal', value: rest, range: [from, end], exact: false });
  return parts;
}

/** What the value has between the line before and this content. */
function separatorAt(value: string, at: number, content: string, isFirst: boolean, blank: number, isFolded: boolean): string | undefined {
  const counts = isFirst ? [blank] : isFolded ? [blank, blank + 1] : [blank + 1];
  const candidates = [...(isFolded && !isFirst && blank === 0 ? [' '] : []), ...counts.map(count => '\n'.repeat(count))];
  return candidates.find(candidate => value.startsWith(candidate + content, at) && (candidate !== '' || isFirst));
}

function linesOf(text: string, start: number, end: number, value: string): Line[] {
  const raw: { start: number; end: number }[] = [];
  const breaks = /\r\n?|\n/g;
  breaks.lastIndex = start;
  breaks.exec(text);
  let from = breaks.lastIndex === 0 ? end : breaks.lastIndex;
  while (from < end) {
    breaks.lastIndex = from;
    const found = breaks.exec(text);
    const stop = found && found.index < end ? found.index : end;
    raw.push({ start: from, end: stop });
    from = found && found.index < end ? breaks.lastIndex : end;
  }
  // The first line that says something tells how far the block is indented: what its spaces in the value are short of those in the file.
  const spoken = raw.find(line => text.slice(line.start, line.end).trim() !== '');
  const spaces = (line: string): number => /^ */.exec(line)![0].length;
  const indent = spoken ? spaces(text.slice(spoken.start, spoken.end)) - spaces(value.replace(/^\n+/, '')) : 0;
  return raw.map(line => {
    const contentStart = Math.min(line.start + Math.min(indent, spaces(text.slice(line.start, line.end))), line.end);
    return { start: contentStart, content: text.slice(contentStart, line.end), end: line.end };
  });
}

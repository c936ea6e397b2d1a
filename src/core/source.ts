/** UTF-16 offsets into a file's text (without BOM): start inclusive, end exclusive. */
export type Range = readonly [start: number, end: number];

/** A place in a file. */
export interface Span {
  /** Path relative to the root of the run, `/`-separated. */
  readonly path: string;
  readonly range: Range;
}

/** Languages that have a lowering. */
export type LanguageId =
  | 'javascript'
  | 'typescript'
  | 'python'
  | 'notebook'
  | 'json'
  | 'yaml'
  | 'toml'
  | 'markdown'
  | 'text'
  | 'prompt'
  | 'terraform'
  | 'cloudformation'
  | 'shell'
  | 'go'
  | 'java';

/** Is it Python, in a file or in cells? */
export function isPython(language: string): boolean {
  return language === 'python' || language === 'notebook';
}

/** A comment; `text` is without its marks. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

/** A place as people read it: 1-based line and column (UTF-16 units); in a notebook the line counts within `cell` (0-based). */
export interface Position {
  line: number;
  column: number;
  cell?: number;
}

/** Those who ask mostly ask of one text after another, once for each of its findings. */
let latest: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

/** Offsets at which the lines of a text start. CRLF, LF, CR, U+2028 and U+2029 end a line, as in ESLint. */
export function lineStarts(text: string): readonly number[] {
  if (text === latest.text) return latest.starts;
  const starts = [0];
  const breaks = /\r\n|[\r\n\u2028\u2029]/g;
  while (breaks.exec(text)) starts.push(breaks.lastIndex);
  latest = { text, starts };
  return starts;
}

/** 1-based line and column of an offset, by the table of `lineStarts`. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

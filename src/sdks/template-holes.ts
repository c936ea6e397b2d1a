/** Files that a template engine fills: what it puts in is a hole, and what it reads for itself is not sent. */
import type { Piece, Text, Value } from '../core/value.ts';
import { between } from './prompt-template.ts';

/** `any`: a file that does not say who fills it. */
export type TemplateEngine = 'jinja' | 'handlebars' | 'any';

interface Mark {
  readonly start: number;
  readonly end: number;
  /** Absent where nothing is put in its place. */
  readonly hole?: string;
}
/** What opens a mark, what closes it, and the name of the hole; longest openings first. */
type Form = readonly [open: string, close: string, hole: (inner: string) => string | undefined];

const nothing = (): undefined => undefined;
const forms: { readonly [engine in TemplateEngine]: readonly Form[] } = {
  jinja: [
    ['{#', '#}', nothing],
    ['{%', '%}', tag],
    ['{{', '}}', expression],
  ],
  handlebars: [
    ['{{!--', '--}}', nothing],
    ['{{!', '}}', nothing],
    ['{{{', '}}}', expression],
    ['{{', '}}', block],
  ],
  any: [
    ['{{!--', '--}}', nothing],
    ['{#', '#}', nothing],
    ['{%', '%}', tag],
    ['{{{', '}}}', expression],
    ['{{', '}}', block],
    ['${', '}', name],
    ['{', '}', name],
  ],
};

/** Tags of Jinja that decide what follows, or bring text of their own. */
const DECIDES = /^(?:if|elif|for|include|extends|call|macro|import|from)\b/;

function tag(inner: string): string | undefined {
  const words = clean(inner);
  return DECIDES.test(words) ? words : undefined;
}

function expression(inner: string): string {
  return clean(inner).split('|')[0]!.trim() || '…';
}

function block(inner: string): string | undefined {
  const words = clean(inner);
  if (/^[/!]|^else\b/.test(words)) return undefined;
  return expression(words.replace(/^[#^&]\s*/, ''));
}

/** `{name}`, not the braces of code or JSON. */
function name(inner: string): string | undefined {
  return /^[A-Za-z_][\w.]*$/.test(inner) ? inner : undefined;
}

function clean(inner: string): string {
  return inner.replace(/^[-+~]/, '').replace(/[-+~]$/, '').replaceAll(/\s+/g, ' ').trim();
}

/** A text with the marks of an engine as holes; other values as they are. */
export function templated(value: Value, engine: TemplateEngine): Value {
  return value.kind === 'text' ? withHoles(value, engine) : value;
}

function withHoles(text: Text, engine: TemplateEngine): Text {
  const whole = text.pieces.map(piece => ('exact' in piece ? piece.value : '\0')).join('');
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { start, end, hole } of marksIn(whole, forms[engine])) {
    const [first, ...more] = between(text.pieces, start, end);
    if (!first) continue;
    pieces.push(...between(text.pieces, offset, start));
    if (hole !== undefined) pieces.push({ hole: hole.length > 60 ? `${hole.slice(0, 59)}…` : hole, path: first.path, range: [first.range[0], (more.at(-1) ?? first).range[1]] });
    offset = end;
  }
  if (offset === 0) return text;
  pieces.push(...between(text.pieces, offset, whole.length));
  return { ...text, pieces };
}

/** In one pass: a mark that nothing closes is text. */
function marksIn(text: string, known: readonly Form[]): Mark[] {
  const marks: Mark[] = [];
  const unclosed = new Set<string>();
  let at = text.search(/[${]/);
  while (at >= 0 && at < text.length) {
    const end = markAt(text, at, known, unclosed, marks);
    const next = /[${]/g;
    next.lastIndex = end ?? at + 1;
    at = next.exec(text)?.index ?? -1;
  }
  return marks;
}

/** Where the mark at an offset ends; undefined where none begins there. */
function markAt(text: string, at: number, known: readonly Form[], unclosed: Set<string>, marks: Mark[]): number | undefined {
  const form = known.find(([open]) => text.startsWith(open, at));
  if (!form || unclosed.has(form[1])) return undefined;
  const [open, close, hole] = form;
  const stop = text.indexOf(close, at + open.length);
  if (stop < 0) {
    unclosed.add(close);
    return undefined;
  }
  const inner = text.slice(at + open.length, stop);
  const end = stop + close.length;
  const isName = hole === name;
  // Braces of code and JSON stay as they are, and what they hold is looked at.
  if (isName && name(inner) === undefined) return undefined;
  const named = hole(inner);
  marks.push({ start: at, end, ...(named !== undefined && { hole: named }) });
  return open === '{%' && clean(inner) === 'raw' ? rawEnd(text, end) : end;
}

/** Between `raw` and `endraw` everything is text. */
function rawEnd(text: string, from: number): number {
  const end = /\{%[-+]?\s*endraw\b/g;
  end.lastIndex = from;
  return end.exec(text)?.index ?? from;
}

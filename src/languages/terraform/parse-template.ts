/** Quoted strings and heredocs, with what is interpolated into them. */
import type { Expr, TextExpr, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { Cursor } from './cursor.ts';

/** Reads the expression of an interpolation, up to its closing brace. */
export type ReadExpression = () => Expr;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** `"…"`; the cursor stands on the opening quote. */
export function quotedText(cursor: Cursor, read: ReadExpression): TextExpr {
  const start = cursor.at++;
  const parts: TextPart[] = [];
  for (;;) {
    const character = cursor.text[cursor.at];
    if (character === undefined || character === '\n') throw cursor.problem('a string is not closed');
    if (character === '"') break;
    parts.push(character === '\\' ? escape(cursor) : templatePart(cursor, read, /["\\\n]/));
  }
  cursor.at++;
  return { kind: 'text', range: [start, cursor.at], parts, delimiter: '"' };
}

function escape(cursor: Cursor): TextPart {
  const start = cursor.at;
  const marker = cursor.text[start + 1] ?? '';
  const digits = marker === 'u' ? 4 : marker === 'U' ? 8 : 0;
  const code = digits > 0 ? Number.parseInt(cursor.text.slice(start + 2, start + 2 + digits), 16) : Number.NaN;
  const value = ESCAPES[marker] ?? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
  if (value === undefined) throw cursor.problem(`unknown escape \`\\${marker}\``);
  cursor.at += 2 + digits;
  return { kind: 'literal', value, range: [start, cursor.at], exact: false };
}

/** One run of plain characters, one interpolation, or one doubled mark; plain characters end at `stop`. */
function templatePart(cursor: Cursor, read: ReadExpression, stop: RegExp, end = cursor.text.length): TextPart {
  const { text, at: start } = cursor;
  const mark = text[start];
  if ((mark === '$' || mark === '%') && text.startsWith(`${mark}{`, start + 1)) {
    cursor.at += 3;
    return { kind: 'literal', value: `${mark}{`, range: [start, start + 3], exact: false };
  }
  if (mark === '$' && text[start + 1] === '{') return interpolation(cursor, read);
  if (mark === '%' && text[start + 1] === '{') return directive(cursor);
  let at = start;
  while (at < end) {
    const character = text[at]!;
    if (at > start && (character === '$' || character === '%') && (text[at + 1] === '{' || text.startsWith(`${character}{`, at + 1))) break;
    if (stop.test(character)) break;
    at++;
  }
  cursor.at = at;
  return { kind: 'literal', value: text.slice(start, at), range: [start, at], exact: true };
}

function interpolation(cursor: Cursor, read: ReadExpression): TextPart {
  const start = cursor.at;
  cursor.at += 2;
  const value = cursor.inside(() => {
    cursor.take('~');
    const inner = read();
    cursor.take('~');
    cursor.expect('}');
    return inner;
  });
  return { kind: 'hole', value, range: [start, cursor.at] };
}

/** `%{ if … }`: whether what it encloses is there is not known; its text is kept. */
function directive(cursor: Cursor): TextPart {
  const start = cursor.at;
  const end = cursor.text.indexOf('}', start);
  if (end < 0) throw cursor.problem('a directive is not closed');
  cursor.at = end + 1;
  const range: Range = [start, cursor.at];
  return { kind: 'hole', value: { kind: 'opaque', range, reason: 'template directive' }, range };
}

const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/** `<<EOT … EOT`; undefined where none begins. */
export function heredoc(cursor: Cursor, read: ReadExpression): TextExpr | undefined {
  HEREDOC.lastIndex = cursor.at;
  const head = HEREDOC.exec(cursor.text);
  if (!head) return undefined;
  const start = cursor.at;
  const [opening, dash, marker] = head;
  const from = start + opening.length;
  const close = closing(cursor, from, marker!);
  const parts: TextPart[] = [];
  cursor.at = from;
  while (cursor.at < close.from) {
    const lineStop = /\n/;
    if (cursor.text[cursor.at] === '\n') {
      parts.push({ kind: 'literal', value: '\n', range: [cursor.at, ++cursor.at], exact: true });
    } else parts.push(templatePart(cursor, read, lineStop, close.from));
  }
  cursor.at = close.to;
  return { kind: 'text', range: [start, close.to], parts: dash ? outdented(parts) : parts, delimiter: `<<${dash}` };
}

function closing(cursor: Cursor, from: number, marker: string): { readonly from: number; readonly to: number } {
  for (let at = from; at < cursor.text.length; ) {
    const end = cursor.lineEnd(at);
    const line = cursor.text.slice(at, end);
    if (line.trim() === marker) return { from: at, to: at + line.trimEnd().length };
    const next = cursor.text.indexOf('\n', at);
    if (next < 0) break;
    at = next + 1;
  }
  throw cursor.problem(`\`<<${marker}\` is not closed`);
}

/** `<<-`: without the indentation that all lines share. */
function outdented(parts: readonly TextPart[]): TextPart[] {
  const starts = parts.map((_, index) => index === 0 || isBreak(parts[index - 1]!));
  const indents = parts.flatMap((part, index) => (starts[index] && !isBreak(part) ? [part.kind === 'literal' ? /^[ \t]*/.exec(part.value)![0].length : 0] : []));
  const margin = indents.length > 0 ? Math.min(...indents) : 0;
  return parts.flatMap((part, index) => {
    if (!starts[index] || isBreak(part) || part.kind !== 'literal') return [part];
    const value = part.value.slice(margin);
    return value === '' ? [] : [{ ...part, value, range: [part.range[0] + margin, part.range[1]] as const }];
  });
}

function isBreak(part: TextPart): boolean {
  return part.kind === 'literal' && part.value === '\n';
}

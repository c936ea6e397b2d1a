/** `name = value`, `name: value` of Java's properties: an object with a text under each name, dots and all. */
import type { EntryExpr, Expr, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { impliedText } from './document.ts';

/** A backslash at the end of a line continues it. */
const line = /^[ \t\f]*(?![#!])([^\s=:\\]+)[ \t\f]*[=: \t\f][ \t\f]*((?:[^\r\n\\]|\\(?:\r\n|[\s\S]))*)/gm;
const escape = /\\(?:(?:\r\n|\r|\n)[ \t\f]*|u([\dA-Fa-f]{4})|([\s\S]))/g;

export function propertiesIn(text: string): Expr {
  const entries = [...text.matchAll(line)].map((match): EntryExpr => {
    const [all, name = '', written = ''] = match;
    const value = written.trimEnd();
    const start = match.index + all.length - written.length;
    const nameStart = match.index + all.indexOf(name);
    const range: Range = [start, start + value.length];
    return { kind: 'entry', key: name, keyRange: [nameStart, nameStart + name.length], value: value === '' ? impliedText('', start) : { kind: 'text', range, parts: partsOf(value, start), delimiter: '' }, range: [nameStart, range[1]] };
  });
  return { kind: 'object', range: [0, text.length], entries };
}

function partsOf(value: string, start: number): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  const upTo = (end: number): void => {
    if (end > from) parts.push({ kind: 'literal', value: value.slice(from, end), range: [start + from, start + end], exact: true });
  };
  for (const match of value.matchAll(escape)) {
    upTo(match.index);
    const [all, code, letter] = match;
    from = match.index + all.length;
    const said = code ? String.fromCharCode(Number.parseInt(code, 16)) : letter === 'n' ? '\n' : letter === 't' ? '\t' : (letter ?? '');
    if (said !== '') parts.push({ kind: 'literal', value: said, range: [start + match.index, start + from], exact: false });
  }
  upTo(value.length);
  return parts;
}

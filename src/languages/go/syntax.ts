import type { Plain, Syntax } from '../../core/ir.ts';

/** How Go prints what a fix inserts: entries of maps that hold anything. */
export const goSyntax: Syntax = {
  entry: (key, value) => `${quoted(key)}: ${value}`,
  literal,
  escape: escaped,
  lineComment: '//',
};

function literal(value: Plain): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[]interface{}{${value.map(literal).join(', ')}}`;
  return `map[string]interface{}{${Object.entries(value)
    .map(([key, inner]) => `${quoted(key)}: ${literal(inner as Plain)}`)
    .join(', ')}}`;
}

/** A Go string. */
export function quoted(text: string): string {
  return `"${escaped(text, '"')!}"`;
}

const controls: ReadonlyMap<string, string> = new Map(Object.entries({ '\n': '\\n', '\r': '\\r', '\t': '\\t' }));

function escaped(text: string, delimiter: string): string | undefined {
  if (delimiter === '`') return /[`\r\uFEFF]/.test(text) || printed(text) !== text.replaceAll('\n', '\\n').replaceAll('\t', '\\t') ? undefined : text;
  return delimiter === '"' ? printed(text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)) : undefined;
}

function printed(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const isControl = code < 32 || code === 127 || code === 0xfeff;
    // A lone surrogate is no text that Go can hold.
    if (code >= 0xd800 && code <= 0xdfff) out += '\\uFFFD';
    else out += controls.get(character) ?? (isControl ? `\\u${code.toString(16).padStart(4, '0')}` : character);
  }
  return out;
}

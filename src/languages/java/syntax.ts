import type { Plain, Syntax } from '../../core/ir.ts';

/** How Java prints what a fix inserts: pairs of `Map.of`, and calls in a chain. `short`: names of `java.util` that the file knows by themselves. */
export function javaSyntax(short: ReadonlySet<string>): Syntax {
  const factory = (name: 'Map' | 'List'): string => `${short.has(name) ? '' : 'java.util.'}${name}.of`;
  const literal = (value: Plain): string => {
    if (value === null) return 'null';
    if (typeof value === 'string') return quoted(value);
    if (typeof value !== 'object') return String(value);
    if (Array.isArray(value)) return `${factory('List')}(${value.map(literal).join(', ')})`;
    return `${factory('Map')}(${Object.entries(value).map(([key, inner]) => `${quoted(key)}, ${literal(inner as Plain)}`).join(', ')})`;
  };
  return { entry: (key, value) => `${quoted(key)}, ${value}`, literal, escape: escaped, lineComment: '//' };
}

/** A Java string. */
export function quoted(text: string): string {
  return `"${escaped(text, '"')!}"`;
}

const controls: ReadonlyMap<string, string> = new Map(Object.entries({ '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' }));

/** In a text block a line break would need the indentation of the block, and blanks before one are lost. */
function escaped(text: string, delimiter: string): string | undefined {
  if (delimiter === '"""') return /[\r\n]/.test(text) || /[ \t]$/.test(text) ? undefined : printed(text.replaceAll('\\', '\\\\').replaceAll('"""', String.raw`\"""`));
  return delimiter === '"' ? printed(text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)) : undefined;
}

/** Control characters by three octal digits: `\u000a` would be read before the string is. */
function printed(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    out += controls.get(character) ?? (code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, '0')}` : code >= 0xd800 && code <= 0xdfff ? `\\u${code.toString(16)}` : character);
  }
  return out;
}

import type { Plain, Syntax } from '../../core/ir.ts';

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** How JavaScript and TypeScript print what a fix inserts. */
export const javascriptSyntax: Syntax = {
  entry: (key, value) => `${printedKey(key)}: ${value}`,
  literal,
  escape: escaped,
  lineComment: '//',
};

function printedKey(key: string): string {
  // As a plain key, `__proto__` sets the prototype.
  if (key === '__proto__') return `['__proto__']`;
  return IDENTIFIER.test(key) ? key : quoted(key);
}

function literal(value: Plain): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${printedKey(key)}: ${literal(inner as Plain)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function quoted(text: string): string {
  return `'${escaped(text, "'")}'`;
}

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\u2028': '\\u2028', '\u2029': '\\u2029' };

function escaped(text: string, delimiter: string): string | undefined {
  switch (delimiter) {
    case "'":
      return text.replace(/[\\'\n\r\u2028\u2029]/g, escapeOne);
    case '"':
      return text.replace(/[\\"\n\r\u2028\u2029]/g, escapeOne);
    case '`':
      return text.replace(/[\\`\r]|\$(?=\{)/g, escapeOne);
    default:
      return undefined;
  }
}

function escapeOne(character: string): string {
  return CONTROL[character] ?? `\\${character}`;
}

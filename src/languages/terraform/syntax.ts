import type { Plain, Syntax } from '../../core/ir.ts';

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** How Terraform prints what a fix inserts. */
export const terraformSyntax: Syntax = {
  entry: (key, value) => `${/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(key) ? key : quoted(key)} = ${value}`,
  literal,
  escape: escaped,
  lineComment: '#',
  // The body of a block has no commas, and blocks and attributes are written differently.
  onLines: () => undefined,
};

function literal(value: Plain): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => terraformSyntax.entry(key, literal(inner as Plain), 'object'));
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function quoted(text: string): string {
  return `"${escaped(text, '"')}"`;
}

function escaped(text: string, delimiter: string): string | undefined {
  const plain = text.replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
  if (delimiter.startsWith('<<')) return plain;
  return delimiter === '"' ? plain.replace(/[\\"\n\r\t]/g, character => CONTROL[character] ?? `\\${character}`) : undefined;
}

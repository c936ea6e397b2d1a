import type { RequestTool } from './types.ts';

/** Deeper values are cut: nobody nests a schema so deep, and a value that contains itself must end. */
const DEEPEST = 64;

/** JSON without spaces; empty for what JSON cannot hold. */
export function compactJson(value: unknown): string {
  return jsonText(value, ',', ':', 0);
}

/** JSON with a space after each comma and colon, as Python prints it: the form in which Claude is shown its tools. */
export function spacedJson(value: unknown): string {
  return jsonText(value, ', ', ': ', 0);
}

/** Tools as a list of functions in that form: as the template of Mistral shows them. */
export function functionsJson(tools: readonly RequestTool[]): string {
  return spacedJson(tools.map(({ name, description = '', inputSchema = {} }) => ({ type: 'function', function: { name, description, parameters: inputSchema } })));
}

function jsonText(value: unknown, comma: string, colon: string, depth: number): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? '';
  if (depth > DEEPEST) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item, comma, colon, depth + 1) || 'null').join(comma)}]`;
  const entries: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    const text = jsonText(item, comma, colon, depth + 1);
    if (text !== '') entries.push(`${JSON.stringify(key)}${colon}${text}`);
  }
  return `{${entries.join(comma)}}`;
}

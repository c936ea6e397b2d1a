import { compactJson } from './json-text.ts';
import type { RequestTool } from './types.ts';

/** Tools as gpt-oss is shown them: the TypeScript-like block of the public harmony format. */
export function harmonyTools(tools: readonly RequestTool[]): string {
  const lines = ['# Tools\n\n## functions\n\nnamespace functions {\n'];
  for (const { name, description, inputSchema } of tools) {
    if (description) lines.push(comment(description));
    const fields = fieldsOf(inputSchema, 0);
    lines.push(fields === '' ? `type ${name} = () => any;\n` : `type ${name} = (_: {\n${fields}}) => any;\n`);
  }
  return `${lines.join('\n')}\n} // namespace functions`;
}

const comment = (text: string) => text.split('\n').map((line) => `// ${line}`).join('\n');

type Schema = Record<string, unknown>;
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(schema: unknown, depth: number): string {
  if (!isSchema(schema) || !isSchema(schema['properties']) || depth > 16) return '';
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  let text = '';
  for (const [name, field] of Object.entries(schema['properties'])) {
    if (isSchema(field) && typeof field['description'] === 'string') text += `${comment(field['description'])}\n`;
    text += `${name}${required.includes(name) ? '' : '?'}: ${typeOf(field, depth)},\n`;
  }
  return text;
}

function typeOf(schema: unknown, depth: number): string {
  if (!isSchema(schema) || depth > 16) return 'any';
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(union)) return union.map((option) => typeOf(option, depth + 1)).join(' | ');
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => compactJson(value)).join(' | ');
  const { type } = schema;
  if (Array.isArray(type)) return type.map((option) => typeOf({ ...schema, type: option }, depth + 1)).join(' | ');
  if (type === 'array') return `${typeOf(schema['items'], depth + 1)}[]`;
  if (type === 'object') return `{\n${fieldsOf(schema, depth + 1)}}`;
  return type === 'integer' ? 'number' : typeof type === 'string' ? type : 'any';
}

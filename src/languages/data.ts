/** Files that hold data or text, as values: what code imports or reads as a prompt. */
import type { Entry, Origin, Value } from '../core/value.ts';

const textFiles = /\.(?:txt|md|mdx|markdown|prompt|prompty|j2|jinja2?|hbs|mustache|tmpl|xml|html)$/i;

/** Undefined where the file's kind is not known, or its contents do not parse. */
export function parseData(path: string, text: string): Value | undefined {
  if (textFiles.test(path)) return { kind: 'text', pieces: [{ value: text, path, range: [0, text.length], exact: true }], origin: { path, range: [0, text.length] } };
  if (!/\.json$/i.test(path)) return undefined;
  try {
    return valueOf(JSON.parse(text), { path, range: [0, text.length] });
  } catch {
    return undefined;
  }
}

function valueOf(data: unknown, origin: Origin): Value {
  switch (typeof data) {
    case 'string':
      return { kind: 'text', pieces: [{ value: data, path: origin.path, range: origin.range, exact: false }], origin };
    case 'number':
      return { kind: 'number', value: data, origin };
    case 'boolean':
      return { kind: 'boolean', value: data, origin };
    default:
      if (Array.isArray(data)) return { kind: 'list', items: data.map(item => valueOf(item, origin)), open: false, origin };
      if (data === null) return { kind: 'null', origin };
      return { kind: 'object', entries: new Map(Object.entries(data as object).map(([key, value]): [string, Entry] => [key, { value: valueOf(value, origin) }])), open: false, origin };
  }
}

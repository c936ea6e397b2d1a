/** Files that hold data or text, as values: what code imports or reads as a prompt. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { Entry, Origin, Value } from '../core/value.ts';

const textFiles = /\.(?:txt|md|mdx|markdown|prompt|prompty|j2|jinja2?|hbs|mustache|tmpl|xml|html)$/i;

/** Undefined where the file's kind is not known, or its contents do not parse. */
export function parseData(path: string, text: string): Value | undefined {
  if (textFiles.test(path)) return { kind: 'text', pieces: [{ value: text, path, range: [0, text.length], exact: true }], origin: { path, range: [0, text.length] } };
  if (/\.ya?ml$/i.test(path)) return yamlValue(path, text);
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

/** Nested deeper than this, YAML is not read: hostile, or no configuration. */
const deepestYaml = 60;

function yamlValue(path: string, text: string): Value | undefined {
  const document = parseDocument(text, { logLevel: 'silent', strict: false, uniqueKeys: false });
  return document.contents ? yamlNode(document.contents as Node, path, text, 0) : undefined;
}

/** Aliases stay unknown: expanding them is how small files become large ones. */
function yamlNode(node: Node | null, path: string, text: string, depth: number): Value {
  const range = (node?.range ? [node.range[0], node.range[1]] : [0, 0]) as [number, number];
  const origin: Origin = { path, range };
  if (depth > deepestYaml || isAlias(node)) return { kind: 'unknown', reason: 'file', origin };
  if (isMap(node)) {
    const entries = new Map<string, Entry>();
    for (const { key, value } of node.items) if (isScalar(key)) entries.set(String(key.value), { value: yamlNode(value as Node | null, path, text, depth + 1) });
    return { kind: 'object', entries, open: false, origin };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map(item => yamlNode(item as Node | null, path, text, depth + 1)), open: false, origin };
  if (isScalar(node) && typeof node.value === 'string') {
    const exact = text.slice(...range) === node.value;
    return { kind: 'text', pieces: [{ value: node.value, path, range, exact }], origin };
  }
  return isScalar(node) ? valueOf(node.value, origin) : { kind: 'null', origin };
}

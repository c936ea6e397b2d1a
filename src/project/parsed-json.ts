/** Data of JSON and JSONC files, without code and without prototypes. */
import { type Node, type ParseError, parseTree } from 'jsonc-parser';

export type Data = null | boolean | number | string | Data[] | { [key: string]: Data };

/** Tolerates comments and trailing commas; undefined where the text is broken. */
export function parsedJson(text: string): Data | undefined {
  try {
    return JSON.parse(text) as Data;
  } catch {
    const errors: ParseError[] = [];
    try {
      const tree = parseTree(text, errors, { allowTrailingComma: true });
      return tree && errors.length === 0 ? dataOf(tree) : undefined;
    } catch {
      return undefined; // Nested too deeply.
    }
  }
}

/** The plain data of a tree. */
export function dataOf(node: Node): Data {
  if (node.type === 'array') return (node.children ?? []).map(dataOf);
  if (node.type !== 'object') return node.value as Data;
  const object: { [key: string]: Data } = {};
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    // An own property, also for `__proto__`.
    Object.defineProperty(object, key.value as string, { value: dataOf(value), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** A property that is an object, or nothing. */
export function objectAt(data: Data | undefined, key: string): { [key: string]: Data } | undefined {
  const value = valueAt(data, key);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}
/** A property that is a string, or nothing. */
export function stringAt(data: Data | undefined, key: string): string | undefined {
  const value = valueAt(data, key);
  return typeof value === 'string' ? value : undefined;
}
/** Own properties only. */
export function valueAt(data: Data | undefined, key: string): Data | undefined {
  return data !== null && typeof data === 'object' && !Array.isArray(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

import type { Module } from '../../../src/core/ir.ts';

/** The whole IR as one string: each object once, with a number by which later mentions name it. */
export function dump(module: Module): string {
  const seen = new Map<object, number>();
  const lines: string[] = [];
  const write = (value: unknown, depth: number): string => {
    if (typeof value === 'function' || value === undefined) return '';
    if (value === null || typeof value !== 'object') return typeof value === 'string' ? JSON.stringify(value) : String(value);
    if (Array.isArray(value)) return `[${value.map(each => write(each, depth + 1)).join(',')}]`;
    const known = seen.get(value);
    if (known !== undefined) return `#${known}`;
    const id = seen.size;
    seen.set(value, id);
    const entries = value instanceof Map ? [...value].toSorted(([a], [b]) => (a < b ? -1 : 1)) : Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const body = entries
      .filter(([key, inner]) => inner !== undefined && key !== 'syntax' && key !== 'text' && key !== 'path')
      .map(([key, inner]) => `${key}:${write(inner, depth + 1)}`)
      .join(' ');
    lines.push(`#${id} {${body}}`);
    return `#${id}`;
  };
  write(module, 0);
  return lines.join('\n');
}

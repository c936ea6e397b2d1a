import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cursor } from '../../../src/languages/python/cursor.ts';
import { lowerString } from '../../../src/languages/python/lower-text.ts';
import { Lowering } from '../../../src/languages/python/lowering.ts';
import { parsePython } from '../../../src/languages/python/index.ts';
import { parseModule } from '../../../src/languages/python/parse-statement.ts';
import { tokenize } from '../../../src/languages/python/tokenize.ts';
import type { StringNode } from '../../../src/languages/python/tree.ts';
import type { Fn, Module, TextExpr } from '../../../src/core/ir.ts';

/** CPython is here. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Every Python file below a directory, in a fixed order. */
export function pythonFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py') && !entry.parentPath.includes('site-packages'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** The directory of the standard library. */
export function standardLibrary(): string {
  return execFileSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' }).trim();
}

/** What CPython says of each file; null where it is no Python. */
export function oracle(mode: 'calls' | 'strings', paths: readonly string[]): (readonly (readonly [number, number, string])[] | null)[] {
  const script = join(import.meta.dirname, 'oracle.py');
  const out = execFileSync('python3', [script, mode], { input: paths.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'ignore'] });
  return out.trimEnd().split('\n').map((line) => JSON.parse(line));
}

/** A file without its BOM. */
export function read(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/** The module of a text that must be readable. */
export function moduleOf(text: string): Module {
  const module = parsePython('test.py', text);
  if ('error' in module) throw new Error(module.error);
  return module;
}

/** Every string of a text as it is lowered, also those that no value needs (docstrings). */
export function stringsOf(text: string): TextExpr[] {
  const tree = parseModule(new Cursor(text, tokenize(text, [[0, text.length]])));
  const fn = { yields: [], returns: [] } as unknown as Fn;
  const l = new Lowering({ calls: [], functions: [] } as unknown as Module, fn, text, undefined);
  const found: TextExpr[] = [];
  const queue: unknown[] = [tree];
  while (queue.length > 0) {
    const node = queue.pop();
    if (typeof node !== 'object' || node === null) continue;
    const isString = (node as { type?: string }).type === 'string';
    if (isString) {
      const expr = lowerString(l, node as StringNode);
      if (expr.kind === 'text') found.push(expr);
    }
    queue.push(...(Array.isArray(node) ? node : Object.values(node)));
  }
  return found.toSorted((a, b) => a.range[0] - b.range[0]);
}

/** The value of a text, with \x01 and the conversion for a field. */
export function valueOf(text: TextExpr): string {
  return text.parts.map((part) => (part.kind === 'literal' ? part.value : `\x01${/^![sra]/.exec(part.format ?? '')?.[0] ?? ''}`)).join('');
}

import { describe, expect, test } from 'vitest';
import type { Module } from '../../../src/core/ir.ts';
import { parseJavaScript } from '../../../src/languages/javascript/index.ts';

const LINES = `import { X } from 'y';
const client = new X({});
export async function a() {
  const q = \`
text at column zero
\`;
  await client.send(new One(q));
BROKEN
}
class K {
  m() { return client.send(new Two()); }
  n() { return 2; }
}
function b() { return client.send(new Three()); }
`;

describe('syntax errors', () => {
  test.each([
    'const x = ;', 'foo.', 'if (x) {', 'const y = {', '}', 'foo(', '`', '"abc', '@', 'const x: = 3', 'const = 1', '<<<<<<< HEAD', 'return return', 'a b c', '}}}', ')',
  ])('%s costs itself only', broken => {
    const module = parseJavaScript('a.ts', LINES.replace('BROKEN', broken)) as Module;
    expect(module.recovered).toMatch(/^Syntax error at line \d+, column \d+: /);
    const calls = module.calls.filter(({ isNew }) => isNew).map(({ callee, range }) => {
      expect(module.text.slice(...range)).toMatch(/^new \w+\(/);
      return callee.kind === 'name' && callee.name;
    });
    expect(calls).toEqual(['X', 'One', 'Two', 'Three']);
    const [first] = module.calls;
    expect(first!.callee).toMatchObject({ kind: 'name', binding: { defs: [{ kind: 'import' }] } });
  });

  test.each(['f(a, {\n  b: [c', 'f(`a ${b', 'f(`a ${b}', 'f(() => { g(`${[c', 'f(`'])('%j ends where the file does, though it is closed to be read', tail => {
    const { calls, text } = parseJavaScript('a.ts', `client.go();\n${tail}`) as Module;
    const ends: number[] = [];
    const visit = (value: unknown, seen = new Set<unknown>()): void => {
      if (value === null || typeof value !== 'object' || seen.has(value)) return;
      seen.add(value);
      if ('range' in value) ends.push((value.range as readonly [number, number])[1]);
      for (const [key, inner] of Object.entries(value)) if (key !== 'at') visit(inner, seen);
    };
    visit(calls);
    expect(calls.length).toBeGreaterThan(0);
    expect(Math.max(...ends)).toBeLessThanOrEqual(text.length);
  });

  test('nothing to save', () => {
    expect(parseJavaScript('a.ts', ')))')).toEqual({ error: 'Syntax error at line 1, column 1: Unexpected token' });
    expect(parseJavaScript('a.ts', `x = ${'['.repeat(2_000)}`)).toEqual({ error: 'Nested more than 1,000 levels deep at line 1, column 1004.' });
  });

  test.each(['', ' ', '\n', '// a', '/* a */', '#!/usr/bin/env node', '"use strict"', '\uFEFF', ';'])('%j is empty, not broken', text => {
    expect(parseJavaScript('a.js', text)).toMatchObject({ recovered: undefined, calls: [] });
  });

  test('a tree that oxc writes as broken JSON is a syntax error', () => {
    expect(parseJavaScript('a.js', 'f();\n\n<a b \\)c')).toMatchObject({ recovered: expect.stringMatching(/^Syntax error at line 3/), calls: [{}] });
  });

  test('what only scripts may do', () => {
    expect(parseJavaScript('a.js', 'with (a) { f(); }')).toMatchObject({ recovered: undefined, calls: [{}] });
    expect(parseJavaScript('a.js', 'f(); return 1;')).toMatchObject({ recovered: undefined, calls: [{}] });
  });
});

/** Where a line goes into a YAML map: in the column of its keys, whatever stands before the key behind which it goes. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlSyntax } from '../../../src/languages/documents/yaml-syntax.ts';

function inserted(text: string, key: string, value: string): string | undefined {
  const start = text.indexOf(key);
  const into = yamlSyntax.onLines!({ text, into: 'object', elements: [[start, text.indexOf(value) + value.length]], index: 0 });
  return into && `${text.slice(0, into.range[0])}${into.before}added: 1${into.after}${text.slice(into.range[1])}`;
}

test.each([
  ['a key', 'a:\n  b: 300\n', { a: { b: 300, added: 1 } }],
  ['a key of an item', 'a:\n  - b: 300\n', { a: [{ b: 300, added: 1 }] }],
  ['a key of an item of an item', 'a:\n- - b: 300\n', { a: [[{ b: 300, added: 1 }]] }],
  ['a key with a tag', 'a:\n   !!str b: 300\n', { a: { b: 300, added: 1 } }],
  ['a key with an anchor and a tag', 'a:\n - &x !!str b: 300\n', { a: [{ b: 300, added: 1 }] }],
])('behind %s', (_name, text, after) => {
  const result = inserted(text, 'b', '300');
  expect(result).toBeDefined();
  expect(parse(result!)).toEqual(after);
});

test('nowhere behind a key that is spelt out', () => {
  expect(inserted('? b\n: 300\n', 'b', '300')).toBeUndefined();
  expect(inserted('a: { c: 1, b: 300 }\n', 'b', '300')).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { Module, TextExpr } from '../../../src/core/ir.ts';
import { parseJavaScript } from '../../../src/languages/javascript/index.ts';
import { lower, valueOf } from './lower.ts';

function parts(module: Module): unknown[] {
  const text = valueOf(module, 'x') as TextExpr;
  return text.parts.map(part => (part.kind === 'literal' ? [part.value, module.text.slice(...part.range), part.exact] : ['hole', module.text.slice(...part.range)]));
}

test.each<[string, unknown[]]>([
  ["''", []],
  ["'abc'", [['abc', 'abc', true]]],
  ['"a\\nb"', [['a', 'a', true], ['\n', '\\n', false], ['b', 'b', true]]],
  ["'\\x41\\u0042\\u{1F600}\\0\\'\\\\\\q'", [
    ['A', '\\x41', false], ['B', '\\u0042', false], ['😀', '\\u{1F600}', false], ['\0', '\\0', false], ["'", "\\'", false], ['\\', '\\\\', false], ['q', '\\q', false],
  ]],
  ["'a\\\nb'", [['a', 'a', true], ['', '\\\n', false], ['b', 'b', true]]],
  ["'a\\\r\nb'", [['a', 'a', true], ['', '\\\r\n', false], ['b', 'b', true]]],
  ["'\\😀'", [['😀', '\\😀', false]]],
  ['`😀${ a }b`', [['😀', '😀', true], ['hole', '${ a }'], ['b', 'b', true]]],
  ['`${(a)}${b /* } */}`', [['hole', '${(a)}'], ['hole', '${b /* } */}']]],
  ['`a\r\nb\rc`', [['a', 'a', true], ['\n', '\r\n', false], ['b', 'b', true], ['\n', '\r', false], ['c', 'c', true]]],
  ['`\\${a}\\``', [['$', '\\$', false], ['{a}', '{a}', true], ['`', '\\`', false]]],
  ['`}`', [['}', '}', true]]],
  ['`}${a}}`', [['}', '}', true], ['hole', '${a}'], ['}', '}', true]]],
])('%j', (source, expected) => {
  expect(parts(lower(`const x = ${source};`))).toEqual(expected);
});

test('octal escapes in scripts', () => {
  const module = parseJavaScript('a.cjs', "with (a) {} var x = '\\101\\7\\08';") as Module;
  expect((valueOf(module, 'x') as TextExpr).parts.map(part => part.kind === 'literal' && part.value)).toEqual(['A', '\x07', '\0', '8']);
});

test('delimiters and tags', () => {
  const module = lower("const a = 'x', b = \"x\", c = `x`, d = dedent`\\unicode`;");
  expect(['a', 'b', 'c', 'd'].map(name => (valueOf(module, name) as TextExpr).delimiter)).toEqual(["'", '"', '`', '`']);
  const tagged = valueOf(module, 'd') as TextExpr;
  expect(tagged.tag).toMatchObject({ kind: 'name', name: 'dedent' });
  expect(module.text.slice(...tagged.range)).toBe('dedent`\\unicode`');
  expect(module.calls).toHaveLength(1);
  expect(module.calls[0]!.args[0]!.value).toBe(tagged);
  expect(module.calls[0]!.argsRange).toBeUndefined();
});

test('offsets count UTF-16 units, after astral characters too', () => {
  const module = lower("/* 😀😀 */ const x = 'y'; f('😀', z);");
  expect(module.text.slice(...module.calls[0]!.range)).toBe("f('😀', z)");
  expect(module.comments).toEqual([{ text: ' 😀😀 ', range: [0, 10] }]);
});

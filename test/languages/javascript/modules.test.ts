import { describe, expect, test } from 'vitest';
import { parseJavaScript } from '../../../src/languages/javascript/index.ts';
import type { Module } from '../../../src/core/ir.ts';
import { defsOf, lower, print } from './lower.ts';

function exported(module: Module): Record<string, string> {
  return Object.fromEntries([...module.exports].map(([name, value]) => [name, value.kind === 'local' ? print(value.value) : `${value.name} from ${value.specifier}`]));
}

describe('imports', () => {
  test.each<[string, string, string[]]>([
    ['import x from "y";', 'x', ['import default from y']],
    ['import { x } from "y";', 'x', ['import x from y']],
    ['import { a as x } from "y";', 'x', ['import a from y']],
    ['import { "a-b" as x } from "y";', 'x', ['import a-b from y']],
    ['import * as x from "y";', 'x', ['import * from y']],
    ['import type { x } from "y";', 'x', ['import x from y (type)']],
    ['import { type x } from "y";', 'x', ['import x from y (type)']],
    ['import x = require("y");', 'x', ['import = from y']],
    ['import x = a.b.c;', 'x', ['assign a?.b.c']],
    ['const x = require("y");', 'x', ['import = from y']],
    ['const { x } = require("y");', 'x', ['import x from y']],
    ['const { a: x } = require("y");', 'x', ['import a from y']],
    ['const x = require("y").a;', 'x', ['import a from y']],
    ['const { a: { x } } = require("y");', 'x', ['assign .a.x require?("y")']],
    ['const { x = 1 } = require("y");', 'x', ['assign .x require?("y") ?? 1']],
    ['const x = await import("y");', 'x', ['import * from y']],
    ['const { x } = await import("y");', 'x', ['import x from y']],
    ['const x = (await import("y")).default;', 'x', ['import default from y']],
    ['const x = require(name);', 'x', ['assign require?(name?)']],
  ])('%s', (source, name, expected) => {
    expect(defsOf(lower(source), name)).toEqual(expected);
  });

  test('specifiers of all forms', () => {
    const module = lower('import "a"; import b from "b"; import type { C } from "c"; export { d } from "d"; export * from "e"; f(() => import("g")); require("h"); require("h"); require(i);');
    expect(module.imports).toEqual(['a', 'b', 'c', 'd', 'e', 'g', 'h']);
    expect(module.reexports).toEqual(['e']);
  });
});

describe('exports', () => {
  test.each<[string, Record<string, string>]>([
    ['export const a = 1, { b, c: [d] } = e; export let f;', { a: 'a', b: 'b', d: 'd', f: 'f' }],
    ['export function f() {} export class C {} export enum E { A } export namespace N { export const a = 1; } export abstract class B {}', { f: 'f', C: 'C', E: 'E', N: 'N', B: 'B' }],
    ['export interface I {} export type T = 1; export declare function g(): void;', {}],
    ['const a = 1; export { a, a as b, a as default, a as "c-d" };', { a: 'a', b: 'a', default: 'a', 'c-d': 'a' }],
    ['export { x as y, default as z, default } from "m"; export * as ns from "n";', { y: 'x from m', z: 'default from m', default: 'default from m', ns: '* from n' }],
    ['export default { a: 1 };', { default: '{a: 1}' }],
    ['export default async function () {}', { default: '<function default>' }],
    ['export default function f() {}', { default: 'f' }],
    ['export default class {}', { default: '<class default>' }],
    ['export default a as B;', { default: 'a?' }],
    ['export = x;', { '=': 'x?' }],
    ['const a = 1; module.exports = { a, b: 2, ["c"]: 3, m() {}, [d]: 4 };', { '=': '{a: a, b: 2, c: 3, m: <method m>, [d?]: 4}', a: 'a', b: '2', c: '3', m: '<method m>' }],
    ['module.exports = f; module.exports.a = 1; exports.b = 2; exports.c = exports.d = 3; exports["e"] = 4; exports.x.y = 5;', { '=': 'f?', a: '1', b: '2', c: '3', d: '3', e: '4' }],
    ['exports.handler = async event => g(event);', { handler: '<lambda handler>' }],
    ['function f(exports, module) { exports.a = 1; module.exports = 2; }', {}],
    ['export const f = () => { const inner = 1; outer = 2; };', { f: 'f' }],
  ])('%s', (source, expected) => {
    expect(exported(lower(source))).toEqual(expected);
  });

  test('spreads of required modules are re-exports', () => {
    expect(lower("module.exports = { ...require('./a'), b };").reexports).toEqual(['./a']);
  });

  test('`Module` carries what it was given', () => {
    const text = '#!/usr/bin/env node\n// promptfare-ignore x\n/* b */ return require("y");\n';
    const module = parseJavaScript('bin/a.js', `\uFEFF${text}`) as Module;
    expect(module).toMatchObject({ path: 'bin/a.js', language: 'javascript', text });
    expect(module.comments.map(comment => [comment.text, text.slice(...comment.range)])).toEqual([
      [' promptfare-ignore x', '// promptfare-ignore x'],
      [' b ', '/* b */'],
    ]);
    expect(module.functions[0]).toMatchObject({ kind: 'module', range: [0, text.length] });
  });

  test.each(['a.cts', 'a.mts', 'a.ts', 'a.tsx'])('%s is TypeScript', path => {
    expect(lower('const x: X = f<Y>(1);', path).language).toBe('typescript');
  });

  test.each(['a.js', 'a.jsx', 'a.mjs'])('%s is JavaScript with JSX', path => {
    expect(lower('const x = <A b={f(1)} />;', path)).toMatchObject({ language: 'javascript', calls: [{}] });
  });

  test('flow types in .js', () => {
    expect(parseJavaScript('a.js', '// @flow\nfunction f(x: number): string { return g(x); }')).toMatchObject({ calls: [{}] });
  });
});

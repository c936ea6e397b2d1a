import { describe, expect, test } from 'vitest';
import type { Binding, Module, NameExpr } from '../../../src/core/ir.ts';
import { defsOf, fnOf, lower, print, printDef } from './lower.ts';

/** What each `use(name)` refers to: the events of its binding. */
function uses(source: string, path?: string): string[][] {
  return lower(source, path).calls
    .filter(({ callee }) => callee.kind === 'name' && callee.name === 'use')
    .map(({ args }) => ((args[0]!.value as NameExpr).binding?.defs ?? []).map(printDef));
}

describe('scopes', () => {
  test.each<[string, string, string[][]]>([
    ['blocks', 'const a = 1; { const a = 2; use(a); } use(a);', [['assign 2'], ['assign 1']]],
    ['hoisted var', 'function f() { use(a); if (x) { var a = 1; } use(a); }', [['assign 1'], ['assign 1']]],
    ['hoisted function', 'use(f); function f() {}', [['function f']]],
    ['function in a block', '{ function f() {} use(f); } use(f);', [['function f'], []]],
    ['later let shadows', 'const a = 1; function f() { use(a); let a = 2; }', [['assign 2']]],
    ['closures', 'let a = 1; const f = () => { a = 2; use(a); };', [['assign 1', 'assign 2']]],
    ['catch', 'try {} catch (e) { use(e); } use(e);', [['unknown caught error'], []]],
    ['catch pattern', 'try {} catch ({ message }) { use(message); }', [['unknown caught error']]],
    ['parameters', 'const f = (a, { b, c: { d = 1 } = {}, ...e }, [g, ...h] = [], ...i) => { use(a); use(b); use(d); use(e); use(g); use(h); use(i); };',
      [['param 0'], ['param .b 1'], ['param .c.d 1 ?? 1'], ['param ....-b-c 1'], ['param .0 2'], ['param ....-0 2'], ['param 3']]],
    ['defaults see parameters', 'function f(a, b = use(a)) {}', [['param 0']]],
    ['named function expression', 'const f = function g() { use(g); }; use(g);', [['function g'], []]],
    ['own variable of that name', 'const f = function g(g) { use(g); };', [['param 0']]],
    ['class', 'use(A); class A { m() { use(A); } }', [['class A'], ['class A']]],
    ['named class expression', 'const B = class A { m() { use(A); } }; use(A);', [['class A'], []]],
    ['loop variable', 'for (let i = 0; i < 1; i++) use(i); use(i);', [['assign 0', 'append 1'], []]],
    ['switch', 'switch (a) { case 1: let b = 1; use(b); } use(b);', [['assign 1'], []]],
    ['this parameter', 'function f(this: X, a: string) { use(a); }', [['param 0']]],
  ])('%s', (_, source, expected) => {
    expect(uses(source)).toEqual(expected);
  });

  test('undeclared variables of scripts', () => {
    expect(uses('config = { a: 1 }; use(config);', 'a.js')).toEqual([['assign {a: 1}']]);
  });

  test('static blocks hold their variables', () => {
    expect(uses('class A { static { var a = 1; use(a); } } use(a);')).toEqual([['assign 1'], []]);
  });
});

describe('events', () => {
  test.each<[string, string[]]>([
    ['let x;', ['assign undefined']],
    ['let x = 1; x = 2; x += 3; x -= 1; x++; x--; x ||= 4; x &&= 5; x ??= 6;',
      ['assign 1', 'assign 2', 'append 3', 'assign (x - 1)', 'append 1', 'append -1', 'assign or(x, 4)', 'assign and(x, 5)', 'assign nullish(x, 6)']],
    ['const x = {}; x.a = 1; x.a.b["c"] = 2; x[0] = 3; x[k].d = 4; x.a += 5; x.a ??= 6; x.n++; delete x.a.b; delete x["c"];',
      ['assign {}', 'set .a 1', 'set .a.b.c 2', 'set .0 3', 'set .[k?].d 4', 'set .a += 5', 'set .a nullish(x.a, 6)', 'set .n += 1', 'delete .a.b', 'delete .c']],
    ['const x = []; x.push(1); x.a.unshift(2, 3); x.splice(0, 1); x.concat([1]); x.set("a", 1); (x as any).list!.add(1); Object.assign(x, y); Object.assign(x.a, y);',
      ['assign []', 'mutate x.push(1)', 'mutate .a x.a.unshift(2, 3)', 'mutate x.splice(0, 1)', 'mutate x.set("a", 1)', 'mutate .list x.list.add(1)', 'mutate Object?.assign(x, y?)', 'mutate .a Object?.assign(x.a, y?)']],
    ['const { x } = a;', ['assign .x a?']],
    ['const { y: { x = 1 }, ...z } = a;', ['assign .y.x a? ?? 1']],
    ['const { y, ["w"]: w, [k]: v, ...x } = a;', ['assign ....-y-w a?']],
    ['const [, x] = a;', ['assign .1 a?']],
    ['let x; ({ x } = a); [x] = b; ({ y: x = 2 } = c); [...x] = d;', ['assign undefined', 'assign .x a?', 'assign .0 b?', 'assign .y c? ?? 2', 'assign ....- d?']],
    ['const x = {}; [x.a, x.b] = c; ({ d: x.e } = f);', ['assign {}', 'set .a c?.0', 'set .b c?.1', 'set .e f?.d']],
    ['let x = y = 3;', ['assign 3']],
    ['let x; for (x of xs) {} for (x in o) {} for (const [a, x] of b) {}', ['assign undefined', 'item of xs?', 'item key of o?']],
    ['for (var x of xs) {}', ['item of xs?']],
    ['for (var { a: { x } } of xs) {}', ['item .a.x of xs?']],
    ['{ using y = z; } const x = 1;', ['assign 1']],
    ['var x = 1; var x; var x = 2;', ['assign 1', 'assign 2']],
    ['declare const x: X;', ['unknown declared elsewhere']],
  ])('%s', (source, expected) => {
    expect(defsOf(lower(source), 'x')).toEqual(expected);
  });

  test('an event takes effect where it ends: the right side does not see it', () => {
    const module = lower('let x = 1;\nx = x + 1;');
    const { defs } = module.globals.get('x') as Binding;
    expect(defs.map(({ at }) => at.offset)).toEqual([9, 20]);
  });

  test('types of bindings', () => {
    const module = lower('import type { C } from "c"; const x: C = f(); let y: C | undefined; var { z }: D = w;');
    const typeOf = (name: string): string | undefined => module.globals.get(name)?.type && print(module.globals.get(name)!.type!);
    expect(['x', 'y', 'z'].map(typeOf)).toEqual(['C', 'C', undefined]);
  });
});

describe('functions', () => {
  test('parameters, returns, yields, parents', () => {
    const module: Module = lower('async function* f(a: A, b = 1, ...c: C[]) { yield 1; yield* d; const g = () => 2; if (a) return 3; return; }');
    const f = fnOf(module, 'f');
    expect(f).toMatchObject({ kind: 'function', isAsync: true, isGenerator: true, parent: { kind: 'module' } });
    expect(f.params.map(({ name, kind, index, default: initial, type }) => [name, kind, index, initial && print(initial), type && print(type)])).toEqual([
      ['a', 'positional', 0, undefined, 'A?'],
      ['b', 'positional', 1, '1', undefined],
      ['c', 'rest', 2, undefined, undefined],
    ]);
    expect(f.returns.map(({ value }) => print(value))).toEqual(['3', 'undefined']);
    expect(f.yields.map(({ value }) => print(value))).toEqual(['1']);
    expect(fnOf(module, 'g')).toMatchObject({ kind: 'lambda', parent: { name: 'f' } });
    expect(fnOf(module, 'g').returns.map(({ value }) => print(value))).toEqual(['2']);
  });
});

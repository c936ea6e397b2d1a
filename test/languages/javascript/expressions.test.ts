import { describe, expect, test } from 'vitest';
import { lower, print, valueOf } from './lower.ts';

function value(source: string): string {
  return print(valueOf(lower(`const x = ${source};`), 'x'));
}

describe('expressions', () => {
  test.each([
    ['1', '1'],
    ['1_000', '1000'],
    ['10n', '10'],
    ['-1', '-1'],
    ['+1', '1'],
    ['0x10', '16'],
    ['2 * 1024', '(2 * 1024)'],
    ['true', 'true'],
    ['null', 'null'],
    ['undefined', 'undefined'],
    ['void 0', 'undefined'],
    ['!0', 'true'],
    ['!a', '<unary !>'],
    ['typeof a', '<unary typeof>'],
    ['/a/g', '<regular expression>'],
    ['`a`', '"a"'],
    ['a.b["c"][0][k]', 'a?.b.c.0.[k?]'],
    ['a?.b?.[0]?.()', 'a?.b.0()'],
    ['(a as B).c!.d', 'a?.c.d'],
    ['<B>a', 'a?'],
    ['a satisfies B', 'a?'],
    ['{ a: 1 } as const', '{a: 1}'],
    ['a ? 1 : 2', 'if(a?, 1, 2)'],
    ['a || 1 || 2', 'or(or(a?, 1), 2)'],
    ['a ?? 1', 'nullish(a?, 1)'],
    ['a && 1', 'and(a?, 1)'],
    ['(a(), b)', 'b?'],
    ['"a" + b + `c`', '(("a" + b?) + "c")'],
    ['{ a, "b-c": 1, 2: 3, [k]: v, ["lit"]: 4, ...rest, m() {}, get g() { return 1 }, set s(v) {}, f: () => 1 }',
      '{a: a?, b-c: 1, 2: 3, [k?]: v?, lit: 4, ...rest?, m: <method m>, g: <getter g>, f: <lambda f>}'],
    ['[1, , ...a]', '[1, undefined, ...a?]'],
    ['new X', 'new X?()'],
    ['new a.B(1, ...c)', 'new a?.B(1, ...c?)'],
    ['await f()', 'await f?()'],
    ['await (f() as T)', 'await f?()'],
    ['[await import("y"), require("z")]', '[await import?("y"), require?("z")]'],
    ['import.meta.url', 'import?.meta.url'],
    ['tag`a${1}`', 'tag?"a${1}"'],
    ['function () {}', '<function x>'],
    ['function f() {}', '<function f>'],
    ['class {}', '<class x>'],
    ['f<string>(1)', 'f?(1)'],
    ['y = 2', '2'],
    ['y ??= 2', 'nullish(y, 2)'],
  ])('%s', (source, printed) => {
    expect(value(source)).toBe(printed);
  });

  test('JSX is opaque, and what it holds is visited', () => {
    const module = lower('const x = <A b={f()} {...g()}>{h()}<C>{[1].map(i => <d>{k(i)}</d>)}</C></A>;', 'a.tsx');
    expect(print(valueOf(module, 'x'))).toBe('<JSX>');
    expect(module.calls.map(print)).toEqual(['f?()', 'g?()', 'h?()', '[1].map(<lambda>)', 'k?(i)']);
  });

  test('calls stand in order of their start, outer first', () => {
    const module = lower('a(b(), new C).d(e`x${f()}`);');
    expect(module.calls.map(print)).toEqual(['a?(b?(), new C?()).d(e?"x${f?()}")', 'a?(b?(), new C?())', 'b?()', 'new C?()', 'e?(e?"x${f?()}")', 'f?()']);
  });

  test('argument ranges lie between the parentheses', () => {
    const text = 'a/*(*/<T>(1, 2,); new B; new C(); (d)(x); new (e()); f?.(); import("g")';
    const module = lower(text);
    expect(module.calls.map(({ argsRange }) => argsRange && text.slice(...argsRange))).toEqual(['1, 2,', undefined, '', 'x', undefined, '', '', '"g"']);
  });

  test('a function in argument position knows its call', () => {
    const module = lower('items.map(async item => go(item)); run(1, function () {} as F);');
    expect(module.functions.slice(1).map(({ passedTo }) => passedTo && [print(passedTo.call), passedTo.index])).toEqual([
      ['items?.map(<lambda>)', 0],
      ['run?(1, <function>)', 1],
    ]);
  });

  test('entries start at their key', () => {
    const text = 'const x = { a: 1, "b": 2, c, [d]: 3, async e() {}, ...f };';
    const object = valueOf(lower(text), 'x');
    if (object.kind !== 'object') throw new Error(object.kind);
    expect(object.entries.map(entry => [text.slice(...entry.range), entry.kind === 'entry' ? text.slice(...entry.keyRange) : ''])).toEqual([
      ['a: 1', 'a'],
      ['"b": 2', '"b"'],
      ['c', 'c'],
      ['[d]: 3', 'd'],
      ['async e() {}', 'e'],
      ['...f', ''],
    ]);
  });
});

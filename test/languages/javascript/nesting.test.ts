import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { measureNesting } from '../../../src/languages/javascript/nesting.ts';
import { runs } from '../../fuzz.ts';
import { compiledLanguage, runChild } from './compiled.ts';
import { shapes } from './shapes.ts';

function isRefused(text: string, hasJsx = true, limit?: number): boolean {
  return measureNesting(text, hasJsx, limit).refusedAt !== undefined;
}

describe('C2: the guard', () => {
  test.each(shapes)('%s passes %d times, not once more', (name, deepest, make) => {
    const hasJsx = !name.startsWith('ts_');
    if (deepest === Infinity) return expect(isRefused(make(100_000), hasJsx)).toBe(false);
    expect(isRefused(make(deepest - 1), hasJsx)).toBe(false);
    expect(isRefused(make(deepest), hasJsx)).toBe(false);
    expect(isRefused(make(deepest + 1), hasJsx)).toBe(true);
    expect(isRefused(make(100_000), hasJsx)).toBe(true);
  });

  test('999 and 1,000 levels of brackets pass, 1,001 do not', () => {
    for (const [open, close] of [['(', ')'], ['[', ']'], ['{', '}']] as const) {
      expect([999, 1_000, 1_001].map(n => isRefused(open.repeat(n) + close.repeat(n)))).toEqual([false, false, true]);
    }
  });

  test('a million levels are refused early', () => {
    expect(measureNesting('['.repeat(1_000_000), true).refusedAt).toBe(1_000);
  });

  const wraps: readonly (readonly [string, string])[] = [
    ['[', ']'], ['f(', ')'], ['({a:', '})'], ['`a${', '}b`'], ['- ', ''], ['!', ''], ['typeof ', ''], ['1+', ''], ['a&&', ''], ['(', ' as any)'], ['a?b:', ''],
    ['a?(b):', ''], ['x=', ''], ['x=>', ''], ['(a,b)=>', ''], ['async x=>', ''], ['()=>{return ', '}'], ['(function(){ return ', '\n})'], ['(class{a=', '})'],
    ['(class{static{', '}})'], ['new X(', ')'], ['<b>{', '}</b>'], ['<a b={', '}/>'], ["<a>it's `x`{", '}</a>'], ['import(', ')'], ['(x as Foo<Bar, Baz>)[', ']'],
    ['({a(){', '}})'], ['x< ', ''], ['/re[/]/.test(', ')'], ['()=>{ if(a) return ', '; else b; }'], ['()=>{ for(;;) { switch(x){ case 1: y; default: z(', '\n) } } }'],
    ['()=>{ try{ ', '\n } catch { } }'], ['a.b?.c[', ']'], ["()=>{\n// it's\nconst t = ", ';\nreturn t }'], ['tag`${', '}`'], ['(', ').a.b()'], ['(', '+1+1)'],
  ];

  test('whatever is mixed, 1,000 levels and more are refused, 60 are not', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...wraps), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1 }), (some, seed) => {
        expect(isRefused(mixed(some, seed, 1_002))).toBe(true);
        expect(isRefused(mixed(some, seed, 60))).toBe(false);
      }),
      { numRuns: runs(300, 20_000), endOnFailure: true },
    );
  });

  test.each<[string, string, boolean?]>([
    ['strings', `f("((((", '[[[[', "\\"(((", '\\\\', "a\\\n((((");`],
    ['comments', '// ((((\n/* [[[[ */ f() // `{{{\n'],
    ['regular expressions', 'const a = /[(]{((((/.test(b) || c / d / (e); if (x) /\\[(((/.exec(y); return /((((`/;'],
    ['template text', 'const a = `(((( ${b} [[[[ \\` \\${ ((((`;'],
    ['JSX text', "const a = <p>it's `(((( /* // {b} don't</p>;"],
    ['many statements without semicolons', 'const a = b.c(d) + e\n'.repeat(3_000), false],
    ['many statements of one line', 'var a=b.c(d)+e;'.repeat(3_000), false],
    ['many methods', `class A { ${'m() { return a.b }\n'.repeat(3_000)} }`, false],
    ['many functions of one line', 'function f(){return a+b}'.repeat(3_000), false],
    ['many entries', `x = { ${'a: b + c,'.repeat(3_000)} }`, false],
    ['many members of an interface', `interface A { ${'a?: B<C> | D\n'.repeat(3_000)} }`, false],
    ['many holes', `\`${'${a.b}'.repeat(3_000)}\``, false],
    ['many children', `x = <a>${'<b c={d}>e</b>'.repeat(3_000)}</a>`, false],
    ['many cases', `switch (a) { ${'case 1: f(a); break;'.repeat(3_000)} }`, false],
    ['many type arguments', 'const a: B<C, D<E>> = f<G>(h)\n'.repeat(3_000), false],
    ['generic arrows', 'const f = <T,>(a: T) => a\nconst g = <T extends U>(a: T) => a\n'.repeat(500), false],
  ])('%s do not nest', (_, text, closes = true) => {
    const nest = measureNesting(text, true);
    expect(nest.refusedAt).toBeUndefined();
    if (closes) expect(nest.frames).toHaveLength(1);
    if (closes) expect(isRefused(text, true, 12)).toBe(false);
  });
});

describe('C2: in a child process', () => {
  let root: string;
  beforeAll(() => {
    root = compiledLanguage();
  });

  test('no shape kills the parser or the lowering, at the limit or beyond', () => {
    const printed = runChild(root, `
      import { parseJavaScript } from './src/languages/javascript/index.js';
      import { shapes } from './test/languages/javascript/shapes.js';
      for (const [name, deepest, make] of shapes) {
        const counts = deepest === Infinity ? [1_000, 100_000] : [deepest - 1, deepest, deepest + 1, 100_000];
        const path = name.startsWith('ts_') ? 'a.ts' : 'a.tsx';
        for (const n of counts) {
          const { error } = parseJavaScript(path, make(n));
          console.log(name, n, error?.startsWith('Nested') ? 'refused' : error?.startsWith('The parser') ? error : 'read');
        }
      }
    `);
    const lines = printed.trim().split('\n');
    const expected = shapes.flatMap(([name, deepest]) =>
      deepest === Infinity
        ? [`${name} 1000 read`, `${name} 100000 read`]
        : [`${name} ${deepest - 1} read`, `${name} ${deepest} read`, `${name} ${deepest + 1} refused`, `${name} 100000 refused`],
    );
    expect(lines).toEqual(expected);
  }, 180_000);

  test('half of the usual stack is enough for the lowering of what the parser gives', () => {
    const printed = runChild(root, `
      import { parse } from './src/languages/javascript/oxc.js';
      import { lowerProgram } from './src/languages/javascript/index.js';
      import { shapes } from './test/languages/javascript/shapes.js';
      for (const [name, , make] of shapes) {
        const text = make(1_000);
        const { program } = parse('a.tsx', text, name.startsWith('ts_') ? 'ts' : 'tsx', 'module');
        lowerProgram(program, { path: 'a.tsx', text, language: 'typescript', comments: [] });
      }
      console.log('done');
    `, ['--stack-size=490']);
    expect(printed).toBe('done\n');
  }, 180_000);
});

function mixed(some: readonly (readonly [string, string])[], seed: number, levels: number): string {
  let state = seed;
  let before = 'x=';
  let after = '';
  for (let i = 0; i < levels; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const [open, close] = some[state % some.length]!;
    before += open;
    after = close + after;
  }
  return `${before}1${after}`;
}

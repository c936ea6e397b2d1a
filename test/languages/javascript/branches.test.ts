import { describe, expect, test } from 'vitest';
import type { Loop, Module } from '../../../src/core/ir.ts';
import { lower, print, printArms } from './lower.ts';

/** The arms of each call `f(n)`, by `n`. */
function arms(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { args, at } of lower(source).calls) {
    if (args[0]?.value.kind === 'number') found[args[0].value.value] = printArms(at);
  }
  return found;
}

describe('arms', () => {
  test.each<[string, Record<string, string>]>([
    ['if (f(0)) f(1); else f(2); f(3);', { 0: '', 1: 'if0', 2: 'if1', 3: '' }],
    ['if (a) f(1); else if (b) f(2); else f(3);', { 1: 'if0', 2: 'if1', 3: 'if2' }],
    ['function g() { if (a) { f(1); return; } f(2); }', { 1: 'if0!', 2: '' }],
    ['function g() { if (a) { if (b) { f(1); return; } else { throw f(2); } } else { f(3); } }', { 1: 'if0! if0!', 2: 'if0! if1!', 3: 'if1' }],
    ['function g() { if (a) { if (b) { return f(1); } f(2); } }', { 1: 'if0 if0!', 2: 'if0' }],
    ['if (a) { f(1); process.exit(1); } f(2);', { 1: 'if0!', 2: '' }],
    ['a && f(1); a ? f(2) : f(3); a || (b && f(4)); x = a ? f(5) : f(6);', { 1: 'if0', 2: 'if0', 3: 'if1', 4: 'if0 if0', 5: 'if0', 6: 'if1' }],
    ['for (;;) { if (a) { f(1); break; } f(2); }', { 1: 'loop0 if0!42', 2: 'loop0' }],
    ['for (const a of b) { if (a) { f(1); continue; } f(2); }', { 1: 'loop0 if0!55', 2: 'loop0' }],
    ['function g() { for (const a of b) { return f(1); } f(2); }', { 1: 'loop0!', 2: '' }],
    ['function g() { while (true) { f(1); } }', { 1: 'loop0!' }],
    ['while (true) { if (a) break; f(1); }', { 1: 'loop0' }],
    ['do { f(1); } while (f(2));', { 1: 'loop0', 2: 'loop0' }],
    ['for (let i = f(1); f(2); f(3)) f(4);', { 1: '', 2: 'loop0', 3: 'loop0', 4: 'loop0' }],
    ['switch (f(0)) { case 1: case 2: f(1); break; case 3: f(2); return; default: f(3); }', { 0: '', 1: 'switch0', 2: 'switch1!', 3: 'switch2' }],
    ['switch (a) { case 1: f(1); case 2: f(2); break; case 3: f(3); }', { 1: 'switch0 if0', 2: 'switch0', 3: 'switch1' }],
    ['switch (a) { case 1: { if (b) { f(1); break; } f(2); return; } }', { 1: 'switch0!64 if0!64', 2: 'switch0!64' }],
    ['try { f(1); } catch { f(2); } finally { f(3); }', { 1: 'try0', 2: 'try1', 3: '' }],
    ['try { f(1); } finally { f(2); }', { 1: '', 2: '' }],
    ['try { if (a) { f(1); throw b; } f(2); } catch { f(3); }', { 1: 'try0 if0!39', 2: 'try0', 3: 'try1' }],
    ['try { f(1); throw b; } catch { f(2); }', { 1: 'try0!22', 2: 'try1' }],
    ['function g() { try { return f(1); } catch { throw f(2); } f(3); }', { 1: 'try0!', 2: 'try1!', 3: '' }],
    ['a: for (;;) { for (;;) { if (b) { f(1); continue a; } if (c) { f(2); break a; } } }', { 1: 'loop0 loop0!83 if0!83', 2: 'loop0 loop0!83 if0!83' }],
    ['function g() { for (const a of b) { if (a) break; f(1); return; } f(2); }', { 1: 'loop0', 2: '' }],
    ['function g() { for (const a of b) { if (a) continue; f(1); return; } }', { 1: 'loop0' }],
    ['a: { if (b) { f(1); break a; } f(2); } f(3);', { 1: 'if0!38', 2: '', 3: '' }],
    ['if (a) { const g = () => { f(1); }; }', { 1: '' }],
  ])('%s', (source, expected) => {
    expect(arms(source)).toEqual(expected);
  });

  test('branches know their test, their number of arms, and whether one always runs', () => {
    const module = lower('if (a > 1) f(1); else if (b) f(2); if (c) f(3); else f(4); try { f(5); } catch {} switch (d) { default: f(6); } do { f(7); } while (e);');
    const branches = module.calls.map(({ at }) => at.arms[0]!.branch).map(({ kind, arms: count, total, test: asked }) => [kind, count, total, asked && print(asked)]);
    expect(branches).toEqual([
      ['if', 2, false, '(a? > 1)'],
      ['if', 2, false, '(a? > 1)'],
      ['if', 2, true, 'c?'],
      ['if', 2, true, 'c?'],
      ['try', 2, true, undefined],
      ['switch', 1, true, 'd?'],
      ['loop', 1, true, undefined],
    ]);
  });
});

describe('loops', () => {
  test.each<[string, unknown[][]]>([
    ['for (const [a, b] of xs) f();', [['for-of', 'xs?', undefined, ['a', 'b'], [], undefined]]],
    ['let a; for (a of xs) f();', [['for-of', 'xs?', undefined, ['a'], [], undefined]]],
    ['for await (const a of g()) f();', [['for-of', 'g?()', undefined, ['a'], [], undefined]]],
    ['for (const k in o) f();', [['for-in', 'o?', undefined, ['k'], [], undefined]]],
    ['for (let i = 0, n = xs.length; i < n; i++) f();', [['for', undefined, '(i < n)', ['i', 'n'], [], undefined]]],
    ['while (a) f();', [['while', undefined, 'a?', [], [], undefined]]],
    ['do f(); while (a);', [['while', undefined, 'a?', [], [], undefined]]],
    ['function g() { for (;;) { f(); if (a) break; if (b) return; if (c) throw d; if (e) continue; switch (h) { case 1: break; } } }',
      [['for', undefined, undefined, [], ['break', 'return', 'throw'], undefined]]],
    ['for (;;) { try { f(); throw a; } catch { if (b) throw c; } }', [['for', undefined, undefined, [], ['throw'], undefined]]],
    ['a: for (const x of xs) { f(); for (;;) { f(); continue a; } }',
      [['for-of', 'xs?', undefined, ['x'], [], undefined], ['for', undefined, undefined, [], ['break'], 'for-of']]],
    ['for (const x of xs) { ys.map(() => f()); }', [['for-of', 'xs?', undefined, ['x'], [], undefined]]],
  ])('%s', (source, expected) => {
    expect(loops(lower(source)).map(describeLoop)).toEqual(expected);
  });

  test('the loop around a call is one of its own function', () => {
    const module = lower('for (const x of xs) { f(x); const g = async () => { h(x); }; }');
    expect(module.calls.map(({ loop }) => loop?.kind)).toEqual(['for-of', undefined]);
  });
});

function loops(module: Module): Loop[] {
  return [...new Set(module.calls.flatMap(({ loop }) => (loop ? [loop] : [])))];
}

function describeLoop({ kind, over, test: condition, bindings, exits, parent }: Loop): unknown[] {
  return [kind, over && print(over), condition && print(condition), bindings.map(({ name }) => name), exits.map(exit => exit.kind), parent?.kind];
}

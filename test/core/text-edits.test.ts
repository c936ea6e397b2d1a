/** A6: edits of texts and of files, each bound at its edge. */
import { describe, expect, test } from 'vitest';
import { type Edit, applyEdits, insertEntry, insertItem, isExact, overlaps, remove, removeEntry, removeFromText, removeItem, renameEntry, replaceInText, wrap } from '../../src/core/edit.ts';
import type { CallExpr, Module, ObjectExpr } from '../../src/core/ir.ts';
import type { Entry, ListValue, ObjectValue, Piece, Text } from '../../src/core/value.ts';
import { parseModule } from '../../src/languages/index.ts';
import { notebook } from './notebook.ts';

/** Pieces one behind the other from offset 10: text that stands for itself, `~text` that does not (twice as long in the file), `<hole>`. */
function textOf(...parts: readonly string[]): Text {
  let offset = 10;
  const pieces = parts.map((part): Piece => {
    const length = part.startsWith('<') ? part.length + 2 : part.startsWith('~') ? 2 * (part.length - 1) : part.length;
    const range = [offset, (offset += length)] as const;
    if (part.startsWith('<')) return { hole: part.slice(1, -1), path: 'a', range };
    return part.startsWith('~') ? { value: part.slice(1), path: 'a', range, exact: false } : { value: part, path: 'a', range, exact: true };
  });
  return { kind: 'text', pieces };
}
const inShort = (edits: readonly Edit[] | undefined): string | undefined => edits?.map(({ range, text }) => `${range.join('-')} '${text}'`).join(', ');

describe('one place in a text is replaced', () => {
  const replaced = (parts: readonly string[], from: string): string | undefined => inShort([replaceInText(textOf(...parts), from, 'X')].flatMap(edit => edit ?? []));
  test.each([
    ['at its start', ['abc def'], 'abc', "10-13 'X'"],
    ['at its end', ['abc def'], 'def', "14-17 'X'"],
    ['behind a hole', ['abc', '<h>', 'def'], 'def', "18-21 'X'"],
    ['in no piece', ['abc'], 'x', ''],
    ['over two pieces', ['ab', 'cd'], 'bc', ''],
    ['in a piece that stands not for itself', ['~abc'], 'abc', ''],
    ['twice in a piece', ['abab'], 'ab', ''],
    ['twice, over itself', ['aaa'], 'aa', ''],
    ['in two pieces', ['ab', '<h>', 'ab'], 'ab', ''],
  ])('%s', (_, parts, from, expected) => expect(replaced(parts, from)).toBe(expected));
});

describe('characters of a text are taken out', () => {
  test.each([
    ['at the start', ['abcdef'], 0, 2, "10-12 ''"],
    ['at the end', ['abcdef'], 4, 6, "14-16 ''"],
    ['in the middle', ['abcdef'], 1, 3, "11-13 ''"],
    ['over two pieces that touch', ['abc', 'def'], 2, 4, "12-14 ''"],
    ['up to a hole', ['abc', '<h>', 'def'], 1, 3, "11-13 ''"],
    ['from behind a hole', ['abc', '<h>', 'def'], 3, 5, "18-20 ''"],
    ['over a hole', ['abc', '<h>', 'def'], 2, 4, undefined],
    ['a whole piece that stands not for itself', ['ab', '~cd', 'ef'], 2, 4, "12-16 ''"],
    ['such a piece and what is around it', ['ab', '~cd', 'ef'], 1, 5, "11-17 ''"],
    ['a part of such a piece', ['ab', '~cd', 'ef'], 1, 3, undefined],
    ['nothing', ['abc'], 1, 1, ''],
  ])('%s', (_, parts, start, end, expected) => expect(inShort(removeFromText(textOf(...parts), start, end))).toBe(expected));

  test('in pieces of two files, or apart, they are two edits', () => {
    const { pieces: [first, second] } = textOf('ab', 'cd');
    expect(removeFromText({ kind: 'text', pieces: [first!, { ...second!, path: 'b' } as Piece] }, 1, 3)).toEqual([{ path: 'a', range: [11, 12], text: '' }, { path: 'b', range: [12, 13], text: '' }]);
    expect(removeFromText({ kind: 'text', pieces: [first!, { ...second!, range: [20, 22] } as Piece] }, 1, 3)).toEqual([{ path: 'a', range: [11, 12], text: '' }, { path: 'a', range: [20, 21], text: '' }]);
    // What stands between the items of a joined list is one piece of source.
    expect(removeFromText({ kind: 'text', pieces: [first!, { ...second!, range: [30, 32] } as Piece, { ...first!, range: [20, 22] } as Piece, { ...second!, range: [30, 32] } as Piece] }, 0, 3)).toBeUndefined();
  });
});

describe('edits of a file', () => {
  const edit = (start: number, end: number, text = ''): Edit => ({ path: 'a', range: [start, end], text });
  test('are applied in their order, insertions at one point as they are given', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'X'), edit(0, 1)])).toBe('bcdXf');
    expect(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2')])).toBe('a12b');
    expect(applyEdits('abcd', [edit(1, 3, 'X'), edit(1, 1, '1')])).toBe('a1Xd');
    expect(applyEdits('abcd', [edit(0, 2, 'X'), edit(2, 4, 'Y')])).toBe('XY');
    expect(() => applyEdits('abcd', [edit(0, 3), edit(2, 4)])).toThrow('overlapping edits at 2 in a');
  });
  test.each([
    ['side by side', edit(0, 2), edit(2, 4), false],
    ['over each other', edit(0, 3), edit(2, 4), true],
    ['the later given first', edit(2, 4), edit(0, 3), true],
    ['one in the other', edit(0, 4), edit(1, 2), true],
    ['at one point', edit(1, 1), edit(1, 1), true],
    ['an insertion at the end of another', edit(0, 2), edit(2, 2), false],
    ['in two files', edit(0, 2), { ...edit(0, 2), path: 'b' }, false],
  ])('%s', (_, a, b, expected) => expect(overlaps(a, b)).toBe(expected));
  test('take away, and put around', () => {
    expect(remove({ path: 'a', range: [1, 2] })).toEqual(edit(1, 2));
    expect(applyEdits('abc', wrap({ path: 'a', range: [1, 2] }, '(', ')'))).toBe('a(b)c');
  });
  test('a piece is exact where it stands for itself', () => {
    expect(textOf('a', '~b', '<h>').pieces.map(isExact)).toEqual([true, false, false]);
  });
});

/** The object of `x = { … }`, as an engine would give it. */
function objectIn(code: string): { readonly object: ObjectValue; readonly code: string } {
  const module = parseModule('a.ts', code) as Module;
  const [def] = module.globals.get('x')!.defs;
  const expr = (def as { readonly value: ObjectExpr }).value;
  return { object: valueOf(module, expr), code };
}
function valueOf(module: Module, expr: ObjectExpr): ObjectValue {
  const entries = expr.entries.flatMap((entry): [string, Entry][] => (entry.kind === 'entry' && typeof entry.key === 'string' ? [[entry.key, { value: entry.value.kind === 'object' ? valueOf(module, entry.value) : { kind: 'null' }, origin: { path: module.path, range: entry.range } }]] : []));
  return { kind: 'object', entries: new Map(entries), open: expr.entries.some(({ kind }) => kind === 'spread'), literal: { module, expr } };
}
const after = (code: string, edit: Edit | undefined): string | undefined => edit && applyEdits(code, [edit]);

test('an entry goes into the deepest object that there is, and nowhere where its key stands', () => {
  const into = (text: string, path: string): string | undefined => {
    const { object, code } = objectIn(text);
    return after(code, insertEntry(object, path.split('.'), 9));
  };
  expect(into('x = { a: 1 }', 'b.c')).toBe('x = { a: 1, b: { c: 9 } }');
  expect(into('x = { a: { b: 1 } }', 'a.c')).toBe('x = { a: { b: 1, c: 9 } }');
  expect(into('x = { a: 1 }', 'a')).toBeUndefined();
  expect(into('x = { a: 1 }', 'a.b')).toBeUndefined();
  const { object } = objectIn('x = { a: 1 }');
  const { literal: _, ...bare } = object;
  expect([insertEntry(bare, ['b'], 9), insertEntry(object, [], 9)]).toEqual([undefined, undefined]);
});

test('an entry is printed for where it goes', () => {
  const code = 'f({ a: 1 }).b(2)';
  const parsed = parseModule('a.ts', code) as Module;
  const module: Module = { ...parsed, syntax: { ...parsed.syntax, entry: (key, value, place) => `${place} ${key} ${value}` } };
  const [chain, call] = module.calls.toSorted((a, b) => b.range[1] - a.range[1]) as [CallExpr, CallExpr];
  const into = (expr: ObjectExpr | CallExpr, isBuilder?: true): string | undefined => after(code, insertEntry({ kind: 'object', entries: new Map(), open: false, literal: { module, expr }, ...(isBuilder && { isBuilder }) }, ['k'], 9));
  expect(into(call.args[0]!.value as ObjectExpr)).toBe('f({ a: 1, object k 9 }).b(2)');
  expect(into(call)).toBe('f({ a: 1 }, arguments k 9).b(2)');
  expect(into(chain, true)).toBe('f({ a: 1 }).b(2)chain k 9');
  expect(into(call, true)).toBeUndefined();
});

test('an entry goes onto a line of its own where the links of a chain have one, and between brackets that hold nothing', () => {
  const into = (code: string, isBuilder?: true): string | undefined => {
    const module = parseModule('a.ts', code) as Module;
    const [outer] = module.calls.toSorted((a, b) => b.range[1] - b.range[0] - a.range[1] + a.range[0]);
    return after(code, insertEntry({ kind: 'object', entries: new Map(), open: false, literal: { module, expr: outer! }, ...(isBuilder && { isBuilder }) }, ['k'], 9));
  };
  const printed = (isBuilder?: true): string => into('f(1)', isBuilder)!.slice(isBuilder ? 4 : 5).replace(/\)$/, '');
  expect(into('f()\n  .b(2)', true)).toBe(`f()\n  .b(2)\n  ${into('f().b(2)', true)!.slice('f().b(2)'.length)}`);
  expect(into('f()')).toBe(`f(${printed().trim()})`);
  expect(into('f(\n  1,\n)')).toBe(`f(\n  1,\n  ${printed().trim()},\n)`);
});

describe('an entry is taken out of an object', () => {
  const without = (text: string, path: string): string | undefined => {
    const { object, code } = objectIn(text);
    return after(code, removeEntry(object, path.split('.')));
  };
  test.each([
    ['x = { a: 1, b: 2 }', 'a', 'x = { b: 2 }'],
    ['x = { a: 1, b: 2 }', 'b', 'x = { a: 1 }'],
    ['x = { a: 1, b: { c: 1 } }', 'b.c', 'x = { a: 1 }'],
    ['x = { a: 1, b: { c: 1, d: 2 } }', 'b.c', 'x = { a: 1, b: { d: 2 } }'],
    ['x = { a: 1, b: { ...c, d: 2 } }', 'b.d', 'x = { a: 1, b: { ...c } }'],
    ['x = { a: 1 }', 'a', undefined],
    ['x = { a: 1, b: 2 }', 'c', undefined],
    ['x = { a: 1, /* why */ b: 2 }', 'b', undefined],
  ])('%s without %s', (text, path, expected) => expect(without(text, path)).toBe(expected));

  test('the last of two with one name counts, and none that is set later', () => {
    expect(without('x = { a: 1, b: 2, a: 3 }', 'a')).toBe('x = { a: 1, b: 2 }');
    const { object } = objectIn('x = { a: 1, b: 2 }');
    const later = new Map(object.entries).set('a', { value: { kind: 'null' }, origin: { path: 'a.ts', range: [40, 45] } });
    expect(removeEntry({ ...object, entries: later }, ['a'])).toBeUndefined();
    const elsewhere = new Map(object.entries).set('a', { value: { kind: 'null' }, origin: { ...object.entries.get('a')!.origin!, path: 'b.ts' } });
    expect(removeEntry({ ...object, entries: elsewhere }, ['a'])).toBeUndefined();
    const { literal: _, ...bare } = object;
    expect([removeEntry(bare, ['a']), removeEntry(object, [])]).toEqual([undefined, undefined]);
  });
});

describe('a keyword is taken out of the arguments of a call', () => {
  const without = (path: string, code: string, key: string): string | undefined => {
    const module = parseModule(path, code) as Module;
    const [call] = module.calls as [CallExpr];
    const entries = call.args.map(({ name, range }): [string, Entry] => [name!, { value: { kind: 'null' }, origin: { path, range } }]);
    return after(code, removeEntry({ kind: 'object', entries: new Map(entries), open: false, literal: { module, expr: call } }, [key]));
  };
  test('on one line', () => {
    const code = 'f(a=1, b=2)\n';
    expect(['a', 'b', 'c'].map(key => without('a.py', code, key))).toEqual(['f(b=2)\n', 'f(a=1)\n', undefined]);
  });
  test('over the lines of a notebook', () => {
    const code = notebook('f(\n', '    a=1,\n', '    b=2,\n', ')');
    expect(['a', 'b'].map(key => without('a.ipynb', code, key))).toEqual([notebook('f(\n', '    b=2,\n', ')'), notebook('f(\n', '    a=1,\n', ')')]);
  });
});

describe('an entry gets another name', () => {
  const renamed = (text: string, from: string, to: string): string | undefined => {
    const { object, code } = objectIn(text);
    return after(code, renameEntry(object, from.split('.'), to.split('.'), 7));
  };
  test.each([
    ['x = { a: 1, b: 2 }', 'a', 'c', 'x = { c: 7, b: 2 }'],
    ['x = { a: 1, b: 2 }', 'a', 'c.d', 'x = { c: { d: 7 }, b: 2 }'],
    ['x = { a: { b: 1 } }', 'a.b', 'c', 'x = { c: 7 }'],
    ['x = { a: { b: 1 } }', 'a.b', 'a.c', 'x = { a: { c: 7 } }'],
    ['x = { a: { b: 1, c: 2 } }', 'a.b', 'd', undefined],
    ['x = { a: { b: 1, ...c } }', 'a.b', 'd', undefined],
    ['x = { a: 1, c: 2 }', 'a', 'c', undefined],
    ['x = { ...rest, a: 1 }', 'a', 'c', undefined],
    ['x = { a: 1 }', 'b', 'c', undefined],
    ['x = { a: 1 }', 'a.b', 'a.c', undefined],
  ])('%s: %s as %s', (text, from, to, expected) => expect(renamed(text, from, to)).toBe(expected));
  test('from none, and to none, it is none', () => {
    const { object } = objectIn('x = { a: 1 }');
    expect([renameEntry(object, [], ['b'], 7), renameEntry(object, ['a'], [], 7)]).toEqual([undefined, undefined]);
  });
});

test('an item is taken out of a list that is written item by item', () => {
  const list = (text: string, count = 3): ListValue => {
    const module = parseModule('a.ts', text) as Module;
    const expr = module.calls[0]!.args[0]!.value;
    return { kind: 'list', items: Array.from({ length: count }, () => ({ kind: 'null' })), open: false, origin: { path: 'a.ts', range: expr.range, module, expr } };
  };
  const without = (text: string, index: number, count?: number): string | undefined => after(text, removeItem(list(text, count), index));
  expect(without('f([1, 2, 3])', 0)).toBe('f([2, 3])');
  expect(without('f([1, 2, 3])', 2)).toBe('f([1, 2])');
  expect(without('f([1, 2, 3])', 3)).toBeUndefined();
  expect(without('f([1, 2, 3])', 0, 2)).toBeUndefined();
  expect(without('f([1, ...a, 3])', 0)).toBeUndefined();
  expect(without('f([1])', 0, 1)).toBeUndefined();
  expect(without('f(a)', 0)).toBeUndefined();
  expect(removeItem({ kind: 'list', items: [], open: false }, 0)).toBeUndefined();
  expect([after('f([1])', insertItem(list('f([1])', 1), '2')), insertItem(list('f(a)', 0), '2'), insertItem({ kind: 'list', items: [], open: false }, '2')]).toEqual(['f([1, 2])', undefined, undefined]);
});

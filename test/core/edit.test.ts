import { describe, expect, it } from 'vitest';
import { applyEdits, insertEntry, insertItem, type Edit } from '../../src/core/edit.ts';
import type { CallExpr, ListExpr, Module, ObjectExpr } from '../../src/core/ir.ts';
import type { ListValue, ObjectValue } from '../../src/core/value.ts';
import { type Place, intoBrackets } from '../../src/core/into-brackets.ts';
import { parseModule } from '../../src/languages/index.ts';
import { notebook } from './notebook.ts';

/** The text after the first argument of the last call of the file, or its keyword arguments, got a key. */
function withKey(text: string, path = 'a.ts', key = 'k.n'): string | undefined {
  const module = parsed(path, text);
  const call = module.calls.findLast(each => each.callee.kind === 'name')!;
  const first = call.args[0]?.value;
  const literal = first?.kind === 'object' ? first : call;
  return applied(text, insertEntry(valueOf(module, literal), key.split('.'), 9));
}

/** The text after the list that is the first argument of the last call got an item. */
function withItem(text: string, index?: number, path = 'a.ts'): string | undefined {
  const module = parsed(path, text);
  const list = module.calls.findLast(each => each.callee.kind === 'name')!.args[0]!.value as ListExpr;
  const value: ListValue = { kind: 'list', items: [], open: false, origin: { path, range: list.range, module, expr: list } };
  return applied(text, insertItem(value, 'X', index));
}

function parsed(path: string, text: string): Module {
  const module = parseModule(path, text);
  if ('error' in module) throw new Error(module.error);
  return module;
}
const valueOf = (module: Module, expr: ObjectExpr | CallExpr): ObjectValue => ({ kind: 'object', entries: new Map(), open: false, literal: { module, expr } });
const applied = (text: string, edit: Edit | undefined): string | undefined => edit && applyEdits(text, [edit]);

describe('an entry put into an object', () => {
  it('stands as the others do', () => {
    expect(withKey('f({ a: 1 })')).toBe('f({ a: 1, k: { n: 9 } })');
    expect(withKey('f({\n  a: 1,\n})')).toBe('f({\n  a: 1,\n  k: { n: 9 },\n})');
    expect(withKey('f({\r\n\ta: 1\r\n})')).toBe('f({\r\n\ta: 1,\r\n\tk: { n: 9 }\r\n})');
    expect(withKey('f({\n  ...rest\n})')).toBe('f({\n  ...rest,\n  k: { n: 9 }\n})');
    expect(withKey('f({})')).toBe('f({ k: { n: 9 } })');
    expect(withKey('f(a=1)', 'a.py', 'k')).toBe('f(a=1, k=9)');
    expect(withKey('f(\n    a=1,\n)', 'a.py', 'k')).toBe('f(\n    a=1,\n    k=9,\n)');
    expect(withKey('f(\n    **rest\n)', 'a.py', 'k')).toBe('f(\n    **rest,\n    k=9\n)');
  });

  it('leaves comments with what they are about', () => {
    expect(withKey('f({\n  a: 1, // one, two\n})')).toBe('f({\n  a: 1, // one, two\n  k: { n: 9 },\n})');
    expect(withKey('f({\n  a: 1 // one, two\n})')).toBe('f({\n  a: 1, // one, two\n  k: { n: 9 }\n})');
    expect(withKey('f({\n  a: 1 /* one,\n  two */\n})')).toBe('f({\n  a: 1, /* one,\n  two */\n  k: { n: 9 }\n})');
    expect(withKey('f({ /* none, yet */ })')).toBe('f({ k: { n: 9 } /* none, yet */ })');
    expect(withKey('f(\n    a=1  # one, (two)\n)', 'a.py', 'k')).toBe('f(\n    a=1,  # one, (two)\n    k=9\n)');
    expect(withKey('f(\n    a=1,  # one\n    # and more\n)', 'a.py', 'k')).toBe('f(\n    a=1,  # one\n    k=9,\n    # and more\n)');
  });

  it('stands behind the parentheses of the last', () => {
    expect(withKey('f(a=(1))', 'a.py', 'k')).toBe('f(a=(1), k=9)');
    expect(withKey('f(\n    a=(\n        "x"\n        "y"\n    ),\n)', 'a.py', 'k')).toBe('f(\n    a=(\n        "x"\n        "y"\n    ),\n    k=9,\n)');
    expect(withKey('f({ a: (1) })')).toBe('f({ a: (1), k: { n: 9 } })');
  });

  it('is a line of its own in a notebook', () => {
    const before = notebook('f(\n', '    a="x\\n",  # one, "two"\n', ')');
    expect(withKey(before, 'a.ipynb', 'k')).toBe(notebook('f(\n', '    a="x\\n",  # one, "two"\n', '    k=9,\n', ')'));
    expect(withKey(notebook('f(\n', '    a=1\n', ')'), 'a.ipynb', 'k')).toBe(notebook('f(\n', '    a=1,\n', '    k=9\n', ')'));
    expect(withKey(notebook('f(\n    a=1\n)'), 'a.ipynb', 'k')).toBe(notebook('f(\n    a=1,\n    k=9\n)'));
    expect(withKey(notebook('f(a=1)'), 'a.ipynb', 'k')).toBe(notebook('f(a=1, k=9)'));
  });
});

describe('an item put into a list', () => {
  it('stands behind the last, or behind another', () => {
    expect(withItem('f([1])')).toBe('f([1, X])');
    expect(withItem('f([1, 2])', 0)).toBe('f([1, X, 2])');
    expect(withItem('f([\n  1, // one\n  2,\n])', 0)).toBe('f([\n  1, // one\n  X,\n  2,\n])');
    expect(withItem('f([\n  (1),\n  2\n])')).toBe('f([\n  (1),\n  2,\n  X\n])');
    expect(withItem('f([(1), 2])', 0)).toBe('f([(1), X, 2])');
  });

  it('is not put behind what is more than the item', () => {
    expect(withItem('f([x for x in y])', undefined, 'a.py')).toBeUndefined();
    expect(withItem('f([x as any])')).toBeUndefined();
  });
});

describe('in lines without brackets', () => {
  const text = '{\n[1]\n- a\n';
  const plain = parsed('a.ts', 'f()');
  const asked: unknown[] = [];
  const onLines = (request: unknown): Omit<Place, 'path'> => {
    asked.push(request);
    return { range: [9, 9], before: '- ', after: '\n' };
  };
  const module: Module = { ...plain, text, syntax: { ...plain.syntax, onLines } };
  const into = (start: number, kind: 'object' | 'list' | 'arguments', index?: number) => intoBrackets(module, [[start + 1, start + 2]], [start, start + 3], kind, index);
  it('the language says where', () => {
    expect(into(6, 'list')).toEqual({ path: 'a.ts', range: [9, 9], before: '- ', after: '\n' });
    expect(into(6, 'object')).toEqual({ path: 'a.ts', range: [9, 9], before: '- ', after: '\n' });
    expect(asked).toEqual(['list', 'object'].map(kind => ({ text, into: kind, elements: [[7, 8]], index: 0 })));
    expect(into(6, 'list', 3)).toBeUndefined();
    expect(intoBrackets({ ...module, syntax: { ...module.syntax, onLines: () => undefined } }, [[7, 8]], [6, 9], 'list')).toBeUndefined();
    expect(asked).toHaveLength(2);
  });
  it('brackets and arguments are as everywhere', () => {
    expect(into(2, 'list')).toEqual({ path: 'a.ts', range: [4, 4], before: ', ', after: '' });
    expect(into(2, 'arguments')).toEqual({ path: 'a.ts', range: [4, 4], before: ', ', after: '' });
    expect(intoBrackets(module, [], [0, 3], 'object')).toEqual({ path: 'a.ts', range: [1, 2], before: ' ', after: ' ' });
    expect(asked).toHaveLength(2);
  });
});

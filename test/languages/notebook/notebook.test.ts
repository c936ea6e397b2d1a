import { describe, expect, it } from 'vitest';
import { parseNotebook } from '../../../src/languages/notebook/index.ts';
import type { Module } from '../../../src/core/ir.ts';

interface RawCell {
  cell_type: string;
  source: unknown;
  [key: string]: unknown;
}
const code = (source: unknown): RawCell => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source });
const lines = (text: string): string[] => text.split(/(?<=\n)/);
const notebook = (cells: readonly RawCell[], metadata: object = { kernelspec: { language: 'python', name: 'python3' } }): string => JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);

function read(text: string): Module {
  const module = parseNotebook('a.ipynb', text);
  if ('error' in module) throw new Error(module.error);
  return module;
}
const calls = (module: Module): string[] => module.calls.map(({ callee }) => (callee.kind === 'name' ? callee.name : callee.kind === 'member' ? String(callee.property) : '?'));

describe('cells', () => {
  it('are one module, in order; commands and other cells are left out', () => {
    const text = notebook([
      { cell_type: 'markdown', source: ['f()\n'] },
      code(lines('%pip install boto3\n!ls f(\nx = """\n!kept\n%kept\n"""\n?help\nx %y\n')),
      code(['%%bash\n', 'echo "$(a)"\n']),
      code('%%time\ng(x)'),
      code(['%%writefile a.yaml\n', 'a: b()\n']),
      code(['%%writefile agent.py\n', 'h()\n']),
      code([]),
      { cell_type: 'raw', source: 'i()' },
      code(['y = !ls -l (\n', 'await j()\n', 'x?']),
    ]);
    const module = read(text);
    expect(module.language).toBe('notebook');
    expect(calls(module)).toEqual(['g', 'h', 'j']);
    expect(module.calls.map(({ range }) => module.position!(range[0]))).toEqual([
      { cell: 3, line: 2, column: 1 },
      { cell: 5, line: 2, column: 1 },
      { cell: 8, line: 2, column: 7 },
    ]);
    const [def] = module.globals.get('x')!.defs;
    expect(def?.kind === 'assign' && def.value.kind === 'text' && def.value.parts.map((part) => (part.kind === 'literal' ? part.value : '')).join('')).toBe('\n!kept\n%kept\n');
  });

  it('may be indented, and hold nothing but commands in a block', () => {
    const module = read(notebook([code('    f()\n    if x:\n        !ls \\\n          -l\n    y = %ls (\n    g()'), code('h?\nh()')]));
    expect(calls(module)).toEqual(['f', 'g', 'h']);
    expect(module.recovered).toBeUndefined();
  });

  it('that are broken do not reach the next', () => {
    const module = read(notebook([code('f("""\n('), code('x = (\n'), code('  g()'), code('h()')]));
    expect(calls(module)).toEqual(['f', 'g', 'h']);
    expect(module.recovered).toBeDefined();
  });

  it.each([
    [notebook([code('f()')], { kernelspec: { language: 'R', name: 'ir' } }), []],
    [notebook([code('f()')], { language_info: { name: 'javascript' } }), []],
    [notebook([code('f()')], {}), ['f']],
    [JSON.stringify({ worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: ['f()\n', 'g()'] }] }] }), ['f', 'g']],
    [JSON.stringify({ cells: [code(null), code(5), code(['f()', 3, { a: 'g()' }]), { source: 'h()' }, 'i()', null] }), ['f']],
    ['{}', []],
    ['[]', []],
    ['"f()"', []],
    ['{"cells": {"0": {"cell_type": "code", "source": "f()"}}}', []],
  ])('%s', (text, expected) => expect(calls(read(text))).toEqual(expected));

  it.each(['', '{', 'f()', '{"cells": [}', '<<<<<<< HEAD\n{}'])('%j is an error', (text) => expect(parseNotebook('a.ipynb', text)).toHaveProperty('error'));

  it('may be many, or nested too deeply', () => {
    expect(calls(read(JSON.stringify({ cells: Array.from({ length: 20_000 }, () => code('f()')) }))).length).toBe(20_000);
    expect(parseNotebook('a.ipynb', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"cells":[]}`)).toBeDefined();
    expect(parseNotebook('a.ipynb', '['.repeat(100_000))).toHaveProperty('error');
  });
});

describe('places', () => {
  const python = 'p = f"""a "quoted" {x}\\n\n\tend é"""\r\nc.converse(\n  modelId="m",\n  text=p)\n';
  it.each([
    ['lines', notebook([code(lines(python))])],
    ['one string', notebook([code(python)])],
    ['ASCII escapes', notebook([code(python)]).replaceAll('é', '\\u00e9').replaceAll('c.conv', '\\u0063.conv')],
    ['no space', JSON.stringify({ cells: [code(lines(python))] })],
  ])('are offsets of the JSON (%s)', (_, text) => {
    const module = read(text);
    const [def] = module.globals.get('p')!.defs;
    if (def?.kind !== 'assign' || def.value.kind !== 'text') throw new Error('no text');
    const { parts } = def.value;
    expect(parts.map((part) => (part.kind === 'literal' ? part.value : '{x}')).join('')).toBe('a "quoted" {x}\n\n\tend é');
    for (const part of parts) {
      const bytes = text.slice(...part.range);
      if (part.kind === 'literal' && part.exact) expect(bytes).toBe(part.value);
      if (part.kind === 'hole') expect(bytes).toBe('{x}');
    }
    expect(parts.filter((part) => part.kind === 'literal' && part.exact).length).toBeGreaterThan(3);
    const [call] = module.calls;
    expect(module.position!(call!.range[0])).toEqual({ cell: 0, line: 3, column: 1 });
    expect(text.slice(...call!.range)).toMatch(/converse\([^]*text=p\)$/);
  });

  it('take edits that keep the JSON and the Python', () => {
    for (const text of [notebook([code(lines(python))]), notebook([code(python)])]) {
      const module = read(text);
      const { syntax } = module;
      const [call] = module.calls;
      const [, end] = call!.argsRange!;
      const inserted = `, ${syntax.entry('max_tokens', '1', 'arguments')}, **${syntax.literal({ 'a"\n': ['b\\'] })}`;
      const edited = text.slice(0, end) + inserted + text.slice(end);
      const source = [JSON.parse(edited).cells[0].source].flat().join('');
      expect(source).toContain('text=p, max_tokens=1, **{"a\\"\\n": ["b\\\\"]})');
      expect(read(edited).recovered).toBeUndefined();
      // An argument that spans JSON strings goes, with what stands between them.
      const [first] = call!.args;
      const without = text.slice(0, call!.argsRange![0]) + text.slice(first!.range[1] + 1);
      expect([JSON.parse(without).cells[0].source].flat().join('')).toContain('c.converse(');
    }
    expect(read(notebook([])).syntax.escape('"\\\n{', 'f"')).toBe('\\\\\\"\\\\\\\\\\\\n{{');
  });
});

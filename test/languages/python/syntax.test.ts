import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { pythonSyntax } from '../../../src/languages/python/syntax.ts';
import { random } from './generated-strings.ts';
import { hasPython, moduleOf } from './oracle.ts';

describe('printing', () => {
  it('prints entries and literals', () => {
    expect(pythonSyntax.entry('maxTokens', '1024', 'object')).toBe('"maxTokens": 1024');
    expect(pythonSyntax.entry('max_tokens', '1024', 'arguments')).toBe('max_tokens=1024');
    expect(pythonSyntax.entry('a-b', '1', 'arguments')).toBe('**{"a-b": 1}');
    expect(pythonSyntax.literal({ a: [true, null, 'q"\n', -1.5], 'b\\': false })).toBe('{"a": [True, None, "q\\"\\n", -1.5], "b\\\\": False}');
  });
  it('knows what a literal cannot hold', () => {
    expect(pythonSyntax.escape('a"b', 'r"')).toBeUndefined();
    expect(pythonSyntax.escape('a\\', 'r"')).toBeUndefined();
    expect(pythonSyntax.escape('a\nb', "rb'")).toBeUndefined();
    expect(pythonSyntax.escape('é', 'b"')).toBeUndefined();
    expect(pythonSyntax.escape('{a}', 'rf"')).toBe('{{a}}');
    expect(pythonSyntax.escape('a', '`')).toBeUndefined();
  });
});

const delimiters = ['"', "'", '"""', "'''"].flatMap((quotes) => ['', 'f', 'r', 'rf', 'b', 'Rb', 'u', 'F'].map((prefix) => prefix + quotes));
const pieces = ['a', ' ', '"', "'", '\\', '\n', '\r', '\t', '{', '}', '{{', '"""', "'''", '\\n', 'é', '😀', '\u2028', '\0', '\x1b', '\ud800', '{x}', '#', '%s'];

describe('escaping', () => {
  const next = random(3);
  const cases: { literal: string; text: string }[] = [];
  for (let i = 0; i < 6_000; i++) {
    const delimiter = delimiters[next(delimiters.length)]!;
    const text = Array.from({ length: next(6) }, () => pieces[next(pieces.length)]!).join('');
    const escaped = pythonSyntax.escape(text, delimiter);
    if (escaped !== undefined) cases.push({ literal: `${delimiter}z${escaped}z${delimiter.replace(/^[a-z]*/i, '')}`, text: `z${text}z` });
  }
  const [python, source] = [cases.map(({ literal }) => literal), cases.map(({ text }) => text)];

  it('gives the same text back when it is read', () => {
    expect(cases.length).toBeGreaterThan(4_000);
    for (const { literal, text } of cases) {
      const module = moduleOf(`x = ${literal}`);
      const [def] = module.globals.get('x')!.defs;
      if (def?.kind !== 'assign' || def.value.kind !== 'text') throw new Error(literal);
      expect(module.recovered, literal).toBeUndefined();
      expect(def.value.parts.map((part) => (part.kind === 'literal' ? part.value : '?')).join(''), literal).toBe(text);
    }
  });
  it.skipIf(!hasPython)('and when CPython reads it', () => {
    const script = 'import ast,json,sys\nprint(json.dumps([eval(s) if isinstance(eval(s), str) else eval(s).decode("latin-1") for s in json.load(sys.stdin)]))';
    const out = execFileSync('python3', ['-W', 'ignore', '-c', script], { input: JSON.stringify(python), encoding: 'utf8', maxBuffer: 1e8 });
    expect(JSON.parse(out)).toEqual(source);
  });
});

import * as espree from 'espree';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, Module, TextExpr } from '../../../src/core/ir.ts';
import type { Range } from '../../../src/core/source.ts';
import { type CommentNode, lowerProgram, parseJavaScript } from '../../../src/languages/javascript/index.ts';
import { measureNesting } from '../../../src/languages/javascript/nesting.ts';
import { patience, runs } from '../../fuzz.ts';
import { hasCheckouts, realFiles } from './checkouts.ts';
import { dump } from './dump.ts';
import { lowerAsEslint } from './lower.ts';

describe.skipIf(!hasCheckouts)('real files', () => {
  test('F4: the trees of oxc, typescript-eslint and espree give one IR', () => {
    const counts = { typescript: 0, espree: 0 };
    for (const { path, text } of realFiles(runs(33, 1))) {
      const module = parseJavaScript(path, text);
      if ('error' in module || module.recovered) continue;
      const expected = dump(module);
      const other = attempt(() => lowerAsEslint(text, path));
      if (other) {
        counts.typescript++;
        expect(dump(other) === expected, path).toBe(true);
      }
      if (!/\.[cm]?jsx?$/.test(path)) continue;
      const third = attempt(() => {
        const ast = espree.parse(text, { range: true, comment: true, ecmaVersion: 'latest', sourceType: 'module', ecmaFeatures: { jsx: true } });
        return lowerProgram(ast, { path, text, language: 'javascript', comments: (ast as { comments?: CommentNode[] }).comments ?? [] });
      });
      if (third) counts.espree++;
      if (third) expect(dump(third) === expected, path).toBe(true);
    }
    expect(counts.typescript).toBeGreaterThan(300);
    expect(counts.espree).toBeGreaterThan(20);
  }, patience(300_000));

  test('F7: none is refused, all brackets close, ranges slice to what they claim', () => {
    let files = 0;
    for (const { path, text } of realFiles(runs(29, 1))) {
      const nest = measureNesting(text, !/\.[cm]?ts$/.test(path));
      expect([path, nest.refusedAt, nest.frames.length]).toEqual([path, undefined, 1]);
      const module = parseJavaScript(path, text);
      if ('error' in module) continue;
      files++;
      checkRanges(module);
    }
    expect(files).toBeGreaterThan(300);
  }, patience(300_000));

  test('F1: mutated files never throw or hang', () => {
    const texts = [...realFiles(runs(211, 7))].filter(({ text }) => text.length < 20_000);
    const junk = ['', '{', '}', '(', ')', '[', ']', '`', '${', "'", '"', '/', '*/', '<', '>', '=>', ';', ',', ':', '\\', '\n', 'class', 'function', 'async', 'import', 'export default', '@', '#', '😀', '\uD800', '\0', 'else', 'case 1:', '...'];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(...junk)), { minLength: 1, maxLength: 4 }), ({ path, text }, edits) => {
        let mutated = text;
        for (const [where, length, insert] of edits) {
          const at = Math.floor(where * mutated.length);
          mutated = mutated.slice(0, at) + insert + mutated.slice(at + length);
        }
        const module = parseJavaScript(path, mutated);
        if ('error' in module) expect(module.error).not.toMatch(/^The parser failed/);
        else if (!module.recovered) checkRanges(module);
      }),
      { numRuns: runs(200, 200_000), endOnFailure: true },
    );
  }, patience(300_000));
});

test('F1: arbitrary text never throws', () => {
  const words = fc.constantFrom('a', ' ', '\n', '{', '}', '(', ')', '[', ']', '`', '${', "'", '"', '/', '<', '>', '=', '=>', ';', ',', ':', '?', '.', '\\', 'class ', 'function ', 'async ', 'await ', 'import ', 'export ', 'default ', 'const ', 'enum ', 'namespace ', 'if', 'else ', 'for', 'of ', 'while', 'try', 'catch', 'switch', 'case ', 'return ', 'break ', 'yield ', '@', '#', '1', '...');
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.vue', 'a.d.ts'), (parts, path) => {
      const module = parseJavaScript(path, parts.join(''));
      if ('error' in module) expect(module.error).not.toMatch(/^The parser failed/);
    }),
    { numRuns: runs(2_000, 200_000), endOnFailure: true },
  );
}, patience(30_000));

function attempt(parse: () => Module): Module | undefined {
  try {
    return parse();
  } catch (error) {
    // The other parser refuses the file; a fault of the lowering is no such error.
    if (error instanceof Error && 'lineNumber' in error) return undefined;
    if (error instanceof Error && error.constructor.name === 'TSError') return undefined;
    throw error;
  }
}

/** All ranges lie in the text, calls end at their parenthesis, entries start at their key, exact text equals the file's. */
function checkRanges(module: Module): void {
  const { text } = module;
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || seen.has(value)) return;
    seen.add(value);
    if ('range' in value) {
      const [start, end] = value.range as Range;
      if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`range ${start} to ${end}`);
    }
    if ('kind' in value) checkExpr(value as Expr);
    for (const inner of value instanceof Map ? value.values() : Array.isArray(value) ? value : Object.values(value)) visit(inner);
  };
  const checkExpr = (expr: Expr): void => {
    if (expr.kind === 'text') checkText(expr);
    if (expr.kind === 'call' && expr.argsRange) {
      const [start, end] = expr.argsRange;
      expect(text[start - 1]! + text[end]!).toBe('()');
      for (const { range } of expr.args) expect(start <= range[0] && range[1] <= end).toBe(true);
    }
    if (expr.kind === 'object') {
      for (const entry of expr.entries) {
        if (entry.kind === 'entry' && typeof entry.key === 'string' && text[entry.range[0]] === text[entry.keyRange[0]] && entry.value.kind === 'number') {
          expect(entry.range[0]).toBe(entry.keyRange[0]);
        }
      }
    }
  };
  const checkText = (expr: TextExpr): void => {
    let end = -1;
    for (const part of expr.parts) {
      const source = text.slice(...part.range);
      if (end >= 0) expect(part.range[0]).toBe(end);
      end = part.range[1];
      if (part.kind === 'hole') expect([source.slice(0, 2), source.at(-1)]).toEqual(['${', '}']);
      else if (part.exact) expect(source).toBe(part.value);
      else expect(source).toMatch(/^[\\\r]/);
    }
  };
  visit(module.functions);
  visit(module.calls);
  visit(module.globals);
  visit(module.classes);
}

/** The languages that the plugin brings into ESLint, and how they bear the rules and options of others. */
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import typescriptParser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { Linter as Linter9First } from 'eslint9-15';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import promptfare from '../../src/eslint.ts';
import { conversePython, notebook } from '../rules/sources.ts';

const require = createRequire(import.meta.url);
const { recommended, autofix } = promptfare.configs;
/** Without the rule that finds something on every id of a geography. */
const strict: Linter.Config[] = [...promptfare.configs.strict, { rules: { 'promptfare/prefer-global-profile': 'off' } }];
const limitless = conversePython({ rest: '' });
const pretty = conversePython({ user: 'f"Check: {json.dumps(question, indent=2)}"' });

describe.each([['eslint', Linter], ['eslint9', Linter9 as unknown as typeof Linter], ['eslint9-15', Linter9First as unknown as typeof Linter]])('in %s', (name, Version) => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const verify = (text: string, config: readonly Linter.Config[] = strict, path = 'x.py') => new Version({ cwd: root }).verify(text, [...config], { filename: join(root, path) });
  const fixed = (text: string, config: readonly Linter.Config[], path = 'x.py'): string => new Version({ cwd: root }).verifyAndFix(text, [...config], { filename: join(root, path) }).output;

  test('E1: rules of others find nothing and end no run', () => {
    const { builtinRules } = require(`${name}/use-at-your-own-risk`) as { builtinRules: Map<string, unknown> };
    expect(builtinRules.size).toBeGreaterThan(250);
    const ruined = `${pretty.replaceAll('\n', '  \r\n')}\tx == None;;; ${'x'.repeat(500)}`;
    const options: Linter.Config[] = [
      { rules: Object.fromEntries([...builtinRules.keys()].map(id => [id, 'error'])) },
      { languageOptions: { parser: typescriptParser as Linter.Parser, parserOptions: { projectService: true, ecmaFeatures: { jsx: true } }, globals: { window: 'readonly' }, ecmaVersion: 5, sourceType: 'commonjs' } },
    ];
    for (const [path, text] of Object.entries({ 'x.py': ruined, 'x.ipynb': notebook(ruined) })) expect(verify(text, [...recommended, ...options], path).map(({ ruleId }) => ruleId)).toEqual(verify(text, recommended, path).map(({ ruleId }) => ruleId));
    expect(verify(ruined, [...options, ...recommended])).not.toEqual([]);
  });

  test('safe fixes are applied and the others suggested, with BOM and CRLF kept', () => {
    for (const text of [pretty, pretty.replaceAll('\n', '\r\n'), `\uFEFF${pretty}`]) expect(fixed(text, recommended)).toBe(text.replace(', indent=2', ''));
    const book = notebook(pretty);
    expect(fixed(book, recommended, 'x.ipynb')).toBe(book.replace(', indent=2', ''));
    const [message] = verify(limitless, recommended);
    expect(message).toMatchObject({ ruleId: 'promptfare/require-max-tokens', line: 6, column: 12 });
    expect(message?.suggestions?.[0]?.fix.text).toContain('maxTokens');
    expect(fixed(limitless, recommended)).toBe(limitless);
    expect(fixed(limitless, autofix)).toContain('inferenceConfig={"maxTokens": 4096}');
  });

  test('nothing is fixed in a file that was read past an error', () => {
    const broken = `${pretty.replace('inferenceConfig={"maxTokens": 500},', '')}\ndef broken(:\n`;
    const messages = verify(broken, recommended);
    expect(messages.map(({ ruleId }) => ruleId).toSorted()).toEqual(['promptfare/no-pretty-json-in-prompt', 'promptfare/require-max-tokens']);
    for (const { fix, suggestions } of messages) expect([fix, suggestions]).toEqual([undefined, undefined]);
    expect(fixed(broken, autofix)).toBe(broken);
  });

  test('comments switch rules off, with a reason, and those without use are reported', () => {
    const above = (comment: string): string => limitless.replace('    return', `    ${comment}\n    return`);
    for (const comment of ['# eslint-disable-next-line promptfare/require-max-tokens -- streamed', '#eslint-disable-next-line', '# eslint-disable-next-line  promptfare/no-retired-model,  promptfare/require-max-tokens', '# promptfare-ignore require-max-tokens', '# promptfare-ignore']) {
      expect(verify(above(comment)).filter(({ ruleId }) => ruleId !== null && ruleId !== 'promptfare/prefer-global-profile'), comment).toEqual([]);
    }
    for (const comment of ['# eslint-disable-next-line promptfare/no-retired-model', '# see eslint-disable-next-line', '# promptfare-ignore no-retired-model', '"# eslint-disable-next-line"']) {
      expect(verify(above(comment)).map(({ ruleId }) => ruleId), comment).toContain('promptfare/require-max-tokens');
    }
    const unused = conversePython().replace('    return', '    # eslint-disable-next-line promptfare/require-max-tokens -- old\n    return');
    const options: Linter.Config[] = [...strict, { linterOptions: { reportUnusedDisableDirectives: 'error' } }];
    expect(verify(unused, options)).toMatchObject([{ ruleId: null, line: 6, column: 5 }]);
    expect(fixed(unused, options)).toBe(unused.replace('# eslint-disable-next-line promptfare/require-max-tokens -- old', ' '));
    expect(verify(above('# eslint-disable-next-line'), [...strict, { linterOptions: { noInlineConfig: true } }]).map(({ ruleId, line }) => [ruleId, line])).toEqual([[null, 6], ['promptfare/require-max-tokens', 7]]);
  });

  test('a cell that an editor hands over as the notebook is read as Python', () => {
    expect(verify(limitless, recommended, 'x.ipynb').map(({ ruleId }) => ruleId)).toEqual(['promptfare/require-max-tokens']);
  });

  test('F2: never throws', () => {
    let seed = 11;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (const [path, text] of Object.entries({ 'x.py': pretty, 'x.ipynb': notebook(pretty) })) {
      for (const whole of ['', '\0', '\uD800', '['.repeat(20_000), '"""', 'f"{'.repeat(3000), '# eslint-disable', '{"cells": 1}', `${text}\uFEFF`]) expect(() => verify(whole, strict, path)).not.toThrow();
      for (let round = 0; round < 60; round++) {
        const at = random(text.length);
        const other = random(text.length);
        const mutated = [text.slice(0, at) + text.slice(at + random(12)), text.slice(0, at) + text.slice(other, other + 20) + text.slice(at), text.slice(0, at)][round % 3]!;
        expect(verify(mutated, strict, path).filter(({ fatal }) => fatal)).toEqual([]);
      }
    }
  });
});

describe('a run', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'promptfare-'));
    for (const [path, text] of Object.entries({ 'a.py': limitless, 'b.ipynb': notebook(limitless), '.venv/lib/c.py': limitless, 'venv/site-packages/d.py': limitless, 'e.js': '' })) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('finds the files of our languages, leaves copies of packages out, and prints its configuration', async () => {
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: recommended, cache: true, cacheLocation: join(root, '.cache') });
    for (let round = 0; round < 2; round++) expect((await eslint.lintFiles('.')).map(({ filePath, warningCount }) => [filePath.slice(root.length + 1), warningCount])).toEqual([['a.py', 1], ['b.ipynb', 1], ['e.js', 0]]);
    const config = (await eslint.calculateConfigForFile(join(root, 'a.py'))) as { toJSON(): { language: string } };
    expect(config.toJSON().language).toBe('promptfare/python');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint, Linter, type Rule } from 'eslint';
import type { Linter as Linter9, ESLint as ESLint9 } from 'eslint9';
import { defineConfig } from 'eslint/config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import promptfare from '../../src/eslint.ts';
import { converse, prose } from '../rules/sources.ts';
import { sources } from './project.ts';

const PRESETS = ['recommended', 'strict', 'all', 'autofix'] as const;

describe('plugin object', () => {
  test('names itself, and each rule in full', () => {
    expect(promptfare.meta).toMatchObject({ name: 'promptfare', namespace: 'promptfare' });
    expect(promptfare.meta.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(Object.keys(promptfare.rules)).toEqual(rules.map(({ id }) => id));
    for (const [id, { meta }] of Object.entries(promptfare.rules)) {
      expect(meta?.docs?.url).toMatch(new RegExp(`^https://.*/${id}\\.md$`));
      expect(meta).toMatchObject({ type: 'suggestion', ...(rules.find(each => each.id === id)!.rule.fix !== 'none' && { fixable: 'code', hasSuggestions: true }), languages: ['*'] });
      expect(meta?.schema).toHaveLength(1);
      expect(meta?.defaultOptions).toHaveLength(1);
    }
  });
  test('its types are those of ESLint 9 and 10', () => {
    const ten: Linter.Config[] = defineConfig(promptfare.configs.recommended);
    const nine: Linter9.Config[] = promptfare.configs.strict as Linter9.Config[];
    const plugin: ESLint.Plugin & Pick<ESLint9.Plugin, 'meta'> = promptfare;
    const rule: Rule.RuleModule | undefined = promptfare.rules['require-max-tokens'];
    expect([ten.length, nine.length, plugin.meta?.name, typeof rule?.create]).toEqual([4, 4, 'promptfare', 'function']);
  });
  test.each(PRESETS)('%s is a list of named entries with files', preset => {
    const entries = promptfare.configs[preset];
    expect(entries.map(({ name }) => name)).toEqual([`promptfare/${preset}`, `promptfare/${preset}/python`, `promptfare/${preset}/notebook`, `promptfare/${preset}/prompt`]);
    expect(entries.map(({ language }) => language)).toEqual([undefined, 'promptfare/python', 'promptfare/notebook', 'promptfare/prompt']);
    for (const entry of entries) {
      expect(entry.files).toBeDefined();
      expect(entry.plugins?.['promptfare']).toBe(promptfare);
    }
  });
  test('its presets are those of the command', () => {
    const level = (preset: 'recommended' | 'strict' | 'all', id: string) => promptfare.configs[preset][0]!.rules?.[`promptfare/${id}`];
    for (const { id, rule } of rules) {
      const own = rule.recommended === 'error' ? 'error' : 'warn';
      expect([level('recommended', id), level('strict', id), level('all', id)]).toEqual([rule.recommended === 'off' ? undefined : own, own, 'error']);
    }
  });
  test('extends by name', () => {
    expect(defineConfig([{ files: ['**/*.js'], plugins: { promptfare }, extends: ['promptfare/recommended'] }])).not.toEqual([]);
  });
});

describe('in a run', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'promptfare-'));
    for (const [path, text] of Object.entries({ 'a.js': sources['src/limit.js']!, 'b.ts': 'export const n: number = 1;\n', 'c.json': '{}\n', 'd.md': '# d\n', 'e.py': 'x = 1\n', 'f.ipynb': '{}\n', 'g.prompty': 'x\n', 'h.yaml': 'a: 1\n' })) writeFileSync(join(root, path), text);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const fix = (code: string, config: readonly Linter.Config[]): string => new Linter({ cwd: root }).verifyAndFix(code, [...config], { filename: join(root, 'x.js') }).output;

  test('adds no file to it but those of its own languages', async () => {
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: promptfare.configs.recommended });
    expect((await eslint.lintFiles('.')).map(({ filePath }) => filePath.slice(root.length + 1))).toEqual(['a.js', 'e.py', 'f.ipynb', 'g.prompty']);
  });
  test('`--fix` applies safe fixes only', () => {
    const { recommended } = promptfare.configs;
    expect(fix(sources['src/json.js']!, recommended)).toContain('JSON.stringify(question)');
    expect(fix(sources['src/limit.js']!, recommended)).toBe(sources['src/limit.js']);
  });
  test('`autofix` promotes the four', () => {
    const { autofix } = promptfare.configs;
    expect(fix(sources['src/limit.js']!, autofix)).toContain('maxTokens: 4096');
    expect(fix(sources['src/label.js']!, autofix)).toContain('claude-haiku-4-5');
    expect(fix(sources['src/twice.js']!, autofix).match(/Never mention/g)).toHaveLength(1);
    expect(fix(sources['src/cache.js']!, autofix)).toContain('cachePoint');
    expect(fix(sources['src/retired.js']!, autofix)).toBe(sources['src/retired.js']);
  });
  test('promotes what the settings name', () => {
    expect(fix(sources['src/retired.js']!, [...promptfare.configs.recommended, { settings: { promptfare: { promote: ['no-retired-model'] } } }])).toContain('claude-sonnet-5');
  });
  test.each([
    [{ promote: ['no-retired-modl'] }, '`settings.promptfare.promote` names `no-retired-modl`, which is no rule. Did you mean `no-retired-model`? Correct it in the configuration of ESLint.'],
    [{ promote: [['no-retired-model']] }, '`settings.promptfare.promote` names `["no-retired-model"]`, which is no rule. Correct it in the configuration of ESLint.'],
    [{ promote: 'no-retired-model' }, '`settings.promptfare.promote` is no list of rules. Correct it in the configuration of ESLint.'],
    [{ promotes: [] }, '`settings.promptfare` has no `promotes`. Did you mean `promote`? Correct it in the configuration of ESLint.'],
    [{ prompts: 'a.md' }, '`settings.promptfare.prompts` is no list of files. Correct it in the configuration of ESLint.'],
    [{ prompts: [7] }, '`settings.promptfare.prompts` names `7`, which is no glob. Correct it in the configuration of ESLint.'],
    [{ prompts: [''] }, '`settings.promptfare.prompts` names ``, which is empty. Correct it in the configuration of ESLint.'],
    [{ prompts: [{ files: ['a.md'], model: 7 }] }, '`settings.promptfare.prompts` has the model `7`, which is no id. Correct it in the configuration of ESLint.'],
    [[], '`settings.promptfare` is no object. Correct it in the configuration of ESLint.'],
  ])('refuses settings that it does not know: %j', (own, message) => {
    expect(() => fix(sources['src/retired.js']!, [...promptfare.configs.recommended, { settings: { promptfare: own } }])).toThrow(message);
  });
  test('leaves other files alone', () => {
    const two = mkdtempSync(join(tmpdir(), 'promptfare-two-'));
    writeFileSync(join(two, 'text.js'), `export const TEXT = '${prose(2)} ${prose(2)}';\nexport const MODEL = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0';\n`);
    const code = `import { MODEL } from './text.js';\n${converse().replace("'us.anthropic.claude-sonnet-4-6'", 'MODEL')}`;
    const [message] = new Linter({ cwd: two }).verify(code, promptfare.configs.recommended, { filename: join(two, 'x.js') });
    expect(message?.ruleId).toBe('promptfare/no-retired-model');
    expect(message?.suggestions).toBeUndefined();
  });
  test('sees an imported file that changed', async () => {
    const three = mkdtempSync(join(tmpdir(), 'promptfare-three-'));
    const lint = () => new Linter({ cwd: three }).verify(sources['src/imported.js']!, promptfare.configs.recommended, { filename: join(three, 'x.js') }).length;
    writeFileSync(join(three, 'model.js'), sources['src/model.js']!);
    expect(lint()).toBe(1);
    writeFileSync(join(three, 'model.js'), "export const MODEL = 'us.anthropic.claude-sonnet-4-6';\n");
    await new Promise(resolve => setTimeout(resolve, 1100));
    expect(lint()).toBe(0);
  });
  test('works without a file name', () => {
    expect(new Linter().verify(sources['src/retired.js']!, promptfare.configs.recommended)).toHaveLength(1);
  });
  test('F2: never throws', () => {
    const linter = new Linter({ cwd: root });
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (const text of Object.values(sources)) {
      for (let round = 0; round < 25; round++) {
        const at = random(text.length);
        const other = random(text.length);
        const mutated = [text.slice(0, at) + text.slice(at + random(12)), text.slice(0, at) + text.slice(other, other + 20) + text.slice(at), text.slice(0, at)][round % 3]!;
        expect(() => linter.verify(mutated, promptfare.configs.strict, { filename: join(root, 'x.js') })).not.toThrow();
      }
    }
  });
});

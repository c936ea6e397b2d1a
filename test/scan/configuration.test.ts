import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfiguration, readConfiguration } from '../../src/scan/configuration.ts';
import { settingsJsonSchema } from '../../src/scan/settings-schema.ts';
import { treeOf } from '../project/tree.ts';
import { rules } from './fake-engine.ts';

async function problemOf(name: string, text: string): Promise<string> {
  const root = treeOf({ [name]: text });
  return readConfiguration(join(root, name), rules, name).then(found => `fine: ${JSON.stringify(found?.settings)}`, (error: Error) => `${error.name}: ${error.message}`);
}

describe('configuration', () => {
  it('is searched upwards to the boundary, nearest first', async () => {
    const root = treeOf({
      'promptfare.yaml': 'failOn: never\n',
      'a/package.json': '{ "name": "promptfare" }',
      'a/b/package.json': '{ "promptfare": { "failOn": "warning" } }',
      'a/c/promptfare.json': '// words\n{ "failOn": "error", }',
      'a/d/package.json': '{ "promptfare": broken',
    });
    const found = async (directory: string, boundary = root): Promise<unknown> => (await findConfiguration(join(root, directory), boundary, rules)).settings.failOn;
    expect(await found('a')).toBe('never');
    expect(await found('a/b')).toBe('warning');
    expect(await found('a/c')).toBe('error');
    expect(await found('a/d')).toBe('never');
    expect(await found('a', join(root, 'a'))).toBeUndefined();
  });

  it.each([
    ['promptfare.yaml', 'presets: strict\nrules:\n  no-old-model: [error, { allow: [a] }]\nignore: ["**/*.test.ts"]\nfix: { promote: [no-old-model] }\nmaxFileSize: 2048\n', 'fine: {"presets":"strict","rules":{"no-old-model":["error",{"allow":["a"]}]},"ignore":["**/*.test.ts"],"fix":{"promote":["no-old-model"]},"maxFileSize":2048}'],
    ['promptfare.yaml', '', 'fine: {}'],
    ['promptfare.yaml', 'rules: &own { no-old-model: off }\noverrides: [{ files: [a], rules: { <<: *own, many-calls: error } }]\n', 'fine: {"rules":{"no-old-model":"off"},"overrides":[{"files":["a"],"rules":{"many-calls":"error","no-old-model":"off"}}]}'],
    ['promptfare.yaml', 'rules:\n  no-old-modle: error\n', 'UsageError: promptfare.yaml:2:3: `rules.no-old-modle` is no rule. Did you mean `no-old-model`?'],
    ['promptfare.yaml', 'failon: error\n', 'UsageError: promptfare.yaml:1:1: `failon` is no known key. Did you mean `failOn`?'],
    ['promptfare.yaml', 'rules:\n  no-old-model: fatal\n', 'UsageError: promptfare.yaml:2:17: `rules.no-old-model` must be `off`, `warning`, `error`, or `[severity, { options }]`.'],
    ['promptfare.yaml', 'rules:\n  no-old-model: [error, { alow: [] }]\n', 'UsageError: promptfare.yaml:2:27: `rules.no-old-model[1].alow` is no known key. Did you mean `allow`?'],
    ['promptfare.yaml', 'rules:\n  no-old-model: [error, { allow: 3 }]\n', 'UsageError: promptfare.yaml:2:34: `rules.no-old-model[1].allow` must be a list.'],
    ['promptfare.yaml', 'ignore: src\n', 'UsageError: promptfare.yaml:1:9: `ignore` must be a list.'],
    ['promptfare.yaml', `ignore: ["${'{a,b}'.repeat(20)}"]\n`, 'UsageError: promptfare.yaml:1:10: `ignore[0]`: this glob expands to more than 1000 patterns.'],
    ['promptfare.yaml', 'prompts: [5]\n', 'UsageError: promptfare.yaml:1:11: `prompts[0]` must be a text or a map.'],
    ['promptfare.yaml', 'prompts: [""]\n', 'UsageError: promptfare.yaml:1:11: `prompts[0]`: this glob is empty.'],
    ['promptfare.yaml', 'prompts: [{ files: [""] }]\n', 'UsageError: promptfare.yaml:1:21: `prompts[0].files[0]`: this glob is empty.'],
    ['promptfare.yaml', 'rules: { no-old-model: 5 }\n', 'UsageError: promptfare.yaml:1:24: `rules.no-old-model` must be `off`, `warning`, `error`, or `[severity, { options }]`.'],
    ['promptfare.yaml', 'rules: [\n', 'UsageError: promptfare.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]. Correct the YAML.'],
    ['promptfare.yaml', 'presets: strict\npresets: all\n', 'UsageError: promptfare.yaml:2:1: Map keys must be unique. Correct the YAML.'],
    ['promptfare.yaml', '- a\n', 'UsageError: promptfare.yaml:1:1: `configuration` must be a map.'],
    ['promptfare.yaml', 'x: !!js/function "function(){}"\n', 'UsageError: promptfare.yaml:1:1: `x` is no known key.'],
    ['promptfare.json', '{\n  "rules": { "no-old-model": "eror" }\n}', 'UsageError: promptfare.json:2:30: `rules.no-old-model` must be `off`, `warning`, `error`, or `[severity, { options }]`. Did you mean `error`?'],
    ['promptfare.yaml', 'rules:\n  no-old-model: warn\n', 'UsageError: promptfare.yaml:2:17: `rules.no-old-model` must be `off`, `warning`, `error`, or `[severity, { options }]`. Did you mean `warning`?'],
    ['promptfare.json', '{ "presets": "strct" }', 'UsageError: promptfare.json:1:14: `presets` must be `recommended` or `strict` or `all`. Did you mean `strict`?'],
    ['promptfare.json', '{ "__proto__": { "polluted": true } }', 'UsageError: promptfare.json:1:3: `__proto__` is no known key.'],
    ['promptfare.json', '{ "a": ', 'UsageError: promptfare.json:1:8: Value expected. Correct the JSON.'],
    ['promptfare.json', '{ "fix": { "promote": ["no-old-modle"] } }', 'UsageError: promptfare.json:1:24: `fix.promote[0]` must be `many-calls` or `no-old-model` or `no-trailing-space`. Did you mean `no-old-model`?'],
    ['package.json', '{\n  "promptfare": {\n    "failOn": 3\n  }\n}', 'UsageError: package.json:3:15: `failOn` must be `error` or `warning` or `budget` or `never`.'],
  ])('%s: %s', async (name, text, expected) => {
    const found = await problemOf(name, text);
    expect(expected.startsWith('fine') ? found : found.slice(0, expected.length)).toBe(expected);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(found).not.toContain('\n');
  });

  it('S14: refuses alias bombs and deep nesting in one line', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index]}`).join()}]`).join('\n')}`;
    expect(await problemOf('promptfare.yaml', bomb)).toContain('Too many aliases');
    for (const [open, close] of [['[', ']'], ['{"a": ', '}']] as const) {
      for (const depth of [200, 700, 1200, 3000, 50_000]) {
        const deep = `{"rules": ${open.repeat(depth)}1${close.repeat(depth)}}`;
        expect(await problemOf('promptfare.json', deep)).toBe('UsageError: promptfare.json:1:1: Nested too deeply. Correct the JSON.');
        expect(await problemOf('promptfare.yaml', deep)).toBe('UsageError: promptfare.yaml:1:1: Nested too deeply. Correct the YAML.');
      }
    }
    expect(await problemOf('promptfare.json', '['.repeat(50_000))).toMatch(/^UsageError: .*Correct the JSON\.$/);
  });

  it('has a JSON Schema', () => {
    const schema = settingsJsonSchema(rules) as { properties: { rules: { properties: object } } };
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(Object.keys(schema.properties)).toEqual(['$schema', 'presets', 'rules', 'overrides', 'ignore', 'fix', 'failOn', 'prompts', 'budgets', 'maxFileSize', 'currency']);
    expect(Object.keys(schema.properties.rules.properties)).toEqual(['many-calls', 'no-old-model', 'no-trailing-space']);
  });
});

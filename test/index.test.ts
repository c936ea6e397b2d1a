import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/core/report-schema.ts';
import { UsageError, countTokens, findModel, inspect, models, scan } from '../src/index.ts';
import { treeOf } from './project/tree.ts';

const source = `import { generateText } from 'ai';
import { bedrock } from '@ai-sdk/amazon-bedrock';
export const hello = () => generateText({ model: bedrock('amazon.nova-lite-v1:0'), prompt: 'Say hello.' });
`;

describe('scan', () => {
  it('gives the report of a directory', async () => {
    const report = await scan({ root: treeOf({ 'src/hello.ts': source, 'other.ts': source }), paths: ['src'] });
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.calls.map(({ path, operation }) => [path, operation])).toEqual([['src/hello.ts', 'generate']]);
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(['require-max-tokens']);
  });

  it('reads the configuration, or none', async () => {
    const root = treeOf({ 'hello.ts': source, 'promptfare.yaml': 'rules: { require-max-tokens: off }\n' });
    expect((await scan({ root })).findings).toEqual([]);
    expect((await scan({ root, config: false })).findings).toHaveLength(1);
    expect((await scan({ root, config: false, rules: ['no-retired-model'] })).findings).toEqual([]);
  });

  it('rejects with a UsageError what the caller can mend', async () => {
    const root = treeOf({ 'hello.ts': source, 'bad.yaml': 'ruels: {}\n' });
    for (const wrong of [{ paths: ['nowhere'] }, { rules: ['no-such-rule'] }, { config: 'bad.yaml' }]) await expect(scan({ root, ...wrong })).rejects.toBeInstanceOf(UsageError);
  });
});

describe('inspect', () => {
  it('gives the calls of a text that stands in no file', async () => {
    const [call, ...more] = await inspect(source, { path: 'src/hello.ts', root: treeOf({}) });
    expect(more).toEqual([]);
    expect(call).toMatchObject({ path: 'src/hello.ts', line: 3, model: { state: 'known', canonical: 'amazon.nova-lite-v1:0' } });
    expect(call!.cost!.inputPerCall).toBeGreaterThan(0);
  });

  it('follows imports below the root', async () => {
    const root = treeOf({ 'model.ts': `import { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const model = bedrock('amazon.nova-pro-v1:0');\n` });
    const calls = await inspect(`import { generateText } from 'ai';\nimport { model } from './model';\nawait generateText({ model, prompt: 'Say hello.' });\n`, { path: 'main.ts', root });
    expect(calls.map(({ model }) => model.state === 'known' && model.id)).toEqual(['amazon.nova-pro-v1:0']);
  });

  it('rejects what it cannot read', async () => {
    await expect(inspect('const = ;', { path: 'a.ts', root: treeOf({}) })).rejects.toThrow(/^a\.ts: /);
    await expect(inspect('x', { path: 'a.cobol', root: treeOf({}) })).rejects.toThrow(/^a\.cobol: /);
  });
});

describe('models', () => {
  it('counts by the family of an id in any form', () => {
    const plain = countTokens('Say hello to the reader.', 'anthropic.claude-haiku-4-5-20251001-v1:0');
    expect(plain.tokens).toBeGreaterThan(3);
    for (const id of ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0', 'bedrock/anthropic.claude-haiku-4-5-20251001-v1:0']) {
      expect(countTokens('Say hello to the reader.', id)).toEqual(plain);
    }
    expect(countTokens('', 'amazon.nova-lite-v1:0').tokens).toBe(0);
    expect(countTokens('Say hello.', 'no such model').error).toBeGreaterThan(0);
  });

  it('lists what it finds', () => {
    expect(models()).toContain(findModel('us.amazon.nova-lite-v1:0'));
    expect(findModel('no such model')).toBeUndefined();
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { outputSchemas } from '../../src/cli/output/index.ts';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HOUR, MONDAY, projectFiles, sortRequest, strangerRequest, writeLogs } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';
import { files, mails } from './project.ts';

/** What is printed, held against the file in the package. */
async function held(name: string, cwd: string, ...args: string[]): Promise<{ [key: string]: unknown }> {
  const { stdout, stderr } = await promptfare(args, { cwd });
  if (stdout === '') throw new Error(stderr);
  const data = JSON.parse(stdout) as { [key: string]: unknown };
  outputSchemas[name]!.parse(data);
  expect(outputSchemas[name]!.safeParse({ ...data, more: 1 }).success).toBe(false);
  const file = JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8')) as Parameters<typeof z.fromJSONSchema>[0];
  z.fromJSONSchema(file).parse(data);
  return data;
}

describe('what is printed as JSON is as its schema says', () => {
  const text = '# Role\nYou sort mail.\n<rules>\nBe short.\n</rules>\n';
  test.each([
    ['count', ['count', 'prompt.md', '--model', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', '--by', 'section', '--format', 'json']],
    ['count', ['count', 'prompt.md', '--model', 'somebody.elses-model', '--format', 'json']],
    ['models', ['models', '--json']],
    ['compare', ['compare', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'amazon.nova-lite-v1:0', '.', '--format', 'json']],
    ['compare', ['compare', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'amazon.nova-lite-v1:0', 'prompt.md', '--format', 'json']],
    ['what-if', ['what-if', '.', '--model', 'amazon.nova-lite-v1:0', '--format', 'json']],
    ['route', ['route', '--format', 'json']],
    ['route', ['route', 'prompt.md', '--format', 'json']],
    ['rules', ['rules', '--format', 'json']],
  ])('%s: %j', async (name, args) => {
    await held(name, treeOf({ ...files, ...mails, 'prompt.md': text }), ...args);
  });

  test('prices diff', async () => {
    const cwd = treeOf({ 'p.json': JSON.stringify({ version: 1, asOf: '2026-12-01', source: 'mine', hash: 'sha256:0', prices: { 'amazon.nova-lite-v1:0': { input: 0.07, output: 0.24 } } }) });
    const { code, stdout, stderr } = await promptfare(['prices', 'diff', 'p.json', '--json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(outputSchemas['prices-diff']!.parse(JSON.parse(stdout))).toMatchObject({ changes: [{ field: 'input', after: 0.07 }] });
  });

  test('usage import and check', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, Array.from({ length: 60 }, (_, index) => index).flatMap(index => [answerRequest(MONDAY + index * HOUR, questionOf(index), { cacheRead: 100 }), sortRequest(MONDAY + index * HOUR, 'x'), strangerRequest(MONDAY + index * HOUR)]));
    await held('usage-import', cwd, 'usage', 'import', 'src', '--format', 'json');
    const { written } = await held('usage-import', cwd, 'usage', 'import', 'AWSLogs', '--format', 'json');
    expect(written).toHaveLength(2);
    await held('usage-check', cwd, 'usage', 'check', '--format', 'json');
    const { drift } = await held('usage-check', cwd, 'usage', 'check', '--logs', 'AWSLogs', '--format', 'json');
    expect(drift).toBeDefined();
  });
});

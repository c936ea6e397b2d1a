/** A call has one id, whatever looks at it: a scan of all, a comparison, a report of what changed, or of what is staged. */
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { promptfare } from '../cli/fake-process.ts';
import { change, diffIn, git, repositoryOf, SONNET, source } from './repository.ts';

// Each test starts git many times.
vi.setConfig({ testTimeout: 120_000 });

const RETIRED = 'anthropic.claude-v2:1';

async function scanIn(cwd: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr } = await promptfare([...args, '--format', 'json'], { cwd });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

/** Ids of calls and findings in one file. */
const idsIn = ({ calls, findings }: Pick<Report, 'calls' | 'findings'>, path: string): unknown => ({ calls: calls.filter(call => call.path === path).map(({ id }) => id), findings: findings.filter(finding => finding.path === path).map(({ id, callId }) => [id, callId]) });

async function expectSame(root: string, path: string): Promise<void> {
  const whole = idsIn(await scanIn(root), path);
  const { changes, findings } = await diffIn(root);
  expect(idsIn({ calls: changes.map(({ callId, path: own }) => ({ id: callId, path: own })) as Report['calls'], findings: findings.new }, path)).toEqual(whole);
  expect(idsIn(await scanIn(root, '--since', 'HEAD'), path)).toEqual(whole);
  git(root, 'add', '-A');
  expect(idsIn(await scanIn(root, '--staged'), path)).toEqual(whole);
}

describe('the id of a call that stands in a file that did not change, too', () => {
  const call = source({ model: RETIRED });

  test('is the scan’s, where the other file comes first', async () => {
    const root = repositoryOf({ 'a.ts': call, 'b.ts': source({ system: 'You say no.' }), 'c.ts': source({ name: 'other' }) });
    change(root, { 'b.ts': call });
    await expectSame(root, 'b.ts');
  });

  test('and where it comes later', async () => {
    const root = repositoryOf({ 'a.ts': source({ system: 'You say no.' }), 'b.ts': call });
    change(root, { 'a.ts': call });
    await expectSame(root, 'a.ts');
  });

  test('and where a third one changes with it', async () => {
    const root = repositoryOf({ 'a.ts': call, 'b.ts': source({ system: 'You say no.' }), 'c.ts': source({ system: 'You say yes.' }) });
    change(root, { 'b.ts': call, 'c.ts': call });
    await expectSame(root, 'b.ts');
    await expectSame(root, 'c.ts');
  });

  test('and where no function is around it', async () => {
    const bare = (system: string, model: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
await new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: '${model}', system: [{ text: '${system}' }], messages: [], inferenceConfig: { maxTokens: 9 } }));
`;
    const root = repositoryOf({ 'a.ts': bare('You sort letters of customers.', RETIRED), 'b.ts': bare('You sort letters of customers.', SONNET) });
    change(root, { 'b.ts': bare('You sort letters of customers.', RETIRED) });
    await expectSame(root, 'b.ts');
  });

  test('and of a prompt that no call sends', async () => {
    const prompt = (count: number): string => `export const GREETING_PROMPT = '${Array.from({ length: count }, (_, index) => `word${index}`).join(' ')}';\n`;
    const root = repositoryOf({ 'a.ts': source(), 'p.ts': prompt(40), 'q.ts': prompt(30) });
    change(root, { 'q.ts': prompt(40) });
    await expectSame(root, 'q.ts');
  });
});

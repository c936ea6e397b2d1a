/** `--since`: only what a change did is reported, wherever it stands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { SONNET, change, commit, git, repositoryOf, source } from '../diff/repository.ts';
import { promptfare } from './fake-process.ts';

// Each test starts git many times.
vi.setConfig({ testTimeout: 120_000 });

const RETIRED = 'anthropic.claude-v2:1';
const bad = (name: string, system = `You write about the ${name} of the town.`): string => source({ name, system, model: RETIRED });
const two = (first: string, second: string): string => `${first}\n${second.split('\n').slice(2).join('\n')}`;

async function since(cwd: string, ref: string, args: readonly string[] = []): Promise<Report> {
  const { stdout, stderr } = await promptfare(['--since', ref, '--format', 'json', ...args], { cwd });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
const told = ({ calls, findings }: Report): unknown => ({ calls: calls.map(({ path, within }) => `${path} ${within}`), findings: findings.map(({ path, ruleId }) => `${path} ${ruleId}`) });

describe('what changed since a commit', () => {
  test('is reported by call, not by file', async () => {
    const root = repositoryOf({ 'a.ts': two(bad('past'), bad('future')), 'b.ts': bad('river') });
    git(root, 'tag', 'start');
    change(root, { 'a.ts': two(`// Moved by a line.\n${bad('past')}`, bad('future', 'You write about what is to come.')) });
    const expected = { calls: ['a.ts future'], findings: ['a.ts no-retired-model'] };
    expect(told(await since(root, 'start'))).toEqual(expected);
    commit(root);
    expect(told(await since(root, 'start'))).toEqual(expected);
    expect(told(await since(root, 'HEAD'))).toEqual({ calls: [], findings: [] });
    expect((await promptfare(['--since', 'start'], { cwd: root })).code).toBe(1);
    expect((await promptfare(['--since', 'HEAD'], { cwd: root })).code).toBe(0);
  });

  test('is a call whose value stands in another file', async () => {
    const uses = (name: string): string => source({ name, before: `import { ${name} } from './models';` }).replace(/modelId: '[^']*'/, `modelId: ${name}`);
    const models = (past: string, future: string): string => `export const past = '${past}';\nexport const future = '${future}';\n`;
    const root = repositoryOf({ 'models.ts': models(SONNET, SONNET), 'a.ts': uses('past'), 'b.ts': uses('future') });
    change(root, { 'models.ts': models(SONNET, RETIRED) });
    expect(told(await since(root, 'HEAD'))).toEqual({ calls: ['b.ts future'], findings: ['b.ts no-retired-model'] });
  });

  test('is new wording of the same length, and not a new name', async () => {
    const root = repositoryOf({ 'a.ts': two(bad('past', 'You write one line.'), bad('future')) });
    change(root, { 'a.ts': two(bad('past', 'You write two line.'), bad('later', 'You write about the future of the town.')) });
    expect(told(await since(root, 'HEAD'))).toMatchObject({ calls: ['a.ts past'] });
  });

  test('is what others did before the branch, never', async () => {
    const root = repositoryOf({ 'a.ts': bad('past'), 'b.ts': bad('river') });
    git(root, 'checkout', '-q', '-b', 'feature');
    change(root, { 'a.ts': bad('past', 'You write about what was.') });
    commit(root);
    git(root, 'checkout', '-q', 'main');
    change(root, { 'b.ts': bad('river', 'You write about the lake.') });
    commit(root);
    git(root, 'checkout', '-q', 'feature');
    expect(told(await since(root, 'main'))).toMatchObject({ calls: ['a.ts past'] });
  });

  test('is all that is fixed', async () => {
    const open = (name: string, system: string): string => source({ name, system, limit: null });
    const root = repositoryOf({ 'a.ts': two(open('past', 'You write about the past.'), open('future', 'You write about the future.')) });
    change(root, { 'a.ts': two(open('past', 'You write about the past.'), open('future', 'You write about what is to come.')) });
    const { stdout, stderr } = await promptfare(['--since', 'HEAD', '--fix-suggested', '--rule', 'require-max-tokens', '--format', 'json'], { cwd: root });
    expect(told(JSON.parse(stdout || stderr) as Report)).toEqual({ calls: ['a.ts future'], findings: [] });
    expect(readFileSync(join(root, 'a.ts'), 'utf8').split('maxTokens')).toHaveLength(2);
  });

  test('is reported where it stands once fixes have moved it', async () => {
    const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
    const file = (system: string, count: number): string => `${source({ name: 'past', system, limit: null })}${source({ name: 'future', system: `${system} Be brief.`, limit: null }).split('\n').slice(2).join('\n')}export const FIRST_PROMPT = '${words(30)}';\nexport const LAST_PROMPT = '${words(count)}';\n`;
    const root = repositoryOf({ 'a.ts': file('You write about the past.', 40), 'b.ts': file('You write about the past.', 40) });
    change(root, { 'a.ts': file('You write about what was.', 45) });
    const { stdout, stderr } = await promptfare(['--since', 'HEAD', '--fix-suggested', '--rule', 'require-max-tokens', '--format', 'json'], { cwd: root });
    const lines = readFileSync(join(root, 'a.ts'), 'utf8').split('\n');
    const lineOf = (text: string): number => lines.findIndex(line => line.includes(text)) + 1;
    const { calls } = JSON.parse(stdout || stderr) as Report;
    expect(lines).toHaveLength(file('', 1).split('\n').length + 2);
    expect(calls.map(({ within, line }) => [within, line])).toEqual([['past', lineOf('function past') + 1], ['future', lineOf('function future') + 1], ['LAST_PROMPT', lineOf('LAST_PROMPT')]]);
  });

  test('is a prompt that no call sends', async () => {
    const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
    const root = repositoryOf({ 'a.ts': source(), 'p.ts': `export const FIRST_PROMPT = '${words(30)}';\nexport const LAST_PROMPT = '${words(40)}';\n` });
    change(root, { 'p.ts': `export const FIRST_PROMPT = '${words(30)}';\nexport const LAST_PROMPT = '${words(45)}';\n` });
    expect(told(await since(root, 'HEAD'))).toEqual({ calls: ['p.ts LAST_PROMPT'], findings: [] });
  });
});

test.each([
  [['--since', 'nowhere'], 'There is no commit `nowhere` in this clone.'],
  [['--since', 'HEAD', '--staged'], '`--since` looks at the working tree, `--staged` at the index. Choose one.'],
  [['--since', 'HEAD', '--stdin', '--stdin-filename', 'a.ts'], '`--since` looks at the working tree, `--stdin` at one file. Choose one.'],
])('%j is refused', async (args, message) => {
  const root = repositoryOf({ 'a.ts': source() });
  expect(await promptfare(args, { cwd: root })).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
});

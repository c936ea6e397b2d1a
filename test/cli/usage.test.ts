import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

const NAME = 'promptfare.usage.yaml';

async function report(cwd: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr } = await promptfare(['--format', 'json', '--fail-on', 'never', ...args], { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

async function withIds(): Promise<{ cwd: string; title: string; answer: string; costs: Report }> {
  const cwd = treeOf(files);
  const costs = await report(cwd);
  const id = (path: string): string => costs.calls.find(call => call.path === path)!.id;
  return { cwd, title: id('src/title.ts'), answer: id('src/answer.ts'), costs };
}

describe('figures per month', () => {
  test('are the traffic times the costs of its tokens', async () => {
    const { cwd, title, costs } = await withIds();
    writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n  ${title}: { callsPerMonth: 200000, outputTokens: 12, holes: { text: 400 } }\n`);
    const { calls, summary } = await report(cwd);
    const { monthly } = calls.find(({ id }) => id === title)!;
    const { tokens } = costs.calls.find(({ id }) => id === title)!;
    // Claude Haiku 4.5 in a geography: $1.10 and $5.50 per million tokens.
    expect(monthly).toEqual({ calls: 200_000, basis: 'declared', usd: { input: expect.closeTo(((tokens.input.static + 400) * 200_000 * 1.1) / 1e6, 9), output: expect.closeTo((12 * 200_000 * 5.5) / 1e6, 9) } });
    expect(summary.usdPerMonth).toMatchObject({ calls: 1, output: 13.2 });
  });

  test('say what they leave out, and follow the cache', async () => {
    const { cwd, answer, costs } = await withIds();
    const cached = (rate: number): string => `version: 1\nfiles:\n  src/a*.ts: { callsPerMonth: 1000, cache: { hitRate: ${rate}, ttl: 5m } }\n`;
    const input = async (text: string): Promise<number> => {
      writeFileSync(join(cwd, NAME), text);
      const { monthly } = (await report(cwd)).calls.find(({ id }) => id === answer)!;
      expect(monthly!.leavesOut).toEqual(['question', 'answers']);
      return monthly!.usd!.input;
    };
    const plain = await input('version: 1\nfiles:\n  src/a*.ts: { callsPerMonth: 1000 }\n');
    expect(plain).toBeCloseTo(costs.calls.find(({ id }) => id === answer)!.cost!.inputPerCall * 1000, 9);
    expect(await input(cached(0))).toBeGreaterThan(plain * 1.2);
    expect(await input(cached(0.9))).toBeLessThan(plain * 0.25);
  });

  test('are not there without a usage file, and nothing else changes with one', async () => {
    const { cwd, title, costs } = await withIds();
    expect(JSON.stringify(costs)).not.toMatch(/month/i);
    writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n  ${title}: { callsPerMonth: 1, outputTokens: 1, holes: 1 }\n`);
    const month = await report(cwd);
    expect(JSON.stringify(month)).toMatch(/usdPerMonth/);
    // The usage file is a file of the tree, too.
    expect({ ...(await report(cwd, '--no-usage')), files: costs.files }).toEqual(costs);
    rmSync(join(cwd, NAME));
    expect(await report(cwd)).toEqual(costs);
    for (const call of month.calls) delete call.monthly;
    delete month.summary.usdPerMonth;
    expect({ ...month, files: costs.files }).toEqual(costs);
  });

  test('stand in the text report', async () => {
    const { cwd, title } = await withIds();
    writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n  ${title}: { callsPerMonth: 200000, outputTokens: 12 }\n`);
    const { stdout } = await promptfare(['--fail-on', 'never'], { cwd, columns: 110 });
    // Of the length of `text` nothing is said.
    expect(stdout).toMatch(/^A month: at least \$[\d.]+ for 1 call with traffic$/m);
    expect(stdout).toMatch(/^ +src\/title\.ts:\d+ +200,000 +\$[\d.]+ +\$13\.20 +declared +text$/m);
    writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n  ${title}: { callsPerMonth: 200000, holes: { text: 50 } }\n`);
    expect((await promptfare(['--fail-on', 'never'], { cwd, columns: 110 })).stdout).toMatch(/^ +src\/title\.ts:\d+ +200,000 +\$[\d.]+ +– +declared +answers$/m);
    writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n  ${title}: { callsPerMonth: 200000, outputTokens: 12, holes: { text: 50 } }\n`);
    expect((await promptfare(['--fail-on', 'never'], { cwd, columns: 110 })).stdout).toMatch(/^A month: \$[\d.]+ for 1 call with traffic$/m);
  });
});

describe('promptfare usage', () => {
  test('init lists the calls, sync keeps edits, check says what is open', async () => {
    const cwd = treeOf(files);
    const run = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await promptfare(['usage', ...args], { cwd, columns: 120 });
      expect([code, stderr]).toEqual([0, '']);
      return stdout;
    };
    expect(await run('init')).toBe(`${NAME}: written: 2 calls added.\n`);
    expect(await run('sync')).toBe(`${NAME}: unchanged.\n`);
    const text = readFileSync(join(cwd, NAME), 'utf8').replace('callsPerMonth:\n', 'callsPerMonth: 500 # by hand\n');
    writeFileSync(join(cwd, NAME), text);
    expect(await run('sync')).toBe(`${NAME}: unchanged.\n`);
    expect(readFileSync(join(cwd, NAME), 'utf8')).toBe(text);
    expect(await run('check')).toMatch(/^1 of 2 calls with traffic: \$[\d.]+ a month\.\n/);
    writeFileSync(join(cwd, 'src/title.ts'), files['src/title.ts'].replace('You write titles.', 'You write short titles.'));
    expect(await run('sync')).toBe(`${NAME}: written: 1 call changed, with their figures kept.\n`);
    expect(readFileSync(join(cwd, NAME), 'utf8')).toContain('callsPerMonth: 500 # by hand');
  });

  test.each([
    ['init', ['init'], { [NAME]: 'version: 1\n' }, `${NAME} is there already. \`promptfare usage sync\` brings it up to date.`],
    ['check', ['check'], {}, `There is no ${NAME} here. \`promptfare usage init\` writes one.`],
    ['a wrong key', ['check'], { [NAME]: 'version: 1\ncalls:\n  c_a:\n    callPerMonth: 3\n' }, `${NAME}:4:5: \`calls.c_a.callPerMonth\` is no known key. Did you mean \`callsPerMonth\`?`],
    ['a wrong value', ['sync'], { [NAME]: 'version: 1\ncalls:\n  c_a: { callsPerMonth: many }\n' }, `${NAME}:3:25: \`calls.c_a.callsPerMonth\` must be a number.`],
    ['broken YAML', ['sync'], { [NAME]: 'version: [1\n' }, `${NAME}:2:1: `],
  ])('refuses %s', async (_what, args, more, message) => {
    const { code, stderr } = await promptfare(['usage', ...args], { cwd: treeOf({ ...files, ...more }) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('names ids that no call has', async () => {
    const { stdout } = await promptfare(['usage', 'check', '--format', 'json'], { cwd: treeOf({ ...files, [NAME]: 'version: 1\ncalls:\n  c_nobody: { callsPerMonth: 3 }\n' }) });
    expect(JSON.parse(stdout)).toMatchObject({ calls: 2, withTraffic: 0, usdPerMonth: null, unknownIds: ['c_nobody'] });
  });
});

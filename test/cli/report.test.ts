import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HOUR, linesOf, MONDAY, projectFiles } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';

let cwd: string;
/** Requests twenty seconds apart in bursts: a cache would be read. */
const requests = Array.from({ length: 84 }, (_, burst) => burst * 2 * HOUR).flatMap((offset, burst) => Array.from({ length: 12 }, (_, index) => answerRequest(MONDAY + offset + index * 20_000, questionOf(burst * 12 + index))));

beforeEach(() => {
  cwd = treeOf({ ...projectFiles, 'logs/records.jsonl': linesOf(requests) });
});

async function report(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await promptfare(['report', ...args], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

describe('report', () => {
  test('shows bars, with what is the same in each request', async () => {
    const text = await report('src', 'jobs');
    expect(text).toMatch(/^3 calls, \d+ findings?: \$\d/);
    expect(text).toMatch(/src\/answer\.ts +█+/);
    expect(text).toMatch(/src\/answer\.ts:4 {2}[\d,]+ tokens, ±\d+ %, first [\d,]+ could be cached/);
    expect(text).toMatch(/\n {4}░\?░\?·\n|░\?░/);
    expect(text).not.toContain('a month');
  });
  test('writes one file that holds no prompt', async () => {
    expect(await report('src', 'jobs', '--format', 'html', '--output', 'out.html')).toBe('');
    const page = readFileSync(join(cwd, 'out.html'), 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toContain('src/answer.ts:4');
    expect(page).not.toMatch(/orders above|You write titles|nine folders/);
    expect(page).not.toMatch(/\$[\d.,]+ a month/);
  });
  test('scan writes it, too', async () => {
    const { code } = await promptfare(['src', '--format', 'html=scan.html', '--fail-on', 'never', '--quiet'], { cwd });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'scan.html'), 'utf8')).toMatch(/first [\d,]+ could be cached/);
  });
  test('takes steps, a month and their basis from logs', async () => {
    const page = await report('src', 'jobs', '--format', 'html', '--logs', 'logs');
    const { stdout } = await promptfare(['advise', 'src', 'jobs', '--logs', 'logs', '--format', 'json'], { cwd });
    const advised = JSON.parse(stdout);
    expect(page).toContain(`A month, at the rate of the logs</dt><dd><span class="figure ">$${advised.usdPerMonth.toFixed(2)}</span>`);
    const [best] = advised.advice;
    expect(best.usdPerMonth).toBeGreaterThan(1);
    expect(page).toMatch(new RegExp(`${best.title}.*\\$${advised.usdPerMonth.toFixed(2)}</td><td class="n">\\$${(advised.usdPerMonth - best.usdPerMonth).toFixed(2)}</td><td class="n good">\\$${best.usdPerMonth.toFixed(2)}.*measured`));
    expect(await report('src', 'jobs', '--logs', 'logs')).toContain('a month at the rate of the logs (measured).');
  });
  test('says what is wrong with its arguments', async () => {
    const { code, stderr } = await promptfare(['report', '--format', 'html', '--output', 'no/such/dir.html'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
    expect((await promptfare(['report', '--format', 'pdf'], { cwd })).code).toBe(2);
  });
});

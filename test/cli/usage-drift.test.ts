import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { questionOf } from '../../src/dev/traffic-logs.ts';
import { treeOf } from '../project/tree.ts';
import { answerRequest, HOUR, MONDAY, projectFiles, sortRequest, strangerRequest, titleRequest, writeLogs } from '../traffic/logged-project.ts';
import { promptfare } from './fake-process.ts';

const NAME = 'promptfare.usage.yaml';
/** A day: an answer, two titles and a request of nobody here in each hour. */
const day = Array.from({ length: 24 }, (_, hour) => MONDAY + hour * HOUR).flatMap(at => [answerRequest(at, questionOf(1)), titleRequest(at, questionOf(2)), titleRequest(at, questionOf(3)), strangerRequest(at)]);

async function ids(cwd: string): Promise<{ [path: string]: string }> {
  const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never', 'src', 'jobs'], { cwd });
  return Object.fromEntries(JSON.parse(stdout).calls.map((call: { path: string; id: string }) => [call.path, call.id]));
}
async function project(entry: (id: { [path: string]: string }) => string): Promise<string> {
  const cwd = treeOf(projectFiles);
  writeLogs(cwd, day);
  writeFileSync(join(cwd, NAME), `version: 1\ncalls:\n${entry(await ids(cwd))}`);
  return cwd;
}
const check = (cwd: string, ...args: string[]) => promptfare(['usage', 'check', '--logs', 'AWSLogs', ...args], { cwd, columns: 160 });

describe('usage check --logs', () => {
  test('compares by call and by model', async () => {
    const cwd = await project(id => `  ${id['src/answer.ts']}: { callsPerMonth: 365, inputTokens: 9400, outputTokens: 120 }\n  ${id['src/title.ts']}: { callsPerMonth: 1460, holes: { text: 290 }, outputTokens: 11 }\n`);
    const { code, stdout } = await check(cwd, '--format', 'json');
    expect(code).toBe(0);
    const { drift } = JSON.parse(stdout);
    const of = (path: string) => drift.calls.find(({ place }: { place: string }) => place.startsWith(path));
    // 24 a day are 730 a month, twice what the file says.
    expect(of('src/answer.ts')).toMatchObject({ estimate: { callsPerMonth: 365, inputTokens: 9400 }, actual: { callsPerMonth: 730, inputTokens: 9400, outputTokens: 120 }, drift: expect.closeTo(1, 6) });
    const title = of('src/title.ts');
    expect(title.actual).toMatchObject({ callsPerMonth: 1460, inputTokens: 300, outputTokens: 11 });
    expect(title.drift).toBeCloseTo((300 * 0.06 + 11 * 0.24) / (title.estimate.inputTokens * 0.06 + 11 * 0.24) - 1, 6);
    expect(of('jobs/sort.py')).toMatchObject({ estimate: { callsPerMonth: null }, actual: { callsPerMonth: null }, drift: null });
    // Of Haiku one call says nothing: its estimate is not known.
    expect(drift.models).toMatchObject([{ model: 'amazon.nova-lite-v1:0', drift: title.drift }, { model: 'anthropic.claude-haiku-4-5-20251001-v1:0', actual: { callsPerMonth: 1460 }, estimate: { usdPerMonth: null }, drift: null }]);
  });

  test('after an import there is no drift, and all requests of a model count', async () => {
    const cwd = treeOf(projectFiles);
    writeLogs(cwd, [...day, ...Array.from({ length: 24 }, (_, hour) => sortRequest(MONDAY + hour * HOUR, questionOf(4)))]);
    await promptfare(['usage', 'import', 'AWSLogs'], { cwd });
    const { code, stdout } = await check(cwd, '--max-drift', '1', '--format', 'json');
    const { drift } = JSON.parse(stdout);
    for (const each of drift.calls) expect(Math.abs(each.drift)).toBeLessThan(1e-3);
    const haiku = drift.models.find(({ model }: { model: string }) => model.includes('haiku'));
    // Nobody's requests: 900 tokens in and 90 out beside the 9,400 and 120, and the 500 and 4.
    expect(haiku.drift).toBeCloseTo((900 * 1.1 + 90 * 5.5) / (9900 * 1.1 + 124 * 5.5), 3);
    expect(code).toBe(1);
  });

  test('says it in words, and fails where asked to', async () => {
    const cwd = await project(id => `  ${id['src/answer.ts']}: { callsPerMonth: 365, inputTokens: 9400, outputTokens: 120 }\n`);
    const { code, stdout } = await check(cwd, '--max-drift', '50');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ +src\/answer\.ts:4 +365 +730 +9,400 +9,400 +120 +120 +\$[\d.]+ +\$[\d.]+ +\+100 %$/m);
    expect(stdout).toContain('1 figure off by more than 50 %. `promptfare usage import` takes the measured ones.');
    expect((await check(cwd, '--max-drift', '150')).code).toBe(0);
  });

  test('a limit without logs is refused', async () => {
    const cwd = await project(() => '  c_a: { callsPerMonth: 1 }\n');
    expect(await promptfare(['usage', 'check', '--max-drift', '5'], { cwd })).toMatchObject({ code: 2, stderr: 'promptfare: `--max-drift` compares with logs: name them with `--logs`.\n' });
  });
});

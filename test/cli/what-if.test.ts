import { describe, expect, test } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

interface Found {
  id: string;
  path: string;
  usdPerThousandCalls: { input: number; outputMax: number };
  scenarios: { what: string; saved: { input: number; outputMax: number; atWorst?: number; breakEven?: { requests: number; hitRate: number } } | null; notes: string[] }[];
}

async function found(...args: string[]): Promise<Found[]> {
  const { code, stdout, stderr } = await promptfare(['what-if', '--format', 'json', ...args], { cwd: treeOf(files) });
  expect([code, stderr]).toEqual([0, '']);
  return (JSON.parse(stdout) as { calls: Found[] }).calls;
}

describe('promptfare what-if', () => {
  test('caching pays from request 2 (5 m) and 3 (1 h), and costs more when every request misses', async () => {
    const [answer] = await found('--requests', '10');
    const [five, hour] = ['cached for 5m, 10 requests', 'cached for 1h, 10 requests'].map(name => answer!.scenarios.find(({ what }) => what === name)!.saved!);
    expect([five!.breakEven!.requests, hour!.breakEven!.requests]).toEqual([2, 3]);
    expect(five!.breakEven!.hitRate).toBeCloseTo(0.217, 3);
    expect(hour!.breakEven!.hitRate).toBeCloseTo(0.526, 3);
    // Of 10 requests, 9 read for a tenth: 1.25 + 0.9 instead of 10.
    const prefix = five!.input / 0.785;
    expect(five!.atWorst! / prefix).toBeCloseTo(-0.25, 6);
    expect(hour!.input / prefix).toBeCloseTo(0.71, 6);
    expect(hour!.atWorst! / prefix).toBeCloseTo(-1, 6);
  });

  test('one request alone loses the fee', async () => {
    const [answer] = await found('--requests', '1');
    expect(answer!.scenarios.find(({ what }) => what.startsWith('cached for 5m'))!.saved!.input).toBeLessThan(0);
  });

  test('a prefix below the minimum cannot be cached; batch is half; flex is not for Claude', async () => {
    const title = (await found()).find(({ path }) => path === 'src/title.ts')!;
    const of = (name: string) => title.scenarios.find(({ what }) => what.startsWith(name))!;
    expect(of('cached')).toMatchObject({ saved: null, notes: [expect.stringContaining('below the minimum of 4096')] });
    expect(of('batch').saved!.input).toBeCloseTo(title.usdPerThousandCalls.input / 2, 12);
    expect(of('batch').saved!.outputMax).toBeCloseTo(title.usdPerThousandCalls.outputMax / 2, 12);
    expect(of('flex').saved).toBeNull();
  });

  test('another model, and a shorter prompt', async () => {
    const [answer] = await found('--model', 'us.amazon.nova-lite-v1:0', '--shorter', '1000');
    expect(answer!.scenarios[0]).toMatchObject({ what: 'on Nova Lite' });
    expect(answer!.scenarios.at(-1)).toEqual({ what: '1000 tokens shorter', saved: { input: 1.1, outputMax: 0 }, notes: [] });
  });

  test('is a table for the project and for one call', async () => {
    const cwd = treeOf(files);
    const project = await promptfare(['what-if'], { cwd, columns: 100 });
    expect(project.stdout).toMatch(/^2 calls: \$[\d.]+ input, at most \$[\d.]+ output, per 1,000 calls of each\.$/m);
    expect(project.stdout).toMatch(/^ +batch +2 +\$[\d.]+ +50 % +\$[\d.]+$/m);
    expect(project.stdout).toContain('cached for 5m, 10 requests: not for 1 call;');
    const [{ id } = { id: '' }] = await found();
    const one = await promptfare(['what-if', '--call', id], { cwd, columns: 100 });
    expect(one.stdout).toContain('Pays from request 2 of a chain, or above 21.7 % hits.');
    expect(one.stdout).toContain('batch: A job takes at least 100 records.');
    for (const line of (project.stdout + one.stdout).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(await promptfare(['what-if'], { cwd: treeOf({}) })).toMatchObject({ code: 0, stdout: 'No call was found.\n' });
  });

  test.each([
    [['--requests', '0'], 'Give a whole number from 1.'],
    [['--model', 'claude-haiku-4-5'], 'Did you mean `anthropic.claude-haiku-4-5-20251001-v1:0`?'],
    [['--call', 'c_none'], 'There is no call `c_none`'],
  ])('exits with 2 on %j', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(['what-if', ...args], { cwd: treeOf(files) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

import { describe, expect, test, vi } from 'vitest';
import { allModels, isLive } from '../../src/models/index.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

async function listed(...args: string[]): Promise<{ id: string; [key: string]: any }[]> {
  const { code, stdout, stderr } = await promptfare(['models', ...args, '--json'], { cwd: treeOf({}) });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout).models;
}

describe('promptfare models', () => {
  test('lists all, with source, date and confidence of every price', async () => {
    const models = await listed();
    expect(models.map(({ id }) => id)).toEqual(allModels().map(({ id }) => id));
    for (const { price } of models) if (price) expect([price.asOf, price.source, price.confidence].every(Boolean)).toBe(true);
  });

  test('finds by id in any form, by words, by vendor, and leaves out what has ended', async () => {
    expect(await listed('us.anthropic.claude-haiku-4-5-20251001-v1:0')).toHaveLength(1);
    expect((await listed('haiku', '4.5')).map(({ id }) => id)).toEqual(['anthropic.claude-haiku-4-5-20251001-v1:0']);
    expect((await listed('--vendor', 'Mistral')).every(({ vendor }) => vendor === 'mistral')).toBe(true);
    const live = await listed('claude', '--live');
    expect(live.map(({ id }) => id)).toEqual(allModels().filter(model => model.id.includes('claude') && isLive(model)).map(({ id }) => id));
    expect(live[0]!['price'].batch ?? null).toBe(null);
  });

  test('sorts, models without the figure last', async () => {
    const inputs = (await listed('--sort', 'input')).map(({ price }) => price?.input ?? Infinity);
    expect(inputs).toEqual(inputs.toSorted((a, b) => (a === b ? 0 : a - b)));
    const windows = (await listed('--sort', 'context')).map(({ contextWindow }) => contextWindow ?? 0);
    expect(windows).toEqual(windows.toSorted((a, b) => b - a));
  });

  test('is a table within the width of the terminal', async () => {
    const wide = await promptfare(['models', 'nova', 'lite'], { cwd: treeOf({}) });
    expect(wide.stdout).toMatch(/^model +\$ in +\$ out +read +write +batch +state +cache from +context +output +as of +confidence\n/);
    expect(wide.stdout).toMatch(/^amazon\.nova-lite-v1:0 +0\.06 +0\.24 +0\.015 +0\.03\/0\.12 +active +1K +300K +5K +2026-\d\d-\d\d +high$/m);
    for (const columns of [60, 80, 100, 140]) {
      const { stdout } = await promptfare(['models'], { cwd: treeOf({}), columns });
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });

  test.each([
    [['models', 'haikoo'], 'Did you mean `haiku`?'],
    [['models', 'anthropic.claude-opus-4-6-v2'], 'Did you mean `anthropic.claude-opus-4-6-v1`?'],
    [['models', '--vendor', 'antropic'], 'Did you mean `anthropic`?'],
    [['models', '--sort', 'price'], 'Allowed choices are input, output, context.'],
  ])('exits with 2 on %j', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(args, { cwd: treeOf({}) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('says once that prices are old', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-03-02') });
    const { code, stderr } = await promptfare(['models', 'nova'], { cwd: treeOf({}) });
    vi.useRealTimers();
    expect(code).toBe(0);
    expect(stderr).toBe('promptfare: the prices are 100 days old (2026-11-22). Run `promptfare prices update` and name its file with `--prices`, or update promptfare.\n');
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Report } from '../../src/core/report.ts';
import { reporters } from '../../src/reporters/index.ts';
import { promptfare } from '../cli/fake-process.ts';
import { files } from '../cli/project.ts';
import { treeOf } from '../project/tree.ts';

const NAME = 'promptfare.usage.yaml';

const tokens = fc.nat(200_000);
const entry = fc.record(
  {
    callsPerMonth: fc.option(fc.nat(10_000_000)),
    inputTokens: fc.option(tokens),
    outputTokens: fc.option(tokens),
    holes: fc.option(fc.oneof(tokens, fc.dictionary(fc.constantFrom('question', 'text', 'other'), fc.option(tokens)))),
    cache: fc.option(fc.record({ hitRate: fc.integer({ min: 0, max: 100 }).map(percent => percent / 100), ttl: fc.constantFrom('5m', '1h') }, { requiredKeys: ['hitRate'] })),
    basis: fc.constantFrom('declared', 'measured'),
    gone: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('whatever a usage file says, a month is only where it gives traffic, and none is left when it is removed', async () => {
  const cwd = treeOf(files);
  const report = async (...args: string[]): Promise<Report> => JSON.parse((await promptfare(['src', '--format', 'json', '--fail-on', 'never', ...args], { cwd })).stdout) as Report;
  const plain = await report();
  const ids = plain.calls.map(({ id }) => id);
  const usage = fc.record({
    version: fc.constant(1),
    calls: fc.dictionary(fc.constantFrom(...ids, 'c_nobody'), fc.option(entry)),
    files: fc.dictionary(fc.constantFrom('src/**', 'src/a*.ts', '**/title.ts', 'lib/**'), entry),
    models: fc.dictionary(fc.constantFrom('anthropic.claude-haiku-4-5-20251001-v1:0', 'amazon.nova-lite-v1:0'), entry),
  });
  let months = 0;
  await fc.assert(
    fc.asyncProperty(usage, async file => {
      writeFileSync(join(cwd, NAME), stringify(file));
      const { calls, summary } = await report();
      for (const { id, monthly } of calls) {
        const speaks = [file.calls[id], ...Object.values(file.files), ...Object.values(file.models)];
        if (monthly) expect(speaks.map(each => each?.callsPerMonth)).toContain(monthly.calls);
      }
      months += calls.filter(({ monthly }) => monthly).length;
      expect(summary.usdPerMonth !== undefined).toBe(calls.some(({ monthly }) => monthly?.usd));
      expect(await report('--no-usage')).toEqual(plain);
      rmSync(join(cwd, NAME));
      expect(await report()).toEqual(plain);
    }),
    { numRuns: 40, seed: 11 },
  );
  expect(months).toBeGreaterThan(20);
  expect(JSON.stringify(plain)).not.toMatch(/month/i);
}, 120_000);

test.each(Object.keys(reporters))('no month in %s without a usage file', async format => {
  const cwd = treeOf(files);
  const said = async (): Promise<string> => (await promptfare(['src', '--format', format, '--fail-on', 'never'], { cwd, columns: 120 })).stdout;
  const before = await said();
  expect(before).not.toMatch(/[\d$] a month|>A month|usdPerMonth"/);
  writeFileSync(join(cwd, NAME), 'version: 1\nfiles:\n  "**": { callsPerMonth: 1000, outputTokens: 10, holes: 10 }\n');
  await said();
  rmSync(join(cwd, NAME));
  expect(await said()).toBe(before);
});

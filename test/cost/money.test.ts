import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, shareOf, sum, usd, usdText } from '../../src/cost/index.ts';
import { allModels, priceRow } from '../../src/models/index.ts';

test('a tenth added ten times is one', () => {
  const tenth = costOf(100_000, 1);
  expect(usd(sum(Array.from({ length: 10 }, () => tenth)))).toBe(1);
  expect(usd(sum([costOf(1, 0.1), costOf(1, 0.2)]))).toBe(3e-7);
});

test('the DESIGN example: 1,345 tokens at $1.10 are $0.0014795', () => {
  expect(usdText(costOf(1345, 1.1))).toBe('0.0014795');
  expect(usd(costOf(1024, 5.5))).toBe(0.005632);
});

test('every price of the table is whole per token', () => {
  for (const model of allModels()) for (const geography of [undefined, ...model.profiles]) for (const tier of ['default', 'flex', 'priority', 'batch'] as const) {
    const row = priceRow(model, { geography, tier, inputTokens: 10_000_000 });
    for (const price of row ? [row.inputPerMTok, row.outputPerMTok, row.cacheReadPerMTok ?? 0, ...Object.values(row.cacheWritePerMTok)] : [])
      expect(usd(costOf(1_000_000, price)), `${model.id} ${price}`).toBe(price);
  }
});

test('sums do not depend on order or on grouping', () => {
  const part = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom(0.00875, 0.035, 0.1, 1.1, 3.3, 16.5, 82.5));
  fc.assert(fc.property(fc.array(part), parts => {
    const costs = parts.map(([tokens, price]) => costOf(tokens, price));
    expect(sum(costs)).toBe(sum(costs.toReversed()));
    expect(sum(costs) * 1000n).toBe(sum(costs.map(cost => cost * 1000n)));
  }));
});

test('text and number', () => {
  expect(usdText(0n)).toBe('0');
  expect(usdText(-costOf(1_000_000, 2.5))).toBe('-2.5');
  expect(usd(-costOf(1_000_000, 2.5))).toBe(-2.5);
  expect(usdText(costOf(1, 0.00875))).toBe('0.00000000875');
});

test('shares', () => {
  expect(shareOf(1n, 4n)).toBe(0.25);
  expect(shareOf(0n, 0n)).toBe(0);
});

import { describe, expect, test } from 'vitest';
import { breakEven, cacheOutcome, costAtHitRate, costOfRequest, costOfUsage, quotaBurned, quotaReserved, requestsForSaving, usageFromTotal, usd } from '../../src/cost/index.ts';
import { findModel, priceRow, type PriceCircumstances } from '../../src/models/index.ts';

const DAY = '2026-11-22';
const row = (id: string, circumstances: PriceCircumstances = { geography: 'global' }) => priceRow(findModel(id)!, { at: DAY, ...circumstances })!;
const SONNET = row('anthropic.claude-sonnet-4-6');
const HAIKU = row('anthropic.claude-haiku-4-5-20251001-v1:0');
const SONNET_4_5 = row('anthropic.claude-sonnet-4-5-20250929-v1:0');

describe('10,000 tokens × 1,000 uses on a $3 model', () => {
  const outcome = cacheOutcome(SONNET, { prefix: 10_000, requests: 1000, ttl: '5m' })!;
  test('$30.00 uncached', () => expect(usd(outcome.uncached)).toBe(30));
  test('$3.03 with one write and 999 reads', () => {
    expect(usd(outcome.cached)).toBe(3.0345);
    expect(usd(outcome.cached).toFixed(2)).toBe('3.03');
  });
  test('$37.50 when every request misses', () => {
    expect(usd(outcome.allMisses)).toBe(37.5);
    expect(usd(outcome.lostAtWorst)).toBe(7.5);
  });
  test('89.9 % saved', () => expect(outcome.savedShare).toBeCloseTo(0.89885, 6));
});

describe('when caching pays', () => {
  test('the 5-minute premium from request 2, above a hit rate of 21.7 %', () => {
    expect(breakEven(SONNET, '5m')?.requests).toBe(2);
    expect(breakEven(SONNET, '5m')?.hitRate).toBeCloseTo(0.2174, 4);
  });
  test('the 1-hour premium from request 3, above a hit rate of 52.6 %', () => {
    expect(breakEven(SONNET, '1h')?.requests).toBe(3);
    expect(breakEven(SONNET, '1h')?.hitRate).toBeCloseTo(0.5263, 4);
  });
  test('the 30-minute premium of GPT from request 2', () => expect(breakEven(row('openai.gpt-5.6-sol'), '30m')?.requests).toBe(2));
  test('Nova has no premium: from request 2, at any hit rate', () => expect(breakEven(row('amazon.nova-pro-v1:0'), '5m')).toEqual({ requests: 2, hitRate: 0 }));

  test.each([[1, -0.25], [2, 0.325], [5, 0.67], [10, 0.785], [1000, 0.89885]])('%i requests in one chain save %f', (requests, share) => {
    expect(cacheOutcome(SONNET, { prefix: 2000, requests, ttl: '5m' })!.savedShare).toBeCloseTo(share, 6);
  });
  test('the break-even request is the first that saves', () => {
    for (const model of [SONNET, row('anthropic.claude-opus-5-5'), row('anthropic.claude-fable-5-1'), row('openai.gpt-6-astra'), row('amazon.nova-pro-v1:0')])
      for (const ttl of ['5m', '30m', '1h'] as const) {
        const first = breakEven(model, ttl)?.requests;
        if (first === undefined) continue;
        expect(cacheOutcome(model, { prefix: 1000, requests: first, ttl })!.saved > 0n).toBe(true);
        expect(cacheOutcome(model, { prefix: 1000, requests: first - 1, ttl })!.saved > 0n).toBe(false);
      }
  });

  test('80 % saving needs 12 requests in one chain', () => {
    expect(requestsForSaving(SONNET, '5m', 0.8)).toBe(12);
    expect(cacheOutcome(SONNET, { prefix: 1000, requests: 12, ttl: '5m' })!.savedShare).toBeGreaterThanOrEqual(0.8);
    expect(cacheOutcome(SONNET, { prefix: 1000, requests: 11, ttl: '5m' })!.savedShare).toBeLessThan(0.8);
  });
  test('90 % is out of reach where a read costs a tenth', () => expect(requestsForSaving(SONNET, '5m', 0.9)).toBeUndefined());
  test('a lifetime the model does not offer has no outcome', () => {
    expect(cacheOutcome(row('anthropic.claude-sonnet-4-20250514-v1:0'), { prefix: 1, requests: 1, ttl: '1h' })).toBeUndefined();
    expect(cacheOutcome(row('amazon.nova-pro-v1:0'), { prefix: 1, requests: 1, ttl: '1h' })).toBeUndefined();
    expect(breakEven(row('meta.llama3-1-8b-instruct-v1:0'), '5m')).toBeUndefined();
  });
  test('hits spread anyhow: at break-even the bill is the uncached one', () => {
    expect(usd(costAtHitRate(SONNET, { prefix: 1000, requests: 2300, ttl: '5m', hitRate: 500 / 2300 })!)).toBeCloseTo(usd(cacheOutcome(SONNET, { prefix: 1000, requests: 2300, ttl: '5m' })!.uncached), 10);
  });
  test('no request costs nothing', () => expect(cacheOutcome(SONNET, { prefix: 1000, requests: 0, ttl: '5m' })).toMatchObject({ cached: 0n, uncached: 0n, savedShare: 0 }));
});

describe('ratios', () => {
  test('Haiku 4.5 against Sonnet 4.5 is 3×, not 5×', () => {
    expect(SONNET_4_5.inputPerMTok / HAIKU.inputPerMTok).toBe(3);
    expect(SONNET_4_5.outputPerMTok / HAIKU.outputPerMTok).toBe(3);
  });
  test('in the old table it was 3.75×', () => expect(row('anthropic.claude-sonnet-4-20250514-v1:0').inputPerMTok / row('anthropic.claude-3-5-haiku-20241022-v1:0').inputPerMTok).toBeCloseTo(3.75, 12));
  test('Haiku 4.5 against Opus 5 saves 80 %, against Opus 5.5 75 %', () => {
    expect(1 - HAIKU.inputPerMTok / row('anthropic.claude-opus-5').inputPerMTok).toBeCloseTo(0.8, 12);
    expect(1 - HAIKU.inputPerMTok / row('anthropic.claude-opus-5-5').inputPerMTok).toBeCloseTo(0.75, 12);
  });
});

describe('usage', () => {
  test('cache reads come off `inputTokens`: Bedrock has taken them off already', () => {
    const usage = { input: 1000, cacheRead: 9000, output: 0 };
    expect(usd(costOfUsage(usage, SONNET).total)).toBe(0.0057);
    expect(usageFromTotal({ input: 10_000, cacheRead: 9000, output: 0 })).toMatchObject(usage);
    expect(costOfUsage(usageFromTotal({ input: 10_000, cacheRead: 9000, output: 0 }), SONNET).total).toBe(costOfUsage(usage, SONNET).total);
  });
  test('writes of both lifetimes have their own price', () => {
    expect(usd(costOfUsage({ input: 0, output: 0, cacheWrite: { '5m': 1_000_000, '1h': 1_000_000 } }, SONNET).cacheWrite)).toBe(9.75);
  });
  test('Nova writes at the input price', () => expect(usd(costOfUsage({ input: 0, output: 0, cacheWrite: { '5m': 1_000_000 } }, row('amazon.nova-pro-v1:0')).total)).toBe(0.8));
  test('cached tokens count for the long-context tier', () => {
    const sonnet = findModel('anthropic.claude-sonnet-4-5-20250929-v1:0')!;
    expect(usd(costOfRequest(sonnet, { input: 50_000, cacheRead: 150_001, output: 0 }, { geography: 'global', at: DAY })!.input)).toBe(0.3);
    expect(usd(costOfRequest(sonnet, { input: 50_000, cacheRead: 150_000, output: 0 }, { geography: 'global', at: DAY })!.input)).toBe(0.15);
  });
});

test('caching and batch do not combine', () => {
  const batch = row('anthropic.claude-sonnet-4-6', { tier: 'batch', geography: 'global' });
  expect(cacheOutcome(batch, { prefix: 10_000, requests: 100, ttl: '5m' })).toBeUndefined();
  expect(breakEven(batch, '5m')).toBeUndefined();
});

describe('a limit', () => {
  const opus = findModel('anthropic.claude-opus-4-8')!;
  test('does not lower the bill of a short answer', () => {
    const bill = costOfUsage({ input: 1000, output: 100 }, SONNET).total;
    expect(usd(bill)).toBe(0.0045);
  });
  test('is what the quota reserves, with the input and without cache reads', () => {
    expect(quotaReserved({ input: 3000, cacheWrite: { '5m': 1000 }, cacheRead: 50_000 }, 32_000)).toBe(36_000);
    expect(quotaReserved({ input: 3000 }, 1000)).toBe(4000);
  });
  test('the scenarios of the AWS page', () => {
    const usage = { input: 3000, cacheRead: 4000, cacheWrite: { '5m': 1000 }, output: 1000 };
    expect([quotaReserved(usage, 32_000), quotaReserved(usage, 1250)]).toEqual([36_000, 5250]);
    expect(quotaBurned(usage, findModel('anthropic.claude-sonnet-4-6')!)).toBe(9000);
  });
  test('what is burned in the end goes by the model', () => {
    expect(quotaBurned({ input: 1000, output: 100 }, findModel('anthropic.claude-sonnet-4-20250514-v1:0')!)).toBe(1500);
    expect(quotaBurned({ input: 1000, output: 100 }, opus)).toBe(2500);
    expect(quotaBurned({ input: 1000, output: 100 }, findModel('amazon.nova-pro-v1:0')!)).toBe(1100);
    expect(quotaBurned({ input: 1000, output: 100 }, findModel('anthropic.claude-haiku-5-5')!)).toBeUndefined();
  });
});

test('the batch table of the seed ignored one side of the tokens each time', () => {
  expect(dollars('anthropic.claude-3-5-haiku-20241022-v1:0', 1e9, 0)).toBe(800);
  expect(dollars('anthropic.claude-sonnet-4-20250514-v1:0', 1e8, 0)).toBe(300);
  expect(dollars('anthropic.claude-sonnet-4-20250514-v1:0', 0, 5e8)).toBe(7500);
});

function dollars(id: string, input: number, output: number): number {
  return usd(costOfUsage({ input, output }, row(id, {})).total);
}

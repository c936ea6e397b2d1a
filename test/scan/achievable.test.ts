/** No dollar is saved twice. */
import { describe, expect, test } from 'vitest';
import type { Strategy } from '../../src/core/finding.ts';
import type { ReportCall, ReportFinding } from '../../src/core/report.ts';
import { achievableOf } from '../../src/scan/achievable.ts';

/** A call that costs $10 for a thousand. */
const call = (id: string): ReportCall => ({ id, cost: { currency: 'USD', inputPerCall: 0.01, outputMaxPerCall: null, basis: 'exact' } }) as ReportCall;
const saves = (callId: string | undefined, strategy: Strategy, usd: number): ReportFinding => ({ ...(callId !== undefined && { callId }), strategy, savings: { usdPerThousandCalls: usd, basis: 'exact' } }) as ReportFinding;
const together = (...savings: readonly (readonly [Strategy, number])[]): number => achievableOf([call('c_a')], savings.map(([strategy, usd]) => saves('c_a', strategy, usd))).usdPerThousandCalls;

describe('achievable together', () => {
  test.each<[string, [Strategy, number][], number]>([
    ['nothing', [], 0],
    ['one way', [['prompt-caching', 4]], 4],
    ['batch and cache exclude each other: the better one', [['batch', 5], ['prompt-caching', 8]], 8],
    ['batch and cache exclude each other, the other way round', [['batch', 5], ['prompt-caching', 2]], 5],
    ['the cache reads what the smaller model charges', [['model-size', 5], ['prompt-caching', 8]], 9],
    ['two smaller models: the smaller of them', [['model-size', 5], ['model-size', 1]], 5],
    ['shorter texts add up', [['fewer-tokens', 1], ['fewer-tokens', 2]], 3],
    ['no more than the call costs', [['fewer-tokens', 30], ['batch', 5]], 10],
    ['a call that is not made has no other way', [['deduplication', 10], ['batch', 5], ['model-size', 6]], 10],
  ])('%s', (_, savings, usd) => {
    expect(together(...savings)).toBe(usd);
  });

  test.each<[string, number, number, Strategy[]]>([
    ['a smaller model that caches nothing of it, and saves more', 9, 8, ['model-size']],
    ['a smaller model that caches nothing of it, and saves less', 5, 8, ['prompt-caching']],
  ])('%s', (_, model, cache, strategies) => {
    const smaller = saves('c_a', 'model-size', model);
    const result = achievableOf([call('c_a')], [{ ...smaller, savings: { ...smaller.savings!, excludes: ['prompt-caching'] } }, saves('c_a', 'prompt-caching', cache)]);
    expect(result).toEqual({ usdPerThousandCalls: Math.max(model, cache), strategies: strategies.map(strategy => ({ strategy, usdPerThousandCalls: Math.max(model, cache) })) });
  });

  test('calls add up, and the parts are the whole', () => {
    const result = achievableOf([call('c_a'), call('c_b'), call('c_c')], [saves('c_a', 'batch', 5), saves('c_b', 'batch', 5), saves('c_b', 'model-size', 6), saves(undefined, 'monitoring', 99), saves('c_gone', 'batch', 5)]);
    expect(result).toEqual({ usdPerThousandCalls: 13, strategies: [{ strategy: 'batch', usdPerThousandCalls: 7 }, { strategy: 'model-size', usdPerThousandCalls: 6 }] });
  });

  test('without a price there is nothing to save', () => {
    expect(achievableOf([{ ...call('c_a'), cost: null }], [saves('c_a', 'batch', 5)]).usdPerThousandCalls).toBe(0);
  });
});

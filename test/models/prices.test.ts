import { describe, expect, test } from 'vitest';
import { allModels, findModel, priceRow, pricesAsOf, pricesDigest, type PriceCircumstances } from '../../src/models/index.ts';

const DAY = '2026-11-22';
const at = (id: string, circumstances: PriceCircumstances = {}) => {
  const row = priceRow(findModel(id)!, { at: DAY, ...circumstances });
  return row && [row.inputPerMTok, row.outputPerMTok];
};

describe('global and regional', () => {
  test.each([
    ['anthropic.claude-haiku-4-5-20251001-v1:0', [1, 5], [1.1, 5.5]],
    ['anthropic.claude-sonnet-4-6', [3, 15], [3.3, 16.5]],
    ['anthropic.claude-opus-5-5', [4, 20], [4.4, 22]],
    ['amazon.nova-2-lite-v1:0', [0.3, 2.5], [0.33, 2.75]],
    ['openai.gpt-5.6-sol', [4, 20], [4.4, 22]],
    ['moonshotai.kimi-k3', [3, 15], [3.3, 16.5]],
    ['xai.grok-4.6', [2, 6], [2.2, 6.6]],
  ])('%s pays 10 %% more outside global', (id, global, regional) => {
    expect(at(id, { geography: 'global' })).toEqual(global);
    expect(at(id, { geography: 'us' })).toEqual(regional);
    expect(at(id)).toEqual(regional);
  });

  test.each(['anthropic.claude-sonnet-4-20250514-v1:0', 'anthropic.claude-3-7-sonnet-20250219-v1:0', 'anthropic.claude-opus-4-1-20250805-v1:0', 'meta.llama3-3-70b-instruct-v1:0'])('%s has one price', id => {
    expect(at(id, { geography: 'us' })).toEqual(at(id, { geography: 'global' }));
  });

  test('the 10 % reach cache prices too', () => {
    expect(priceRow(findModel('anthropic.claude-opus-5-5')!, { geography: 'us', at: DAY })).toMatchObject({ cacheReadPerMTok: 0.22, cacheWritePerMTok: { '5m': 5.5, '1h': 8.8 } });
    expect(priceRow(findModel('moonshotai.kimi-k3')!, { geography: 'us', at: DAY })?.cacheWritePerMTok).toEqual({ '30m': 4.125 });
  });

  test('Nova 1 has a price in each geography', () => {
    expect(at('amazon.nova-lite-v1:0', { geography: 'us' })).toEqual([0.06, 0.24]);
    expect(at('amazon.nova-lite-v1:0', { geography: 'eu' })).toEqual([0.078, 0.312]);
    expect(at('amazon.nova-pro-v1:0', { geography: 'apac' })).toEqual([0.84, 3.36]);
    expect(priceRow(findModel('amazon.nova-lite-v1:0')!, { geography: 'eu', at: DAY })?.cacheReadPerMTok).toBe(0.0195);
  });

  test('GovCloud', () => {
    expect(at('anthropic.claude-haiku-4-5-20251001-v1:0', { geography: 'us-gov' })).toEqual([1.2, 6]);
    expect(at('anthropic.claude-sonnet-4-5-20250929-v1:0', { geography: 'us-gov' })).toEqual([3.6, 18]);
    expect(at('amazon.nova-lite-v1:0', { geography: 'us-gov' })).toBeUndefined();
    expect(priceRow(findModel('xai.grok-4.3')!, { geography: 'us-gov', at: DAY })).toMatchObject({ inputPerMTok: 1.5, outputPerMTok: 3, cacheReadPerMTok: 0.24 });
  });
});

test('a price read in the United States is less sure elsewhere', () => {
  expect(priceRow(findModel('mistral.pixtral-large-2502-v1:0')!, { geography: 'eu', at: DAY })).toMatchObject({ inputPerMTok: 2, confidence: 'medium', rules: ['priced as in us-east-1'] });
});

describe('long context', () => {
  test.each([
    ['anthropic.claude-sonnet-4-5-20250929-v1:0', 200_000, [3, 15], [6, 22.5]],
    ['anthropic.claude-haiku-5-5', 100_000, [0.1, 0.5], [0.5, 2.5]],
    ['openai.gpt-6-astra', 272_000, [10, 50], [20, 75]],
    ['openai.gpt-5.6-luna', 272_000, [0.2, 1.2], [0.4, 1.8]],
  ])('%s above %i tokens', (id, above, below, beyond) => {
    expect(at(id, { geography: 'global', inputTokens: above })).toEqual(below);
    expect(at(id, { geography: 'global', inputTokens: above + 1 })).toEqual(beyond);
  });

  test('the four rows of an AWS model card follow from both rules', () => {
    const rows = [['global', 1], ['us', 1], ['global', 272_001], ['us', 272_001]] as const;
    expect(rows.map(([geography, inputTokens]) => at('openai.gpt-6-luna', { geography, inputTokens }))).toEqual([[0.1, 0.5], [0.11, 0.55], [0.2, 0.75], [0.22, 0.825]]);
  });
  test('the regional row of the price list follows from both rules', () => expect(at('openai.gpt-6-astra', { geography: 'us', inputTokens: 300_000 })).toEqual([22, 82.5]));
  test('cache prices double with it', () => {
    expect(priceRow(findModel('anthropic.claude-sonnet-4-5-20250929-v1:0')!, { geography: 'global', inputTokens: 250_000, at: DAY })).toMatchObject({ cacheReadPerMTok: 0.6, cacheWritePerMTok: { '5m': 7.5, '1h': 12 } });
  });
  test('Claude 4.6 and later are flat to a million', () => expect(at('global.anthropic.claude-sonnet-4-6', { inputTokens: 900_000 })).toEqual(at('global.anthropic.claude-sonnet-4-6')));
});

describe('tiers', () => {
  test('flex is half, priority 1.75 times', () => {
    expect(at('amazon.nova-2-lite-v1:0', { geography: 'global', tier: 'priority' })).toEqual([0.525, 4.375]);
    expect(at('moonshotai.kimi-k3', { geography: 'global', tier: 'flex' })).toEqual([1.5, 7.5]);
    expect(at('openai.gpt-oss-120b-1:0', { tier: 'flex' })).toEqual([0.075, 0.3]);
    expect(at('xai.grok-4.6', { geography: 'global', tier: 'priority' })).toEqual([3.5, 10.5]);
  });
  test('Claude has neither', () => {
    expect(at('anthropic.claude-sonnet-4-6', { tier: 'flex' })).toBeUndefined();
    expect(at('anthropic.claude-haiku-4-5-20251001-v1:0', { tier: 'priority' })).toBeUndefined();
  });
  test('batch is half price without caching, where it is offered', () => {
    expect(at('anthropic.claude-haiku-4-5-20251001-v1:0', { geography: 'global', tier: 'batch' })).toEqual([0.5, 2.5]);
    expect(priceRow(findModel('anthropic.claude-haiku-4-5-20251001-v1:0')!, { tier: 'batch', at: DAY })).toMatchObject({ cacheReadPerMTok: null, cacheWritePerMTok: {} });
  });
  test.each(['anthropic.claude-opus-5-5', 'anthropic.claude-opus-4-8', 'anthropic.claude-opus-4-1-20250805-v1:0', 'anthropic.claude-sonnet-5', 'deepseek.r1-v1:0', 'openai.gpt-5.6-sol'])('%s has no batch', id => {
    expect(at(id, { tier: 'batch' })).toBeUndefined();
  });
  test('batch of a model newer than the support table is unknown, not guessed', () => {
    expect(findModel('moonshotai.kimi-k3')?.batch).toBe('unknown');
    expect(at('moonshotai.kimi-k3', { tier: 'batch' })).toBeUndefined();
  });
  test('latency-optimised inference is a dearer SKU', () => {
    expect(at('amazon.nova-pro-v1:0', { latency: 'optimized' })).toEqual([1, 4]);
    expect(at('amazon.nova-lite-v1:0', { latency: 'optimized' })).toBeUndefined();
  });
});

describe('cache prices follow the vendor rules', () => {
  const READ: Record<string, number> = {
    'anthropic.claude-opus-5-5': 0.05, 'anthropic.claude-fable-5-1': 0.025, 'openai.gpt-6.1-sol': 0.05, 'anthropic.claude-sonnet-5-5': 0.05,
    'xai.grok-4.3': 0.16, 'xai.grok-4.6': 0.25, 'xai.grok-4.7': 0.25,
  };
  const WRITE = { '5m': 1.25, '30m': 1.25, '1h': 2 };
  test.each(allModels().flatMap(model => (model.price?.cacheRead != null ? [[model.id, model.vendor, model.price] as const] : [])))('%s', (id, vendor, price) => {
    expect(price.cacheRead! / price.input).toBeCloseTo(READ[id] ?? (vendor === 'amazon' ? 0.25 : 0.1), 10);
    for (const [ttl, usd] of Object.entries(price.cacheWrite)) expect(usd / price.input).toBeCloseTo(WRITE[ttl as keyof typeof WRITE], 10);
  });
  test('Nova writes its cache for nothing', () => expect(findModel('amazon.nova-pro-v1:0')?.price?.cacheWrite).toEqual({}));
  test('a TTL that can be asked for has a price, save where none is published', () => {
    const missing = allModels().filter(model => model.price && model.vendor === 'anthropic' && model.caching?.ttl.some(ttl => model.price?.cacheWrite[ttl] === undefined));
    expect(missing.map(model => model.id)).toEqual(['anthropic.claude-mythos-preview']);
  });
});

describe('dates', () => {
  test('prices of the past', () => {
    expect(at('openai.gpt-5.6-sol', { geography: 'global', at: '2026-08-20' })).toEqual([5, 30]);
    expect(at('openai.gpt-5.6-sol', { geography: 'global', at: '2026-08-21' })).toEqual([4, 20]);
    expect(at('meta.llama3-1-70b-instruct-v1:0', { at: '2024-12-01' })).toEqual([0.99, 0.99]);
    expect(at('meta.llama3-1-70b-instruct-v1:0')).toEqual([0.72, 0.72]);
  });
  test('Sonnet 5.5 reads its cache at half the price since 2026-10-07', () => {
    expect([sonnetCacheRead('2026-10-06'), sonnetCacheRead('2026-10-07')]).toEqual([0.2, 0.1]);
  });
  test('a price whose day of change is only bounded is of low confidence', () => {
    expect(priceRow(findModel('meta.llama3-1-70b-instruct-v1:0')!, { at: '2024-12-01' })?.confidence).toBe('low');
  });
  test('in extended access the provider may charge more, and the row says so', () => {
    const opus = findModel('anthropic.claude-opus-4-1-20250805-v1:0')!;
    expect(priceRow(opus, { at: '2026-10-07' })?.confidence).toBe('high');
    expect(priceRow(opus, { at: '2026-10-08' })).toMatchObject({ confidence: 'low', rules: [expect.stringContaining('extended access')] });
  });
});

test('the seed table: what its prices belong to', () => {
  expect(at('anthropic.claude-3-5-haiku-20241022-v1:0')).toEqual([0.8, 4]);
  expect(at('anthropic.claude-opus-4-20250514-v1:0')).toEqual([15, 75]);
  expect(at('anthropic.claude-sonnet-4-20250514-v1:0')).toEqual([3, 15]);
  expect(at('meta.llama3-1-8b-instruct-v1:0')).toEqual([0.22, 0.22]);
  expect(at('amazon.titan-text-express-v1')).toEqual([0.2, 0.6]);
  expect(at('mistral.mistral-large-2402-v1:0')).toEqual([4, 12]);
});

test('an unpriced model has no row', () => expect(priceRow(findModel('anthropic.claude-mythos-5')!)).toBeUndefined());
test('the rules that were applied can be told', () => {
  expect(priceRow(findModel('openai.gpt-6-astra')!, { geography: 'us', inputTokens: 300_000, at: DAY })?.rules).toEqual([
    'not `global.`: 1.1 times the global price',
    'above 272000 input tokens: input 2 times, output 1.5 times',
  ]);
});
test('the table names its day and its digest', () => {
  expect(pricesAsOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(pricesDigest()).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(pricesDigest()).toBe(pricesDigest());
});

function sonnetCacheRead(day: string): number | null | undefined {
  return priceRow(findModel('anthropic.claude-sonnet-5-5')!, { geography: 'global', at: day })?.cacheReadPerMTok;
}

import { describe, expect, test } from 'vitest';
import { inBatch, onFlex, onModel, prefixOf, shorterBy, usd, withCaching, type CacheWhatIf, type Comparison } from '../../src/cost/index.ts';
import { callOn, prompt } from './call.ts';

const AT = { at: '2026-11-22' };
const SONNET = 'global.anthropic.claude-sonnet-4-6';
const LONG = 'Answer only from the manual, and name the page on which the answer stands. '.repeat(200);

describe('another model', () => {
  test('is counted by its own tokenizer', () => {
    const call = callOn('global.anthropic.claude-opus-4-6-v1', { prompts: [prompt('system', LONG), prompt('user', 'Hi')] });
    const swap = comparison(onModel(call, 'global.anthropic.claude-opus-4-6-v1', 'global.anthropic.claude-opus-4-8', AT));
    // The same price list, and a new tokenizer: the same text costs more.
    expect(swap.after.row.inputPerMTok).toBe(swap.before.row.inputPerMTok);
    expect(swap.after.input.tokens / swap.before.input.tokens).toBeGreaterThan(1.1);
    expect(swap.inputSaved < 0n).toBe(true);
    expect(swap.outputMaxSaved).toBe(0n);
    expect(swap.notes[0]).toMatch(/^The same text is \d+ tokens instead of \d+\.$/);
  });
  test('Sonnet 4.6 to Haiku 4.5 costs a third', () => {
    const swap = comparison(onModel(callOn(SONNET), SONNET, 'global.anthropic.claude-haiku-4-5-20251001-v1:0', AT));
    expect(usd(swap.outputMaxSaved!)).toBe(0.01);
  });
  test('says when a price is not certain', () => {
    expect(comparison(onModel(callOn(SONNET), SONNET, 'global.anthropic.claude-haiku-5-5', AT)).notes.join(' ')).toContain('medium confidence');
  });
  test('gives a reason where there is no price', () => {
    expect(onModel(callOn(SONNET), SONNET, 'gpt-4o', AT)).toBe('`gpt-4o` is no model we know.');
    expect(onModel(callOn('gpt-4o'), 'gpt-4o', SONNET, AT)).toBe('`gpt-4o` is no model we know.');
  });
});

describe('batch', () => {
  test('halves both sides', () => {
    const batch = comparison(inBatch(callOn(SONNET), SONNET, AT));
    expect(batch.after.inputPerCall * 2n).toBe(batch.before.inputPerCall);
    expect(usd(batch.outputMaxSaved!)).toBe(0.0075);
  });
  test('says that caching is lost', () => expect(comparison(inBatch(callOn(SONNET, { caching: { state: 'used' } }), SONNET, AT)).notes).toContain('Prompt caching does not combine with batch.'));
  test.each([
    ['global.anthropic.claude-opus-5-5', {}, '`anthropic.claude-opus-5-5` has no batch price.'],
    ['global.moonshotai.kimi-k3', {}, 'Whether `moonshotai.kimi-k3` has batch inference is not published.'],
    [SONNET, { prompts: [prompt('tools', '{"name":"a"}'), prompt('user', 'Hi')] }, 'Batch inference has no tool calling.'],
  ])('%s: a reason', (id, rest, reason) => expect(inBatch(callOn(id, rest), id, AT)).toBe(reason));
});

test('flex halves, where it is offered', () => {
  const flex = comparison(onFlex(callOn('amazon.nova-pro-v1:0'), 'amazon.nova-pro-v1:0', AT));
  expect(flex.after.inputPerCall * 2n).toBe(flex.before.inputPerCall);
  expect(onFlex(callOn(SONNET), SONNET, AT)).toBe('`anthropic.claude-sonnet-4-6` has no flex price.');
});

test('a shorter prompt saves its tokens, and no more than there are', () => {
  const call = callOn(SONNET, { prompts: [prompt('system', LONG)] });
  expect(usd(shorterBy(call, SONNET, 100, AT)!)).toBe(0.0003);
  expect(shorterBy(call, SONNET, 1e9, AT)).toBe(comparison(onModel(call, SONNET, SONNET, AT)).before.inputPerCall);
  expect(shorterBy(callOn('gpt-4o'), 'gpt-4o', 100, AT)).toBeUndefined();
});

describe('caching', () => {
  const call = callOn(SONNET, { prompts: [prompt('tools', '{"name":"look_up"}'), prompt('system', LONG), prompt('user', '{{question}}')] });

  test('of the prefix before the first hole', () => {
    const { prefix, outcome, breakEven } = cached(withCaching(call, SONNET, { requests: 100, ttl: '5m' }, AT));
    expect(prefix).toMatchObject({ minimum: 1024, isEnough: true });
    expect(outcome.savedShare).toBeCloseTo(0.8885, 4);
    expect(breakEven?.requests).toBe(2);
  });
  test('costs more than it saves in one request, and when every request misses', () => {
    const { outcome } = cached(withCaching(call, SONNET, { requests: 1, ttl: '1h' }, AT));
    expect(outcome.saved < 0n).toBe(true);
    expect(outcome.lostAtWorst).toBe(-outcome.saved);
  });
  test('a hole in the system prompt ends the prefix', () => {
    const early = callOn(SONNET, { prompts: [prompt('system', `Today is {{date}}. ${LONG}`)] });
    expect(prefixOf(early, SONNET).isEnough).toBe(false);
    expect(prefixOf(early, SONNET).tokens).toBeLessThan(10);
  });
  test('the order is tools, system, messages, however the source writes them', () => {
    const mixed = callOn(SONNET, { prompts: [prompt('user', '{{q}}'), prompt('system', LONG), prompt('tools', '{"name":"look_up"}')] });
    expect(prefixOf(mixed, SONNET)).toEqual(prefixOf(call, SONNET));
  });
  test('the minimum is the model\'s', () => {
    const haiku = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
    expect(prefixOf(call, haiku)).toMatchObject({ minimum: 4096, isEnough: false });
  });
  test('Nova caches no tools', () => {
    const without = callOn(SONNET, { prompts: call.prompts.slice(1) });
    expect(prefixOf(call, 'amazon.nova-pro-v1:0').tokens).toBe(prefixOf(without, 'amazon.nova-pro-v1:0').tokens);
  });
  test.each([
    ['meta.llama3-1-8b-instruct-v1:0', '5m', 'has no prompt caching'],
    ['xai.grok-4.3', '5m', 'caches by itself'],
    ['amazon.nova-pro-v1:0', '1h', 'keeps a cache for 5m, not for 1h'],
    ['anthropic.claude-sonnet-4-20250514-v1:0', '1h', 'not for 1h'],
    ['anthropic.claude-mythos-preview', '1h', 'has no published price for a cache of 1h'],
    ['gpt-4o', '5m', 'no model we know'],
  ] as const)('%s %s: a reason', (id, ttl, reason) => expect(withCaching(call, id, { requests: 10, ttl }, AT)).toContain(reason));
  test('not in batch', () => expect(withCaching(call, SONNET, { requests: 10, ttl: '5m' }, { ...AT, tier: 'batch' })).toBe('Prompt caching does not combine with batch.'));
});

function comparison(result: Comparison | string): Comparison {
  if (typeof result === 'string') throw new Error(result);
  return result;
}

function cached(result: CacheWhatIf | string): CacheWhatIf {
  if (typeof result === 'string') throw new Error(result);
  return result;
}

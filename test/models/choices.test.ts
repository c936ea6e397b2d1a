import { describe, expect, test } from 'vitest';
import { allModels, findModel, isLive, lifecycleOf, nearestModelId, outputWithoutLimit, smallerModelsOf, successorOf } from '../../src/models/index.ts';

const DAY = '2026-11-22';
const model = (id: string) => findModel(id)!;

describe('lifecycle is judged on a day', () => {
  const opus = model('anthropic.claude-opus-4-1-20250805-v1:0');
  test.each([['2026-07-07', 'active'], ['2026-07-08', 'legacy'], ['2027-01-07', 'legacy'], ['2027-01-08', 'eol']])('Opus 4.1 on %s is %s', (day, state) => {
    expect(lifecycleOf(opus, day)).toMatchObject({ state, endOfLife: '2027-01-08', legacySince: '2026-07-08', successor: 'anthropic.claude-opus-5-5' });
  });
  test('Jamba 1.5 ends on 2026-11-26', () => {
    expect(lifecycleOf(model('ai21.jamba-1-5-large-v1:0'), '2026-11-25').state).toBe('legacy');
    expect(lifecycleOf(model('ai21.jamba-1-5-large-v1:0'), '2026-11-26').state).toBe('eol');
  });
  test('no model card is no end', () => expect(lifecycleOf(model('luma.ray-v2:0'), DAY).state).toBe('uncertain'));
  test('sources disagree on Llama 3.2', () => expect(lifecycleOf(model('meta.llama3-2-11b-instruct-v1:0'), DAY).state).toBe('uncertain'));
  test('a date of low confidence is not repeated', () => expect(lifecycleOf(model('anthropic.claude-3-5-sonnet-20241022-v2:0'), DAY)).not.toHaveProperty('endOfLife'));
});

describe('successorOf', () => {
  test.each([
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'anthropic.claude-sonnet-5'],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'anthropic.claude-sonnet-5'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-haiku-5-5'],
    ['anthropic.claude-3-opus-20240229-v1:0', 'anthropic.claude-opus-5-5'],
    ['amazon.titan-text-express-v1', 'amazon.nova-lite-v1:0'],
    ['amazon.nova-premier-v1:0', 'amazon.nova-pro-v1:0'],
    ['meta.llama3-2-90b-instruct-v1:0', 'meta.llama3-3-70b-instruct-v1:0'],
    ['meta.llama2-70b-chat-v1', 'meta.llama3-3-70b-instruct-v1:0'],
  ])('%s → %s', (old, next) => expect(successorOf(model(old), DAY)?.id).toBe(next));
  test('no successor is made up', () => expect(successorOf(model('cohere.command-r-plus-v1:0'), DAY)).toBeUndefined());
});

describe('smallerModelsOf', () => {
  test.each([
    ['anthropic.claude-opus-5', ['anthropic.claude-haiku-5-5', 'anthropic.claude-haiku-4-5-20251001-v1:0']],
    ['anthropic.claude-opus-4-8', ['anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-5-5']],
    ['anthropic.claude-sonnet-4-6', ['anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-5-5']],
    ['amazon.nova-pro-v1:0', ['amazon.nova-lite-v1:0', 'amazon.nova-2-lite-v1:0', 'amazon.nova-micro-v1:0']],
    ['amazon.nova-lite-v1:0', ['amazon.nova-micro-v1:0']],
    ['meta.llama3-3-70b-instruct-v1:0', ['meta.llama3-1-8b-instruct-v1:0', 'meta.llama4-scout-17b-instruct-v1:0']],
    ['openai.gpt-5.6-sol', ['openai.gpt-5.6-luna', 'openai.gpt-6-luna', 'openai.gpt-oss-20b-1:0']],
    ['openai.gpt-6-astra', ['openai.gpt-6-luna', 'openai.gpt-5.6-luna', 'openai.gpt-oss-20b-1:0']],
    ['amazon.nova-2-pro-preview-20251202-v1:0', ['amazon.nova-2-lite-v1:0', 'amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0']],
    ['meta.llama4-maverick-17b-instruct-v1:0', ['meta.llama4-scout-17b-instruct-v1:0', 'meta.llama3-1-8b-instruct-v1:0']],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', []],
    ['amazon.nova-micro-v1:0', []],
    ['cohere.embed-v4:0', []],
  ])('%s', (id, expected) => expect(smallerModelsOf(model(id), DAY).map(smaller => smaller.id)).toEqual(expected));

  test('all are live and cheaper in input and output', () => {
    for (const big of allModels()) for (const small of smallerModelsOf(big, DAY)) {
      expect(isLive(small, DAY)).toBe(true);
      expect(small.price!.input).toBeLessThan(big.price!.input);
      expect(small.price!.output).toBeLessThan(big.price!.output);
    }
  });
});

describe('nearestModelId', () => {
  test.each([
    ['us.anthropic.claude-hiaku-4-5-20251001-v1:0', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-3-5-sonnet-20241022-v1:0', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ['anthropic.claude-haiku-4-5-20251101-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-sonnet-4-20250514', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['anthropic.claude-sonnet-4.5', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['us.amazon.nova-pro-v1', 'us.amazon.nova-pro-v1:0'],
    ['amazon.nova-prp-v1:0', 'amazon.nova-pro-v1:0'],
    ['antropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['meta.lama3-70b-instruct-v1:0', 'meta.llama3-70b-instruct-v1:0'],
    ['amazon.titan-embed-text-v2', 'amazon.titan-embed-text-v2:0'],
    ['amazon.nova-lite-v2:0', 'amazon.nova-lite-v1:0'],
  ])('%s → %s', (typo, id) => expect(nearestModelId(typo)).toBe(id));

  test.each(['anthropic.claude-opus-6', 'anthropic.claude-haiku-5', 'openai.gpt-7', 'anthropic.claude-3-5-sonnet', 'gpt-4o', '', 'us.', 'my-model', 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3d4e5f6', 'amazon.nova-pro-v1:0'])('%s is no typo of one model', id => {
    expect(nearestModelId(id)).toBeUndefined();
  });
  test('long input costs nothing', () => expect(nearestModelId('anthropic.'.padEnd(200_000, 'a'))).toBeUndefined());
});

describe('outputWithoutLimit', () => {
  test.each([
    ['anthropic.claude-sonnet-4-6', 'converse', 64_000],
    ['anthropic.claude-sonnet-4-6', 'invoke-model', 'required'],
    ['anthropic.claude-sonnet-4-6', 'ai-sdk-anthropic', 128_000],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 'ai-sdk-anthropic', 64_000],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 'ai-sdk-anthropic', 32_000],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'ai-sdk-anthropic', 4096],
    ['anthropic.claude-sonnet-4-6', 'langchain-chat-bedrock', 1024],
    ['amazon.titan-text-express-v1', 'invoke-model', 512],
    ['meta.llama3-1-8b-instruct-v1:0', 'invoke-model', 512],
    ['mistral.mistral-7b-instruct-v0:2', 'invoke-model', 512],
    ['mistral.mistral-large-2402-v1:0', 'invoke-model', 8192],
    ['ai21.jamba-1-5-large-v1:0', 'invoke-model', 4096],
    ['amazon.nova-lite-v1:0', 'invoke-model', 'dynamic'],
    ['amazon.nova-lite-v1:0', 'converse', 5000],
    ['deepseek.v3.2', 'invoke-model', null],
  ] as const)('%s by %s: %s', (id, surface, expected) => expect(outputWithoutLimit(model(id), surface)).toBe(expected));
});

test('quota burndown as AWS names it, null where it does not', () => {
  const burndown = Object.fromEntries(['anthropic.claude-opus-4-8', 'anthropic.claude-opus-5', 'anthropic.claude-sonnet-4-6', 'openai.gpt-5.6-sol', 'amazon.nova-pro-v1:0', 'anthropic.claude-haiku-5-5', 'anthropic.claude-sonnet-5-5', 'anthropic.claude-fable-5'].map(id => [id.split('.').slice(1).join('.'), model(id).outputBurndown]));
  expect(burndown).toEqual({ 'claude-opus-4-8': 15, 'claude-opus-5': 10, 'claude-sonnet-4-6': 5, 'gpt-5.6-sol': 10, 'nova-pro-v1:0': 1, 'claude-haiku-5-5': null, 'claude-sonnet-5-5': null, 'claude-fable-5': null });
});

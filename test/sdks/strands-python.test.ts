import { describe, expect, test } from 'vitest';
import { callIn, callsIn, inShort, said, withCache } from './python-calls.ts';

const load = 'from strands import Agent\nfrom strands.models import BedrockModel\n';

describe('Strands for Python', () => {
  test.each([
    ['BedrockModel(model_id="us.amazon.nova-pro-v1:0", max_tokens=10)', 'strands generate config us.amazon.nova-pro-v1:0 limit 10'],
    ['BedrockModel(model_id="us.amazon.nova-pro-v1:0")', 'strands generate config us.amazon.nova-pro-v1:0 limit missing'],
    ['BedrockModel()', 'strands generate config ? limit missing'],
    ['Agent(system_prompt="Hi")', 'strands generate config ? limit missing'],
    ['Agent("us.amazon.nova-pro-v1:0")', 'strands generate config us.amazon.nova-pro-v1:0 limit missing'],
  ])('%s', (code, expected) => {
    expect(inShort(callIn(load + code))).toBe(expected);
  });

  test('an agent has the limit of its model', () => {
    const calls = callsIn(`${load}model = BedrockModel(model_id="us.amazon.nova-pro-v1:0", max_tokens=10)\nAgent(model=model, system_prompt="Be brief.")`);
    expect(calls.map(inShort)).toEqual(['strands generate config us.amazon.nova-pro-v1:0 limit 10', 'strands generate config us.amazon.nova-pro-v1:0 limit 10']);
    expect(said(calls[1]!, 'system')).toBe('Be brief.');
  });

  test('an agent may have one of several models', () => {
    const calls = callsIn(`${load}small = BedrockModel(model_id="us.amazon.nova-lite-v1:0", max_tokens=10)\nlarge = BedrockModel(model_id="us.amazon.nova-pro-v1:0", max_tokens=10)\nAgent(model=small if quick else large)`);
    expect(inShort(calls[2]!)).toBe('strands generate config us.amazon.nova-lite-v1:0|us.amazon.nova-pro-v1:0 limit 10');
  });

  test('is silent on other providers', () => {
    expect(callsIn('from strands import Agent\nfrom strands.models.openai import OpenAIModel\nAgent(model=OpenAIModel(model_id="gpt-4o"))').map(inShort)).toEqual([]);
  });

  test('finds limits that the library drops', () => {
    expect(callIn(`${load}BedrockModel(model_id="us.amazon.nova-pro-v1:0", inference_config={"maxTokens": 5})`).limit.wrongKey?.key).toBe('inference_config.maxTokens');
  });

  test('sees and writes caching', () => {
    expect(callIn(`${load}BedrockModel(model_id="a", cache_config=CacheConfig(strategy="auto"))`).caching.state).toBe('used');
    expect(withCache(`${load}Agent(system_prompt="Be brief.")`)).toBe(`${load}Agent(system_prompt=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}])`);
  });
});

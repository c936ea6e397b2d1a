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

  const lite = 'model=BedrockModel(model_id="us.amazon.nova-lite-v1:0", max_tokens=10)';

  test.each([
    ['of an agent that is made here', `first = Agent(${lite})\nAgent(model=first.model, system_prompt="Be brief.")`],
    ['of an agent that may be handed in', `def f(agent: Agent | None = None):\n    if agent is None:\n        agent = Agent(${lite})\n    Agent(model=agent.model, system_prompt="Be brief.")`],
    ['of an agent that has it of another', `first = Agent(${lite})\nsecond = Agent(model=first.model)\nAgent(model=second.model, system_prompt="Be brief.")`],
  ])('an agent with the model %s', (_name, code) => {
    const call = callsIn(`${load}${code}`).at(-1)!;
    expect([inShort(call), said(call, 'system'), call.limit.isElsewhere]).toEqual(['strands generate config us.amazon.nova-lite-v1:0 limit 10', 'Be brief.', true]);
  });

  test('an agent with the model of one of another provider is none of Bedrock', () => {
    expect(callsIn('from strands import Agent\nfrom strands.models.openai import OpenAIModel\nfirst = Agent(model=OpenAIModel(model_id="gpt-4o"))\nAgent(model=first.model)\ndef f(other: Agent):\n    Agent(model=other.model)')).toEqual([]);
  });

  test.each([
    ['that is set later', `agent = Agent(${lite})\nagent.system_prompt = "Be brief."`, ['Be brief.']],
    ['that is set later to a field', `class A:\n    def __init__(self):\n        self.agent = Agent(${lite}, system_prompt="Be long.")\n        self.agent.system_prompt = "Be brief."`, ['Be brief.']],
    ['that is set later under a condition', `agent = Agent(${lite}, system_prompt="Be very long.")\nif quick():\n    agent.system_prompt = "Be brief."`, ['Be very long.']],
    ['of another agent of that name', `agent = Agent(${lite})\nagent = other()\nagent.system_prompt = "Be brief."`, []],
    ['that nothing is known of', `agent = Agent(${lite})\nagent.system_prompt = load()`, ['']],
  ])('an agent with a system prompt %s', (_name, code, expected) => {
    const call = callsIn(`${load}${code}`).find(({ range }) => `${load}${code}`.slice(...range).startsWith('Agent'))!;
    expect(call.prompts.map(({ text }) => text.pieces.map(piece => ('exact' in piece ? piece.value : '')).join(''))).toEqual(expected);
  });

  test('a system prompt of typed blocks', () => {
    const call = callsIn(`${load}from strands.types.content import SystemContentBlock\nAgent(${lite}, system_prompt=[SystemContentBlock(text="Be brief."), SystemContentBlock(cachePoint={"type": "default"})])`)[0]!;
    expect([said(call, 'system'), call.caching.state]).toEqual(['Be brief.', 'used']);
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

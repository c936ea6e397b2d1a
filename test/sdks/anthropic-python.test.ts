import { describe, expect, test } from 'vitest';
import { anthropicPython } from '../../src/sdks/anthropic-python.ts';
import { callIn, callsIn, inShort, said, withCache } from './python-calls.ts';

const request = 'model="anthropic.claude-3-haiku-20240307-v1:0", max_tokens=100, system="Be brief.", messages=[{"role": "user", "content": "Hi"}]';

describe('anthropic on Bedrock', () => {
  test.each([
    ['AnthropicBedrock', `client.messages.create(${request})`],
    ['AsyncAnthropicBedrock', `client.messages.stream(${request})`],
    ['AnthropicBedrockMantle', `client.beta.messages.create(${request})`],
    ['AnthropicBedrock', `client.messages.with_raw_response.create(${request})`],
    ['AnthropicBedrock', `client.with_options(timeout=5).messages.create(${request})`],
  ])('%s: %s', (cls, code) => {
    const call = callIn(`from anthropic import ${cls}\nclient = ${cls}()\n${code}`);
    expect(inShort(call)).toBe('anthropic messages call anthropic.claude-3-haiku-20240307-v1:0 limit 100');
    expect(said(call, 'system')).toBe('Be brief.');
  });

  test('a client that is Bedrock’s on one path', () => {
    const code = `from anthropic import Anthropic, AnthropicBedrock\nclient = AnthropicBedrock() if provider == "bedrock" else Anthropic()\nclient.messages.create(${request})`;
    expect(callsIn(code)).toHaveLength(1);
  });

  test('an injected client in a file that makes Bedrock clients', () => {
    const code = `from anthropic import AnthropicBedrock\ndef client_for(name):\n    return AnthropicBedrock()\ndef ask(client, model, prompt):\n    return client.messages.create(model=model, max_tokens=9, messages=[{"role": "user", "content": prompt}])`;
    expect(callsIn(code).map(inShort)).toEqual(['anthropic messages wrapper ? limit 9']);
  });

  test('an injected client in a file of which only the id speaks of Bedrock, which is looked at for that', () => {
    expect(anthropicPython.needles.some(needle => request.includes(needle))).toBe(true);
    expect(callsIn(`def ask(client):\n    return client.messages.create(${request})`).map(inShort)).toEqual(['anthropic messages call anthropic.claude-3-haiku-20240307-v1:0 limit 100']);
  });

  test('dicts written as calls of their type', () => {
    const code = 'from anthropic import AnthropicBedrock\nfrom anthropic.types import MessageParam, TextBlockParam\nAnthropicBedrock().messages.create(model="a.b", max_tokens=9, system=[TextBlockParam(type="text", text="Be brief.")], messages=[MessageParam(role="user", content="Hi")])';
    const call = callIn(code);
    expect([said(call, 'system'), said(call, 'user')]).toEqual(['Be brief.', 'Hi']);
  });

  test.each([
    ['plain Anthropic', `from anthropic import Anthropic\nAnthropic().messages.create(${request})`],
    ['Vertex beside Bedrock', `from anthropic import AnthropicVertex, AnthropicBedrock\nAnthropicVertex().messages.create(${request})`],
    ['Twilio', 'from twilio.rest import Client\nclient = Client()\nclient.messages.create(body="a", to="b")'],
  ])('is silent on %s', (_, code) => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });

  test('wraps a system prompt in a cached block', () => {
    const code = `from anthropic import AnthropicBedrock\nAnthropicBedrock().messages.create(${request})`;
    expect(withCache(code)).toContain('system=[{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]');
  });
});

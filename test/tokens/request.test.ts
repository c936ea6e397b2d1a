import { describe, expect, test } from 'vitest';
import { countRequest, countTokens, type RequestShape } from '../../src/tokens/index.ts';

const user = (text: string) => ({ role: 'user' as const, parts: [{ type: 'text' as const, text }] });
const assistant = (text: string) => ({ role: 'assistant' as const, parts: [{ type: 'text' as const, text }] });
const request = (modelId: string, rest: Partial<RequestShape> = {}): RequestShape => ({ modelId, system: [], messages: [user('Hello')], tools: [], ...rest });
const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const weather = { name: 'get_weather', description: 'The weather of a city', inputSchema: { type: 'object', properties: { city: { type: 'string' } } } };

const hidden = (toolChoice?: RequestShape['toolChoice']) => countRequest(request(HAIKU, { tools: [weather], ...(toolChoice && { toolChoice }) })).parts.overhead - 7;

describe('countRequest', () => {
  test.each([[HAIKU, 7], ['anthropic.claude-opus-4-7', 11], ['anthropic.claude-opus-4-8', 6], ['anthropic.claude-sonnet-5', 6], ['anthropic.claude-opus-4-1-20250805-v1:0', 7]])('%s: %i tokens around one message', (id, overhead) => {
    expect(countRequest(request(id)).parts.overhead).toBe(overhead);
  });

  test('messages after the first cost 3 on Haiku 4.5, a prefilled answer none', () => {
    expect(countRequest(request(HAIKU, { messages: [user('a'), assistant('b'), user('c')] })).parts.overhead).toBe(13);
    expect(countRequest(request(HAIKU, { messages: [user('a'), assistant('{')] })).parts.overhead).toBe(7);
    expect(countRequest(request(HAIKU, { messages: [assistant('b')] })).parts.overhead).toBe(22);
  });

  test('tools bring 496, 588 or 590 hidden tokens on Haiku 4.5', () => {
    expect([hidden(), hidden('auto'), hidden('none'), hidden('any'), hidden({ tool: 'get_weather' })]).toEqual([496, 496, 496, 588, 590]);
  });

  test.each(['anthropic.claude-3-haiku-20240307-v1:0', HAIKU, 'amazon.nova-lite-v1:0', 'amazon.nova-2-lite-v1:0', 'meta.llama3-3-70b-instruct-v1:0', 'openai.gpt-oss-20b-1:0', 'nobody.knows-v1'])('%s: the sections sum to the whole', (id) => {
    const counted = countRequest(
      request(id, {
        system: ['You are terse.', 'Answer in German.'],
        messages: [user('Weather?'), { role: 'assistant', parts: [{ type: 'tool-use', name: 'get_weather', input: { city: 'Berlin' } }] }, { role: 'user', parts: [{ type: 'tool-result', text: '15 °C' }] }],
        tools: [weather],
      }),
    );
    const { system, messages, tools, overhead } = counted.parts;
    expect(system + messages + tools + overhead).toBe(counted.tokens);
    expect(counted.error).toBeGreaterThan(0);
    expect(counted.error).toBeLessThan(1);
  });

  test('a raw prompt is billed as it stands', () => {
    const prompt = 'Summarise the minutes of the meeting.';
    for (const id of ['meta.llama3-8b-instruct-v1:0', 'amazon.titan-text-express-v1', 'openai.gpt-oss-20b-1:0'])
      expect(countRequest(request(id, { messages: [user(prompt)], rawPrompt: true })).tokens).toBe(countTokens(prompt, id.startsWith('meta') ? 'llama3' : id.startsWith('openai') ? 'gpt-oss' : 'titan-text').tokens);
  });

  test('a schema that contains itself ends', () => {
    const loop: Record<string, unknown> = { type: 'object' };
    loop['items'] = loop;
    for (const id of [HAIKU, 'amazon.nova-lite-v1:0']) {
      const counted = countRequest(request(id, { tools: [{ name: 'x', inputSchema: loop }], messages: [{ role: 'assistant', parts: [{ type: 'tool-use', name: 'x', input: loop }] }] }));
      expect(counted.tokens).toBeGreaterThan(0);
    }
  });

  test('nothing at all costs nothing but the frame', () => {
    expect(countRequest(request('amazon.nova-lite-v1:0', { messages: [] }))).toMatchObject({ tokens: 0, error: 0 });
  });
});

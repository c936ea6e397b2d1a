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

  test('a call without arguments and its result cost 30 around their text to Claude 4.6, 11 from 4.8 on', () => {
    const call = { role: 'assistant' as const, parts: [{ type: 'tool-use' as const, name: 'get_date', input: {} }] };
    const result = { role: 'user' as const, parts: [{ type: 'tool-result' as const, text: '2026-01-01' }] };
    const around = (id: string, family: 'claude-v3' | 'claude-v4.7') => {
      const { messages } = countRequest(request(id, { messages: [user('Hello'), call, result] })).parts;
      return messages - ['Hello', '<invoke name="get_date">\n</invoke>', '2026-01-01'].reduce((sum, text) => sum + countTokens(text, family).tokens, 0);
    };
    expect([around('anthropic.claude-sonnet-4-6', 'claude-v3'), around('anthropic.claude-sonnet-5', 'claude-v4.7'), around('anthropic.claude-opus-4-8', 'claude-v4.7')]).toEqual([30, 11, 11]);
  });

  test('white space that ends a message of Claude is free', () => {
    expect(countRequest(request(HAIKU, { messages: [user('Hello\n\n  \n')] })).tokens).toBe(countRequest(request(HAIKU)).tokens);
    // Before a value that the run adds, it is not the end.
    const open = { role: 'user' as const, parts: [{ type: 'text' as const, text: ' '.repeat(40), isOpen: true as const }] };
    expect(countRequest(request(HAIKU, { messages: [open] })).parts.messages).toBeGreaterThan(0);
  });

  // What Bedrock billed for these (REPORT.md §6); the counts of their texts are those of the public tokenizers.
  test.each([
    ['mistral.mistral-7b-instruct-v0:2', 'Write a haiku about technology', false, 15],
    ['mistral.mistral-7b-instruct-v0:2', 'What is the capital of France?', true, 8],
    ['meta.llama3-8b-instruct-v1:0', 'Explain quantum computing in simple terms', false, 21],
    ['us.deepseek.r1-v1:0', 'How do I cross the street?', false, 12],
  ])('%s is billed %j (raw: %s) as %i tokens', (id, text, rawPrompt, billed) => {
    expect(countRequest(request(id, { messages: [user(text)], rawPrompt })).tokens).toBe(billed);
  });

  test('Llama from 3.1 on is told two dates first: 35 tokens around a message', () => {
    for (const id of ['meta.llama3-1-70b-instruct-v1:0', 'meta.llama3-3-70b-instruct-v1:0']) expect(countRequest(request(id)).parts.overhead).toBe(35);
  });

  test('DeepSeek R1 is not shown its earlier reasoning', () => {
    const thought = { role: 'assistant' as const, parts: [{ type: 'text' as const, text: 'The user asks for a colour.\n</think>\n\nBlue.' }] };
    const of = (message: typeof thought) => countRequest(request('us.deepseek.r1-v1:0', { messages: [user('A colour?'), message, user('Another?')] })).tokens;
    expect(of(thought)).toBe(of(assistant('\n\nBlue.')));
  });

  test('tools of Mistral are shown as a list of functions', () => {
    const tool = { name: 'lookup', description: 'Looks a word up', inputSchema: { type: 'object', properties: { word: { type: 'string' } } } };
    const { tools } = countRequest(request('mistral.devstral-2-123b', { tools: [tool] })).parts;
    expect(tools).toBe(countTokens('[{"type": "function", "function": {"name": "lookup", "description": "Looks a word up", "parameters": {"type": "object", "properties": {"word": {"type": "string"}}}}}]', 'mistral-tekken').tokens);
  });
});

/** Cache markers of requests, in the right syntax and in that of others: where each stands, and what its edits make of the file. */
import { describe, expect, test } from 'vitest';
import type { CacheMarker } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import { callIn as pythonCallIn } from './python-calls.ts';
import { callIn } from './typescript-calls.ts';

const aws = `import { ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';\n`;
const ai = `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\n`;
const boto = `import json\nimport boto3\nclient = boto3.client("bedrock-runtime")\n`;
const claude = (body: string): string => `${aws}new InvokeModelCommand({ modelId: 'anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, ${body} }) })`;

/** `cachePoint 1h in system behind 1`; one that is not read has a `!` before it. */
function inShort({ key, isRead, ttl, part, behind, isBehindUnseen, isOptional }: CacheMarker): string {
  return `${isRead ? '' : '!'}${key} ${ttl} in ${part} behind ${behind}${isBehindUnseen ? ' and more' : ''}${isOptional ? ', optional' : ''}`;
}
const markersIn = (code: string): string[] => (callIn(code).caching.markers ?? []).map(inShort);
const pythonMarkersIn = (code: string): string[] => (pythonCallIn(code).caching.markers ?? []).map(inShort);
const edited = (code: string, edits: 'removeEdits' | 'replaceEdits' | 'shortenEdits', find = callIn): string | undefined => {
  const made = find(code).caching.markers![0]![edits];
  return made && applyEdits(code, made);
};

describe('Converse', () => {
  const converse = (rest: string): string => `${aws}new ConverseCommand({ modelId: 'a.b', ${rest} })`;
  test.each([
    ['behind system', "system: [{ text: 'S' }, { cachePoint: { type: 'default', ttl: '1h' } }]", ['cachePoint 1h in system behind 1']],
    ['behind tools and a message', "toolConfig: { tools: [{ toolSpec: {} }, { cachePoint: { type: 'default' } }] }, messages: [{ role: 'user', content: [{ text: 'D' }, { cachePoint: { type: 'default' } }, { text: 'Q' }] }]", ['cachePoint 5m in tools behind 1', 'cachePoint 5m in user behind 2']],
    ['behind what is not seen', "messages: [...history, { role: 'user', content: [{ text: 'D' }, { cachePoint: { type: 'default' } }] }]", ['cachePoint 5m in user behind 1 and more']],
    ['on some paths', "system: [{ text: 'S' }, ...(cached ? [{ cachePoint: { type: 'default' } }] : [])]", ['cachePoint 5m in system behind 1 and more, optional']],
    ['another dialect', "system: [{ text: 'S', cache_control: { type: 'ephemeral' } }]", ['!cache_control 5m in system behind 1']],
    ['within a text block', "system: [{ text: 'S', cachePoint: { type: 'default' } }]", ['!cachePoint 5m in system behind 1']],
    ['on a message', "messages: [{ role: 'user', content: [{ text: 'D' }], cachePoint: { type: 'default' } }]", ['!cachePoint 5m in user behind 1']],
    ['on a tool', "toolConfig: { tools: [{ toolSpec: {}, cache_control: { type: 'ephemeral' } }] }", ['!cache_control 5m in tools behind 1']],
  ])('%s', (_name, rest, expected) => {
    expect(markersIn(converse(rest))).toEqual(expected);
  });

  test('the edits', () => {
    expect(edited(converse("system: [{ text: 'S' }, { cachePoint: { type: 'default', ttl: '1h' } }]"), 'removeEdits')).toBe(converse("system: [{ text: 'S' }]"));
    expect(edited(converse("system: [{ text: 'S' }, { cachePoint: { type: 'default', ttl: '1h' } }]"), 'shortenEdits')).toBe(converse("system: [{ text: 'S' }, { cachePoint: { type: 'default' } }]"));
    expect(edited(converse("system: [{ text: 'S', cache_control: { type: 'ephemeral' } }]"), 'replaceEdits')).toBe(converse("system: [{ text: 'S' }, { cachePoint: { type: 'default' } }]"));
    expect(edited(converse("system: [{ text: 'S', cachePoint: { type: 'default' } }]"), 'replaceEdits')).toBe(converse("system: [{ text: 'S' }, { cachePoint: { type: 'default' } }]"));
  });

  test('what only looks right is no caching', () => {
    expect(callIn(converse("system: [{ text: 'S', cache_control: { type: 'ephemeral' } }], messages: []")).caching.state).toBe('none');
  });

  test('one of several texts holds no cache point, one of several unknown things may', () => {
    const state = (system: string): string => callIn(`const base = 'You are it.';\n${converse(`system: [{ text: ${system} }], messages: []`)}`).caching.state;
    expect(state("follows ? base + ' Go on.' : base")).toBe('none');
    expect(callIn(`const base = 'You are it.';\n${claude("system: follows ? base + ' Go on.' : base, messages: [{ role: 'user', content: question }]")}`).caching.state).toBe('none');
    expect(callIn(`const base = 'You are it.';\n${claude("system: follows ? base : given, messages: []")}`).caching.state).toBe('unknown');
  });

  test('boto3', () => {
    const code = (blocks: string): string => `${boto}client.converse(modelId="a.b", system=[${blocks}], messages=[])\n`;
    expect(pythonMarkersIn(code('{"text": "S", "cache_control": {"type": "ephemeral"}}'))).toEqual(['!cache_control 5m in system behind 1']);
    expect(edited(code('{"text": "S", "cache_control": {"type": "ephemeral"}}'), 'replaceEdits', pythonCallIn)).toBe(code('{"text": "S"}, {"cachePoint": {"type": "default"}}'));
    expect(edited(code('\n    {"text": "S"},\n    {"cachePoint": {"type": "default"}},\n'), 'removeEdits', pythonCallIn)).toBe(code('\n    {"text": "S"},\n'));
  });
});

describe('InvokeModel', () => {
  test.each([
    ['Claude', claude("system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral', ttl: '1h' } }], messages: []"), ['cache_control 1h in system behind 1']],
    ['Claude, tools', claude("tools: [{ name: 't', cache_control: { type: 'ephemeral' } }], messages: []"), ['cache_control 5m in tools behind 1']],
    ['a block of Converse', claude("system: [{ type: 'text', text: 'S' }, { cachePoint: { type: 'default' } }], messages: []"), ['!cachePoint 5m in system behind 1']],
    ['on a message', claude("messages: [{ role: 'user', content: 'D', cache_control: { type: 'ephemeral' } }]"), ['!cache_control 5m in user behind 1']],
    ['Nova', `${aws}new InvokeModelCommand({ modelId: 'amazon.nova-pro-v1:0', body: JSON.stringify({ schemaVersion: 'messages-v1', system: [{ text: 'S', cachePoint: { type: 'default' } }], messages: [] }) })`, ['cachePoint 5m in system behind 1']],
  ])('%s', (_name, code, expected) => {
    expect(markersIn(code)).toEqual(expected);
  });

  test('the edits', () => {
    expect(edited(claude("system: [{ type: 'text', text: 'S' }, { cachePoint: { type: 'default' } }], messages: []"), 'replaceEdits')).toBe(claude("system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }], messages: []"));
    expect(edited(claude("system: [{ type: 'text', text: 'S', cachePoint: { type: 'default' } }], messages: []"), 'replaceEdits')).toBe(claude("system: [{ type: 'text', text: 'S', cache_control: { type: 'ephemeral' } }], messages: []"));
  });
});

describe('libraries', () => {
  test('AI SDK', () => {
    const code = (options: string): string => `${ai}generateText({ model: bedrock('a.b'), messages: [{ role: 'system', content: 'S', providerOptions: ${options} }] })`;
    expect(markersIn(code('{ bedrock: { cachePoint: { type: \'default\' } } }'))).toEqual(['providerOptions.bedrock.cachePoint 5m in system behind 1']);
    expect(markersIn(code("{ anthropic: { cacheControl: { type: 'ephemeral' } } }"))).toEqual(['!providerOptions.anthropic.cacheControl 5m in system behind 1']);
    expect(edited(code("{ anthropic: { cacheControl: { type: 'ephemeral' } } }"), 'replaceEdits')).toBe(code("{ bedrock: { cachePoint: { type: 'default' } } }"));
    const own = "import { generateText } from 'ai';\nimport { bedrockAnthropic } from '@ai-sdk/amazon-bedrock/anthropic';\ngenerateText({ model: bedrockAnthropic('a.b'), messages: [{ role: 'system', content: 'S', providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } }] })";
    expect(markersIn(own)).toEqual(['providerOptions.anthropic.cacheControl 5m in system behind 1']);
  });

  test('litellm reads its marks on messages, too', () => {
    expect(pythonMarkersIn('import litellm\nlitellm.completion(model="bedrock/a.b", messages=[{"role": "system", "content": "S", "cache_control": {"type": "ephemeral"}}])')).toEqual(['cache_control 5m in system behind 1']);
  });
});

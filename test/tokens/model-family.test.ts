import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tokenizerFamilyOf } from '../../src/tokens/index.ts';

const MODELS = new URL('../../../shared/facts/models.json', import.meta.url);

describe('tokenizerFamilyOf', () => {
  test.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'claude-v3'],
    ['anthropic.claude-opus-4-20250514-v1:0', 'claude-v3'],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 'claude-v3'],
    ['anthropic.claude-sonnet-4-6', 'claude-v3'],
    ['anthropic.claude-opus-4-6-v1', 'claude-v3'],
    ['anthropic.claude-opus-4-7', 'claude-v4.7'],
    ['anthropic.claude-opus-4-8', 'claude-v4.7'],
    ['anthropic.claude-sonnet-5', 'claude-v4.7'],
    ['anthropic.claude-haiku-5-5', 'claude-v4.7'],
    ['anthropic.claude-mythos-preview', 'claude-v4.7'],
    ['anthropic.claude-v2:1', 'claude-2'],
    ['anthropic.claude-instant-v1', 'claude-2'],
    ['amazon.nova-premier-v1:0', 'nova-1'],
    ['amazon.nova-2-lite-v1:0', 'nova-2'],
    ['amazon.nova-canvas-v1:0', 'unknown'],
    ['amazon.titan-embed-text-v2:0', 'titan-embed'],
    ['amazon.titan-image-generator-v2:0', 'unknown'],
    ['amazon.titan-text-express-v1', 'titan-text'],
    ['cohere.embed-multilingual-v3', 'cohere-embed'],
    ['cohere.rerank-v3-5:0', 'unknown'],
    ['cohere.command-r-plus-v1:0', 'cohere-command'],
    ['meta.llama2-13b-chat-v1', 'llama2'],
    ['meta.llama3-3-70b-instruct-v1:0', 'llama3'],
    ['meta.llama4-scout-17b-instruct-v1:0', 'llama4'],
    ['mistral.mistral-large-2402-v1:0', 'mistral-sp'],
    ['mistral.mistral-large-2407-v1:0', 'mistral-sp'],
    ['mistral.pixtral-large-2502-v1:0', 'mistral-sp'],
    ['mistral.mistral-large-3-675b-instruct', 'mistral-tekken'],
    ['mistral-small', 'mistral-sp'],
    ['mistral-small-latest', 'mistral-tekken'],
    ['command', 'cohere-command'],
    ['deepseek.r1-v1:0', 'deepseek'],
    ['deepseek-r1-distill-llama-70b', 'llama3'],
    ['qwen.qwen3-coder-30b-a3b-v1:0', 'qwen'],
    ['openai.gpt-oss-120b-1:0', 'gpt-oss'],
    ['xai.grok-4.3', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (id, family) => expect(tokenizerFamilyOf(id)).toBe(family));

  test.skipIf(!existsSync(MODELS))('knows every id of the catalogue, save models of no known tokenizer', () => {
    const ids = (JSON.parse(readFileSync(MODELS, 'utf8')) as { id: string }[]).map(({ id }) => id);
    expect(ids.filter((id) => tokenizerFamilyOf(id) === 'unknown')).toEqual(['xai.grok-4.3']);
  });
});

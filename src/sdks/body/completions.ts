/** InvokeModel bodies that hold one text: completion models and the older chat models. */
import { field, firstField } from '../request/field.ts';
import type { LimitKeys } from '../request/limit.ts';
import type { Family } from '../request/model-kind.ts';
import type { BodyFormat } from './format.ts';

interface Completion {
  readonly families: readonly Family[];
  readonly except?: RegExp;
  readonly prompt: string;
  readonly system?: string;
  readonly history?: string;
  readonly limit: LimitKeys;
  readonly stop?: string;
  /** Keys of which one tells this format from others with the same prompt key; absent where the prompt key is enough. */
  readonly marks?: readonly string[];
}

/** Claude 3 and later take messages alone. */
const CLAUDE_3 = /\bclaude-(?:[3-9]|[a-z]+-\d)/;

const TABLE: readonly Completion[] = [
  { families: ['claude'], except: CLAUDE_3, prompt: 'prompt', limit: { key: 'max_tokens_to_sample' }, stop: 'stop_sequences', marks: ['max_tokens_to_sample'] },
  { families: ['llama'], prompt: 'prompt', limit: { key: 'max_gen_len' }, marks: ['max_gen_len'] },
  { families: ['titan'], prompt: 'inputText', limit: { key: 'textGenerationConfig.maxTokenCount' }, stop: 'textGenerationConfig.stopSequences', marks: ['textGenerationConfig'] },
  { families: ['jurassic'], prompt: 'prompt', limit: { key: 'maxTokens' }, stop: 'stopSequences', marks: ['maxTokens', 'countPenalty'] },
  { families: ['cohere'], prompt: 'message', system: 'preamble', history: 'chat_history', limit: { key: 'max_tokens' }, stop: 'stop_sequences' },
  { families: ['cohere'], prompt: 'prompt', limit: { key: 'max_tokens' }, stop: 'stop_sequences', marks: ['return_likelihoods', 'num_generations', 'p', 'k'] },
  { families: ['pegasus'], prompt: 'inputPrompt', limit: { key: 'maxOutputTokens' }, marks: ['mediaSource'] },
  { families: ['mistral', 'deepseek'], prompt: 'prompt', limit: { key: 'max_tokens' }, stop: 'stop', marks: ['max_tokens', 'stop'] },
];

/** One format for each row. */
export const completions: readonly BodyFormat[] = TABLE.map(({ families, except, prompt, system, history, limit, stop, marks }) => ({
  families,
  ...(except && { except }),
  prompt,
  limit,
  fits: body => body.entries.has(prompt) && (!marks || marks.some(key => body.entries.has(key))),
  read(body, context) {
    const [systemValue, historyValue, value, stopValue] = [system, history, prompt, stop].map(key => (key === undefined ? undefined : field(body, key, context).value));
    return {
      prompts: [
        ...(systemValue ? [{ part: 'system' as const, value: systemValue }] : []),
        ...(historyValue ? [{ part: 'user' as const, value: historyValue }] : []),
        ...(value ? [{ part: 'user' as const, value }] : []),
      ],
      ...(stopValue && { stop: stopValue }),
      caching: 'none',
    };
  },
}));

/** A body of no known format: whatever holds text in most of them. */
export const anyText: Pick<BodyFormat, 'read'> = {
  read(body, context) {
    const { value } = firstField(body, ['prompt', 'inputText', 'message', 'messages', 'input', 'inputs'], context);
    return { prompts: value ? [{ part: 'user', value }] : [], caching: 'unknown' };
  },
};

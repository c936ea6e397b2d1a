/** Chat completions as OpenAI writes them: bodies of open-weight models on Bedrock, and what the OpenAI SDK sends. */
import type { Dialect } from '../request/content.ts';
import { gather, readMessages } from '../request/content.ts';
import { field, firstField, has } from '../request/field.ts';
import type { BodyFormat } from './format.ts';

const dialect: Dialect = {};

/** `messages` with roles system, developer, user and assistant. */
export const chat: BodyFormat = {
  families: ['open', 'jamba', 'mistral', 'deepseek'],
  prompt: 'messages',
  fits: body => body.entries.has('messages'),
  limit: { key: 'max_tokens', also: ['max_completion_tokens'] },
  read(body, context) {
    const out = gather();
    const tools = field(body, 'tools', context).value;
    if (tools) out.prompts.push({ part: 'tools', value: tools });
    // Claude and Nova bodies of which only the messages are seen come here too: their system prompt stands beside them.
    const system = field(body, 'system', context).value;
    if (system) out.prompts.push({ part: 'system', value: system });
    const messages = field(body, 'messages', context);
    if (messages.value) readMessages(messages.value, dialect, context, out);
    const stop = firstField(body, ['stop', 'stop_sequences'], context).value;
    return { prompts: out.prompts, ...(stop && { stop }), caching: 'none', structured: has(body, 'response_format', context) || has(body, 'tool_choice.function', context) };
  },
};

/** OpenAI's SDK for Python with a Bedrock base URL: chat completions and responses of models that Bedrock serves. */
import type { Draft, Sdk, SdkContext } from '../core/sdk.ts';
import { isPython } from '../core/source.ts';
import type { Called, ExternalValue, ObjectValue, Value } from '../core/value.ts';
import { chat } from './body/chat.ts';
import { isFrom } from './origin.ts';
import { gather, readContent, readMessages, unseen } from './request/content.ts';
import { field, has, written } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { draftOf } from './request/parts.ts';
import { tierOf } from './request/tier.ts';

const clients = /^(?:Async)?OpenAI$|^(?:Async)?BedrockOpenAI$/;
const bedrockUrl = /bedrock-(?:runtime|mantle)\b/;
/** Ids that only Bedrock uses. */
const bedrockId = /^(?:(?:us|eu|apac|global)\.)?(?:openai\.gpt|anthropic\.claude|amazon\.nova|qwen\.qwen|deepseek\.v|mistral\.m|meta\.llama)/;
const chatLimit = { key: 'max_completion_tokens', also: ['max_tokens'], wrong: ['max_output_tokens', 'maxTokens'] };
const responsesLimit = { key: 'max_output_tokens', wrong: ['max_tokens', 'max_completion_tokens', 'maxTokens'] };

/** OpenAI's SDK for Python on Bedrock. */
export const openaiPython: Sdk = {
  name: 'openai',
  needles: ['bedrock-runtime', 'bedrock-mantle', 'BedrockOpenAI', 'OPENAI_BASE_URL', 'openai.gpt-oss'],
  callees: ['create', 'parse', 'stream'],
  match(invocation, context) {
    const { target, args, name, module } = invocation;
    if (!isPython(module.language)) return undefined;
    const request = args.keywords();
    if (!isFrom(target, 'openai') || !request.entries.has('model') || !isBedrock(target!, request, context)) return undefined;
    const draft = target!.path.includes('responses') ? responses(request, context) : target!.path.includes('completions') ? completions(request, context) : undefined;
    const stream = field(request, 'stream', context).value;
    return draft && { ...draft, isStream: name === 'stream' || (stream?.kind === 'boolean' && stream.value), structured: draft.structured === true || name === 'parse' };
  },
};

function completions(request: ObjectValue, context: SdkContext): Draft {
  return draftOf('openai', 'messages', modelOf(request, context), { ...chat.read(request, context), limit: limitOf(request, chatLimit, context) }, { tier: tierOf(request, 'service_tier', context) });
}

function responses(request: ObjectValue, context: SdkContext): Draft {
  const out = gather();
  const [tools, instructions, input] = ['tools', 'instructions', 'input'].map(key => field(request, key, context).value);
  if (tools) out.prompts.push({ part: 'tools', value: tools });
  if (instructions) readContent(instructions, 'system', written(request, 'instructions'), {}, context, out);
  if (input) readMessages(input, {}, context, out);
  return draftOf('openai', 'messages', modelOf(request, context), { prompts: out.prompts, limit: limitOf(request, responsesLimit, context), caching: 'none', structured: has(request, 'text.format', context) }, { tier: tierOf(request, 'service_tier', context) });
}

function modelOf(request: ObjectValue, context: SdkContext): Value {
  return field(request, 'model', context).value ?? unseen('model', request);
}

function isBedrock(method: ExternalValue, request: ObjectValue, context: SdkContext): boolean {
  const client = clientOf(method);
  if (!client) return false;
  if (client.callee.path.at(-1)!.endsWith('BedrockOpenAI')) return true;
  const url = client.args && context.read(client.args).named('base_url');
  if (!url || url.kind === 'null') return false;
  if (context.options(url).some(option => option.kind === 'text' && option.pieces.some(piece => 'exact' in piece && bedrockUrl.test(piece.value)))) return true;
  // A URL from the environment is told by an id that no other service knows.
  return context.options(url).every(option => option.kind !== 'text') && context.strings(modelOf(request, context)).some(id => bedrockId.test(id));
}

function clientOf({ result }: ExternalValue): Called | undefined {
  if (!result) return undefined;
  return clients.test(result.callee.path.at(-1) ?? '') ? result : clientOf(result.callee);
}

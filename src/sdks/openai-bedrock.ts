/** OpenAI's SDK for TypeScript on Bedrock: `BedrockOpenAI`, or a client whose base URL or provider is one of Bedrock. */
import type { Operation } from '../core/call.ts';
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { hasBedrockBase } from './bedrock-host.ts';
import { chat } from './body/chat.ts';
import { gather, readMessages, unseen } from './request/content.ts';
import { field, has } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isOf, maker, makerName } from './request/package.ts';
import type { Parts } from './request/parts.ts';
import { draftOf } from './request/parts.ts';
import { tierOf } from './request/tier.ts';

const SDK = 'openai-bedrock';
/** Its `bedrock()` makes a provider; so does that of `…/aws`, which signs requests. */
const PROVIDER = 'openai/providers/bedrock';

const METHODS: readonly [string, Operation, (request: Value, context: SdkContext) => Parts][] = [
  ['chat.completions.create', 'generate', readChat],
  ['chat.completions.stream', 'generate', readChat],
  ['chat.completions.parse', 'generate', readChat],
  ['chat.completions.runTools', 'generate', readChat],
  ['responses.create', 'generate', readResponse],
  ['responses.stream', 'generate', readResponse],
  ['responses.parse', 'generate', readResponse],
  ['completions.create', 'generate', (request, context) => readText(request, 'prompt', context)],
  ['embeddings.create', 'embed', (request, context) => ({ ...readText(request, 'input', context), limit: noLimit })],
];

/** `openai` with a client that goes to Bedrock. */
export const openaiBedrock: Sdk = {
  name: SDK,
  needles: ['bedrock-mantle', 'bedrock-runtime', 'BedrockOpenAI', PROVIDER],
  callees: ['create', 'stream', 'parse', 'runTools'],
  match({ target, args }, context) {
    if (!target || !isBedrock(target, context)) return undefined;
    const path = target.path.join('.');
    const method = METHODS.find(([end]) => path === end || path.endsWith(`.${end}`));
    if (!method) return undefined;

    const [name, operation, read] = method;
    const request = args.at(0);
    const stream = field(request, 'stream', context).value;
    const isStream = name.endsWith('.stream') || (stream?.kind === 'boolean' && stream.value);
    const parts = read(request, context);
    return draftOf(SDK, operation, field(request, 'model', context).value ?? unseen('model', request), parts, { ...(isStream && { isStream }), structured: parts.structured || name.endsWith('.parse'), tier: tierOf(request, 'service_tier', context) });
  },
};

function isBedrock(callee: ExternalValue, context: SdkContext): boolean {
  if (!isOf(callee, 'openai')) return false;
  return /Bedrock/.test(makerName(callee) ?? '') || hasBedrockBase(callee, ['baseURL'], context) || hasBedrockProvider(callee, context);
}

function hasBedrockProvider({ result }: ExternalValue, context: SdkContext): boolean {
  const provider = result?.args && field(context.read(result.args).at(0), 'provider', context).value;
  return provider !== undefined && context.options(provider).some(option => isOf(maker(option), PROVIDER));
}

function readChat(request: Value, context: SdkContext): Parts {
  return { ...chat.read(request, context), limit: limitOf(request, { key: 'max_completion_tokens', also: ['max_tokens'] }, context) };
}

function readResponse(request: Value, context: SdkContext): Parts {
  const out = gather();
  const [tools, instructions, input] = ['tools', 'instructions', 'input'].map(key => field(request, key, context).value);
  if (tools) out.prompts.push({ part: 'tools', value: tools });
  if (instructions) out.prompts.push({ part: 'system', value: instructions });
  if (input) readMessages(input, {}, context, out);
  const isCached = has(request, 'prompt_cache_options', context) || out.isCached;
  return { prompts: out.prompts, limit: limitOf(request, { key: 'max_output_tokens', wrong: ['max_tokens', 'max_completion_tokens'] }, context), caching: isCached ? 'used' : 'none', structured: has(request, 'text.format', context) };
}

function readText(request: Value, key: string, context: SdkContext): Parts {
  const { value } = field(request, key, context);
  const stop = field(request, 'stop', context).value;
  return { prompts: value ? [{ part: 'user', value }] : [], limit: limitOf(request, { key: 'max_tokens' }, context), ...(stop && { stop }), caching: 'none' };
}

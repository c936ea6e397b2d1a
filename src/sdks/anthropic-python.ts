/** Anthropic's SDK for Python with a Bedrock client: `AnthropicBedrock().messages.create(…)`. */
import type { Operation } from '../core/call.ts';
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { claude } from './body/claude.ts';
import { isFrom } from './origin.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isBedrockId } from './request/model-kind.ts';
import { draftOf } from './request/parts.ts';
import { typedDicts } from './typed-dict.ts';

const clients = new Set(['AnthropicBedrock', 'AsyncAnthropicBedrock', 'AnthropicBedrockMantle', 'AsyncAnthropicBedrockMantle']);
const methods: { readonly [name: string]: Operation } = { create: 'messages', stream: 'messages', parse: 'messages', count_tokens: 'count-tokens' };
const limit = { key: 'max_tokens', wrong: ['maxTokens', 'max_tokens_to_sample', 'max_output_tokens', 'max_completion_tokens'] };
/** Text completions of Claude 2. */
const completionLimit = { key: 'max_tokens_to_sample', wrong: ['max_tokens'] };

/** Anthropic's SDK for Python on Bedrock. */
export const anthropicPython: Sdk = {
  name: 'anthropic',
  needles: ['AnthropicBedrock', 'anthropic.claude-'],
  callees: Object.keys(methods),
  match(invocation, context) {
    const { name, args, expr } = invocation;
    const resource = resourceOf(expr.callee);
    const request = typedDicts(args.keywords(), context);
    if (!resource || !(request.entries.has('model') || request.open) || !isBedrock(invocation, context)) return undefined;
    return draft(name, resource, request, context);
  },
};

function draft(name: string, resource: string, request: Value & { readonly kind: 'object' }, context: SdkContext): Draft {
  const model = field(request, 'model', context).value ?? unseen('model', request);
  if (resource === 'completions') {
    const prompt = field(request, 'prompt', context).value;
    return draftOf('anthropic', 'messages', model, { prompts: prompt ? [{ part: 'user', value: prompt }] : [], limit: limitOf(request, completionLimit, context), caching: 'none' });
  }
  const operation = methods[name]!;
  const parts = { ...claude.read(request, context), limit: operation === 'messages' ? limitOf(request, limit, context) : noLimit };
  const stream = field(request, 'stream', context).value;
  return draftOf('anthropic', operation, model, parts, { isStream: name === 'stream' || (stream?.kind === 'boolean' && stream.value), ...(name === 'parse' && { structured: true }) });
}

/** `messages` of `client.beta.messages.with_raw_response.create`. */
function resourceOf(callee: Invocation['expr']['callee']): 'messages' | 'completions' | undefined {
  let inner = callee.kind === 'member' ? callee.object : undefined;
  while (inner?.kind === 'member') {
    const { property, object } = inner;
    // `chat.completions` is OpenAI's.
    if (property === 'completions') return object.kind === 'member' && object.property === 'chat' ? undefined : property;
    if (property === 'messages') return property;
    inner = object;
  }
  return undefined;
}

/** A client that is Bedrock's on some path; one that is not known, if its file or the id speaks of Bedrock. */
function isBedrock({ target, receiver, args, module }: Invocation, context: SdkContext): boolean {
  const options = [...(target ? [target] : []), ...(receiver ? context.options(receiver) : [])];
  if (options.some(option => option.kind === 'external' && isBedrockClient(option))) return true;
  if (!options.some(option => option.kind === 'unknown')) return false;
  // Seen from a caller the client must be told; seen alone, a file that makes such clients is evidence.
  const isAlone = args.raw.env?.args === undefined;
  if (isAlone && /\bAnthropicBedrock/.test(module.text)) return true;
  return /\b[Aa]nthropic/.test(module.text) && context.strings(args.named('model')).some(isBedrockId);
}

/** Looks through `with_options(…)` and other results of the client's own methods. */
function isBedrockClient({ result }: ExternalValue): boolean {
  if (!result) return false;
  const { callee } = result;
  return (isFrom(callee, 'anthropic') && clients.has(callee.path.at(-1) ?? '')) || isBedrockClient(callee);
}

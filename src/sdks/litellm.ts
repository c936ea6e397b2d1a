/** litellm: `completion(model="bedrock/…")` and router configurations. Its `caching=` keeps answers in the process and is not prompt caching. */
import type { Operation } from '../core/call.ts';
import type { Draft, DraftLimit, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, ObjectValue, Value } from '../core/value.ts';
import { chatDialect } from './body/claude.ts';
import { argument } from './framework-model.ts';
import { bedrockModel, deployedModel, generating } from './litellm-model.ts';
import { isFrom } from './origin.ts';
import { gather, readContent, readMessages, unseen } from './request/content.ts';
import { field, has, oneOf, samplingOf, written } from './request/field.ts';
import { limitOf, mergeLimits, noLimit } from './request/limit.ts';
import { makerName } from './request/package.ts';
import { cachingOf, draftOf } from './request/parts.ts';
import { tierOf } from './request/tier.ts';

const functions: { readonly [name: string]: Operation } = {
  completion: 'messages',
  acompletion: 'messages',
  batch_completion: 'messages',
  text_completion: 'generate',
  atext_completion: 'generate',
  responses: 'messages',
  aresponses: 'messages',
  embedding: 'embed',
  aembedding: 'embed',
  image_generation: 'image',
  aimage_generation: 'image',
  rerank: 'rerank',
  arerank: 'rerank',
};

/** litellm. */
export const litellm: Sdk = {
  name: 'litellm',
  needles: ['litellm'],
  callees: [...Object.keys(functions), 'Router'],
  match({ name, target, args }, context) {
    if (!isFrom(target, 'litellm')) return undefined;
    if (name === 'Router') return routerOf(args.keywords(), argument(args, ['model_list'], 0, context), context);
    const messages = argument(args, ['messages', 'prompt', 'input', 'query'], 1, context);
    if (target!.result) return routedCall(functions[name]!, target!, argument(args, ['model'], 0, context), args.keywords(), messages, context);
    const model = bedrockModel(argument(args, ['model'], 0, context), argument(args, ['custom_llm_provider'], undefined, context), context);
    return model && call(functions[name]!, model, args.keywords(), messages, context);
  },
};

function call(operation: Operation, model: Value, request: ObjectValue, messages: Value | undefined, context: SdkContext): Draft {
  if (operation !== 'messages' && operation !== 'generate') {
    return draftOf('litellm', operation, model, { prompts: messages ? [{ part: 'user', value: messages }] : [], limit: noLimit, caching: 'none' });
  }
  const out = gather();
  const [tools, instructions, stop, stream] = ['tools', 'instructions', 'stop', 'stream'].map(key => field(request, key, context).value);
  if (tools) out.prompts.push({ part: 'tools', value: tools });
  if (instructions) readContent(instructions, 'system', written(request, 'instructions'), {}, context, out);
  if (messages) readMessages(messages, chatDialect, context, out);
  else if (request.open) out.prompts.push({ part: 'user', value: unseen('messages', request) });
  if (has(request, 'cache_control_injection_points', context)) out.isCached = true;
  return draftOf(
    'litellm',
    operation,
    model,
    { prompts: out.prompts, limit: limitOf(request, generating, context), ...(stop && { stop }), caching: cachingOf(out), cachingSyntax: '`cache_control` on a block' },
    { isStream: stream?.kind === 'boolean' && stream.value, ...samplingOf(request, [''], context), structured: has(request, 'response_format', context) || has(request, 'tool_choice.function', context), tier: tierOf(request, 'service_tier', context) },
  );
}

/** `router.completion(model="alias", …)`: the deployments of that name, whose limits hold where the call sends none. */
function routedCall(operation: Operation, target: ExternalValue, alias: Value | undefined, request: ObjectValue, messages: Value | undefined, context: SdkContext): Draft | undefined {
  const made = makerName(target) === 'Router' ? target.result!.args : undefined;
  const names = alias ? context.strings(alias) : [];
  if (!made || names.length === 0) return undefined;
  const router = context.read(made);
  const entries = deploymentsOf(argument(router, ['model_list'], 0, context), context).filter(({ name }) => name && context.strings(name).some(own => names.includes(own)));
  const model = oneOf(entries.flatMap(entry => context.options(entry.model)));
  if (!model) return undefined;
  const draft = call(operation, model, request, messages, context);
  if (draft.limit.value || draft.limit.state) return draft;
  const limit = limitOfRouter(router.keywords(), entries, context);
  return limit.value ? { ...draft, limit } : draft;
}

interface Deployment {
  readonly name: Value | undefined;
  readonly model: Value;
  readonly limit: DraftLimit;
}

/** Those of a router's list that go to Bedrock. */
function deploymentsOf(list: Value | undefined, context: SdkContext): Deployment[] {
  const items = (list && context.as(list, 'list')?.items) ?? [];
  return items.flatMap(item => {
    const params = field(item, 'litellm_params', context).value;
    const model = deployedModel(params, context);
    return model ? [{ name: field(item, 'model_name', context).value, model, limit: limitOf(params, generating, context) }] : [];
  });
}

function limitOfRouter(keywords: ObjectValue, entries: readonly Deployment[], context: SdkContext): DraftLimit {
  const byDefault = limitOf(keywords, { key: 'default_litellm_params.max_tokens' }, context);
  return byDefault.value ? byDefault : mergeLimits(entries.map(entry => entry.limit));
}

/** `Router(model_list=[{"litellm_params": {"model": "bedrock/…", "max_tokens": …}}])`: its Bedrock models as one choice. */
function routerOf(keywords: ObjectValue, list: Value | undefined, context: SdkContext): Draft | undefined {
  const entries = deploymentsOf(list, context);
  const model = oneOf(entries.flatMap(entry => context.options(entry.model)));
  if (!model) return undefined;
  const limit = limitOfRouter(keywords, entries, context);
  // Callers of a router usually name the limit in their own call.
  return draftOf('litellm', 'generate', model, { prompts: [], limit: limit.value ? limit : { ...limit, state: 'dynamic' }, caching: 'none' }, { role: 'config' });
}

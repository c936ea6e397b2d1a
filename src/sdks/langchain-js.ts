/** LangChain for JavaScript: chat models, completion models and embeddings on Bedrock; the constructor fixes model and limit. */
import type { Operation } from '../core/call.ts';
import type { Draft, DraftPrompt, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue } from '../core/value.ts';
import { isBedrockAddress } from './bedrock-host.ts';
import { chainOf, madeAt, type Made, promptsBefore } from './langchain-chain.ts';
import { isOwnRun } from './langchain-conversation.ts';
import { cachingIn, langchainPrompts, messagesOf, templatePrompts } from './langchain-prompts-js.ts';
import { withoutPrefix } from './model-prefix.ts';
import type { CacheSyntax } from './request/cache-markers.ts';
import { unseen } from './request/content.ts';
import { defaultOf } from './request/default-text.ts';
import { field, firstField } from './request/field.ts';
import type { LimitKeys } from './request/limit.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const SDK = 'langchain';

interface ModelClass {
  readonly packages: readonly string[];
  readonly operation: Operation;
  /** Absent: it takes none. */
  readonly limit?: LimitKeys;
  /** What the library sends when the source gives no limit. */
  readonly addedBySdk?: number;
  /** What the library takes where the source names no model, newest version first. */
  readonly models: readonly string[];
  /** It speaks Converse. */
  readonly isConverse?: true;
}

const COMMUNITY = ['@langchain/community', 'langchain', '@langchain/classic'];
const OTHER_NAMES = ['max_tokens', 'maxTokenCount', 'maxOutputTokens', 'maxTokensToSample', 'modelKwargs.max_tokens', 'modelKwargs.maxTokens', 'inferenceConfig.maxTokens'];
/** Laid over the body last: they win. */
const MODEL_KWARGS = ['modelKwargs.max_tokens', 'modelKwargs.max_tokens_to_sample', 'modelKwargs.textGenerationConfig.maxTokenCount', 'modelKwargs.max_gen_len', 'modelKwargs.maxTokens'];
const MESSAGES_API = /\banthropic\.(?!claude-(?:v2|instant-v1))|\bcohere\.command-r/;
const TITAN = ['amazon.titan-tg1-large'];
const CHAT: ModelClass = { packages: COMMUNITY, operation: 'generate', limit: { key: 'maxTokens', also: MODEL_KWARGS }, addedBySdk: 50, models: TITAN };
const CLASSES: ReadonlyMap<string, ModelClass> = new Map(Object.entries<ModelClass>({
  ChatBedrockConverse: {
    packages: ['@langchain/aws'],
    operation: 'generate',
    limit: { key: 'maxTokens', also: ['additionalModelRequestFields.max_tokens'], wrong: OTHER_NAMES },
    isConverse: true,
    models: ['anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'],
  },
  BedrockChat: CHAT,
  // Its older name, still exported.
  ChatBedrock: CHAT,
  Bedrock: { packages: COMMUNITY, operation: 'generate', limit: { key: 'maxTokens', also: MODEL_KWARGS }, addedBySdk: 50, models: TITAN },
  BedrockEmbeddings: { packages: ['@langchain/aws', ...COMMUNITY], operation: 'embed', models: ['amazon.titan-embed-text-v1'] },
}));

/** Methods by which a chat model is asked. */
const RUNS = new Set(['invoke', 'stream', 'batch']);
const CACHE_POINT = { kind: 'block', key: 'cachePoint', value: { type: 'default' } } as const;

/** `@langchain/aws`, `@langchain/community`, and `ChatOpenAI` with a base URL of Bedrock. */
export const langchainJs: Sdk = {
  name: SDK,
  needles: ['@langchain/aws', 'BedrockChat', 'ChatBedrock', 'BedrockEmbeddings', '/bedrock', 'bedrock-mantle'],
  callees: [...CLASSES.keys(), 'ChatOpenAI', 'initChatModel', ...RUNS],
  match(invocation, context) {
    const { name, target } = invocation;
    if (name === 'ChatOpenAI') return isOf(target, '@langchain/openai', 'langchain') ? openAi(invocation, context) : undefined;
    if (name === 'initChatModel') return isOf(target, 'langchain') ? universal(invocation, context) : undefined;
    if (RUNS.has(name)) return run(invocation, context);
    const cls = CLASSES.get(name);
    return cls && invocation.isNew && isOf(target, ...cls.packages) ? config(cls, invocation, context) : undefined;
  },
};

/** `model.invoke(messages)` with known words, or with parameters of the function around it; `chain.invoke(values)` with a template. */
function run({ target, args, module }: Invocation, context: SdkContext): Draft | undefined {
  if (!target?.result || target.path.length !== 1) return undefined;
  const chain = chainOf({ ...target, path: [] }, classOf, context);
  if (!chain) return undefined;
  const { made, model: cls } = chain;
  const conversation = langchainPrompts(module, context).prompts;
  const isChain = chain.before.length > 0;
  const prompts = isChain ? promptsBefore(chain, readTemplate(cls), context) : messagesOf(args.at(0), cacheOf(cls), context);
  if (!isOwnRun(prompts, conversation, isChain, args, context)) return undefined;
  const { role: _config, ...call } = config(cls, { args: context.read(made.args), expr: made.args.expr, module: made.args.module }, context);
  return { ...call, ...(chain.structured && { structured: true }), limit: { ...call.limit, isElsewhere: true }, prompts, caching: cachingIn(prompts, module), ...(conversation.length === 0 && { sentBy: [madeAt(chain)] }) };
}

/** The class of a model that is asked for text. */
function classOf(callee: ExternalValue): ModelClass | undefined {
  const cls = CLASSES.get(callee.path.at(-1) ?? '');
  return cls?.operation === 'generate' && isOf(callee, ...cls.packages) ? cls : undefined;
}

function readTemplate(cls: ModelClass) {
  return ({ args }: Made, context: SdkContext): DraftPrompt[] => templatePrompts(args.expr, context.read(args), context, cacheOf(cls));
}

function config(cls: ModelClass, { args, expr, module }: Pick<Invocation, 'args' | 'expr' | 'module'>, context: SdkContext): Draft {
  const { operation, limit, addedBySdk: added, models, isConverse } = cls;
  // `new ChatBedrockConverse('id', { … })`
  const first = args.at(0);
  const isId = context.as(first, 'text') !== undefined;
  const fields = isId ? args.at(1) : first;
  const named = firstField(fields, ['model', 'modelId', 'modelName', 'applicationInferenceProfile'], context);
  const byDefault = named.isOpen ? unseen('model', fields) : defaultOf(models, { path: module.path, range: expr.range });
  const model = isId ? first : (named.value ?? byDefault);
  const ids = idsIn(model, context);
  const kind = kindOf(ids);
  // Where it speaks the Messages API the chat model asks for more.
  const addedBySdk = cls === CHAT && ids.some(id => MESSAGES_API.test(id)) ? 1024 : added;
  const isAsked = operation === 'generate' && !kind;
  return draftOf(SDK, kind ?? operation, model, {
    ...(isAsked ? langchainPrompts(module, context, cacheOf(cls)) : { prompts: [], caching: 'none' }),
    cachingSyntax: isConverse ? 'a `cachePoint` block' : '`cache_control` on a block',
    limit: limit && !kind ? { ...limitOf(fields, limit, context), ...(addedBySdk !== undefined && { addedBySdk }) } : noLimit,
  }, { role: 'config' });
}

/** How a class writes cache points; undefined where that is not known. */
function cacheOf({ isConverse }: ModelClass): CacheSyntax | undefined {
  return isConverse && CACHE_POINT;
}

function openAi({ args, module }: Invocation, context: SdkContext) {
  const fields = args.at(0);
  const base = firstField(fields, ['configuration.baseURL', 'configuration.basePath'], context).value;
  if (!isBedrockAddress(base, context)) return undefined;
  const model = firstField(fields, ['model', 'modelName'], context).value ?? unseen('model', fields);
  return draftOf(SDK, 'generate', model, { ...langchainPrompts(module, context), limit: limitOf(fields, { key: 'maxTokens', also: ['maxCompletionTokens'] }, context) }, { role: 'config' });
}

/** `initChatModel('bedrock:id')`, `initChatModel('id', { modelProvider: 'bedrock' })`. */
function universal({ args, module }: Invocation, context: SdkContext) {
  const provider = context.strings(field(args.at(1), 'modelProvider', context).value ?? { kind: 'null' });
  const model = provider.includes('bedrock') ? args.at(0) : withoutPrefix(args.at(0), /^bedrock:/, context);
  return model && draftOf(SDK, 'generate', model, { ...langchainPrompts(module, context), limit: limitOf(args.at(1), { key: 'maxTokens' }, context) }, { role: 'config' });
}

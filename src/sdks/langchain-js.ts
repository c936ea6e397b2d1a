/** LangChain for JavaScript: chat models, completion models and embeddings on Bedrock; the constructor fixes model and limit. */
import type { Operation } from '../core/call.ts';
import type { Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import { isBedrockAddress } from './bedrock-host.ts';
import { withoutPrefix } from './model-prefix.ts';
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
}

const COMMUNITY = ['@langchain/community', 'langchain', '@langchain/classic'];
const OTHER_NAMES = ['max_tokens', 'maxTokenCount', 'maxOutputTokens', 'maxTokensToSample', 'modelKwargs.max_tokens', 'modelKwargs.maxTokens', 'inferenceConfig.maxTokens'];
/** Laid over the body last: they win. */
const MODEL_KWARGS = ['modelKwargs.max_tokens', 'modelKwargs.max_tokens_to_sample', 'modelKwargs.textGenerationConfig.maxTokenCount', 'modelKwargs.max_gen_len', 'modelKwargs.maxTokens'];
const MESSAGES_API = /\banthropic\.(?!claude-(?:v2|instant-v1))|\bcohere\.command-r/;
const TITAN = ['amazon.titan-tg1-large'];
const CHAT: ModelClass = { packages: COMMUNITY, operation: 'generate', limit: { key: 'maxTokens', also: MODEL_KWARGS }, addedBySdk: 50, models: TITAN };
const CLASSES: { readonly [name: string]: ModelClass } = {
  ChatBedrockConverse: {
    packages: ['@langchain/aws'],
    operation: 'generate',
    limit: { key: 'maxTokens', also: ['additionalModelRequestFields.max_tokens'], wrong: OTHER_NAMES },
    models: ['anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'],
  },
  BedrockChat: CHAT,
  // Its older name, still exported.
  ChatBedrock: CHAT,
  Bedrock: { packages: COMMUNITY, operation: 'generate', limit: { key: 'maxTokens', also: MODEL_KWARGS }, addedBySdk: 50, models: TITAN },
  BedrockEmbeddings: { packages: ['@langchain/aws', ...COMMUNITY], operation: 'embed', models: ['amazon.titan-embed-text-v1'] },
};

/** `@langchain/aws`, `@langchain/community`, and `ChatOpenAI` with a base URL of Bedrock. */
export const langchainJs: Sdk = {
  name: SDK,
  needles: ['@langchain/aws', 'BedrockChat', 'ChatBedrock', 'BedrockEmbeddings', '/bedrock', 'bedrock-mantle'],
  callees: [...Object.keys(CLASSES), 'ChatOpenAI', 'initChatModel'],
  match(invocation, context) {
    const { name, target } = invocation;
    if (name === 'ChatOpenAI') return isOf(target, '@langchain/openai', 'langchain') ? openAi(invocation, context) : undefined;
    if (name === 'initChatModel') return isOf(target, 'langchain') ? universal(invocation, context) : undefined;
    const cls = CLASSES[name];
    return cls && invocation.isNew && isOf(target, ...cls.packages) ? config(cls, invocation, context) : undefined;
  },
};

function config({ operation, limit, addedBySdk: added, models }: ModelClass, { name, args, expr, module }: Invocation, context: SdkContext) {
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
  const addedBySdk = CLASSES[name] === CHAT && ids.some(id => MESSAGES_API.test(id)) ? 1024 : added;
  return draftOf(SDK, kind ?? operation, model, {
    prompts: [],
    limit: limit && !kind ? { ...limitOf(fields, limit, context), ...(addedBySdk !== undefined && { addedBySdk }) } : noLimit,
    caching: 'none',
  }, { role: 'config' });
}

function openAi({ args }: Invocation, context: SdkContext) {
  const fields = args.at(0);
  const base = firstField(fields, ['configuration.baseURL', 'configuration.basePath'], context).value;
  if (!isBedrockAddress(base, context)) return undefined;
  const model = firstField(fields, ['model', 'modelName'], context).value ?? unseen('model', fields);
  return draftOf(SDK, 'generate', model, { prompts: [], limit: limitOf(fields, { key: 'maxTokens', also: ['maxCompletionTokens'] }, context), caching: 'none' }, { role: 'config' });
}

/** `initChatModel('bedrock:id')`, `initChatModel('id', { modelProvider: 'bedrock' })`. */
function universal({ args }: Invocation, context: SdkContext) {
  const provider = context.strings(field(args.at(1), 'modelProvider', context).value ?? { kind: 'null' });
  const model = provider.includes('bedrock') ? args.at(0) : withoutPrefix(args.at(0), /^bedrock:/, context);
  return model && draftOf(SDK, 'generate', model, { prompts: [], limit: limitOf(args.at(1), { key: 'maxTokens' }, context), caching: 'none' }, { role: 'config' });
}

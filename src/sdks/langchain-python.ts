/** LangChain for Python: chat models, language models and embeddings on Bedrock. The constructor is the site; prompts of its file that can only be its own belong to it. */
import type { Draft, DraftPrompt, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, ObjectValue, Value } from '../core/value.ts';
import { argument, configOf, defaultModel, modelArgument } from './framework-model.ts';
import type { ModelClass } from './framework-model.ts';
import { chainOf, madeAt, promptsBefore } from './langchain-chain.ts';
import { isOwnRun } from './langchain-conversation.ts';
import { cachingIn, langchainPrompts, messagesOf, templatePrompts } from './langchain-prompts-python.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom } from './origin.ts';
import type { CacheSyntax } from './request/cache-markers.ts';
import { gather, readContent, unseen } from './request/content.ts';
import { field } from './request/field.ts';
import type { Family } from './request/model-kind.ts';
import { familyOf } from './request/model-kind.ts';

const BLOCK: CacheSyntax = { kind: 'block', key: 'cachePoint', value: { type: 'default' } };
const MARK: CacheSyntax = { kind: 'mark', key: 'cache_control', value: { type: 'ephemeral' } };

interface LangChainClass extends ModelClass {
  /** Sends InvokeModel bodies, and 1,024 as the limit of Claude when it has none; Nova goes through Converse. */
  readonly isInvoke?: true;
  readonly byDefault?: string;
}

const converse: LangChainClass = {
  model: ['model_id', 'model'],
  limit: {
    key: 'max_tokens',
    also: ['additional_model_request_fields.max_tokens', 'model_kwargs.max_tokens'],
    wrong: ['maxTokens', 'max_output_tokens', 'max_tokens_to_sample', 'model_kwargs.maxTokens', 'model_kwargs.max_tokens_to_sample', 'inferenceConfig.maxTokens', 'inference_config.maxTokens'],
  },
  stop: ['stop_sequences', 'stop'],
};
const chat: LangChainClass = {
  isInvoke: true,
  model: ['model_id', 'model'],
  limit: {
    key: 'max_tokens',
    also: bodyKeys('max_tokens', 'max_gen_len', 'max_tokens_to_sample', 'maxTokenCount', 'max_completion_tokens', 'max_new_tokens', 'textGenerationConfig.maxTokenCount', 'inferenceConfig.maxTokens', 'inferenceConfig.max_new_tokens'),
    wrong: ['maxTokens', 'model_kwargs.maxTokens', 'max_output_tokens', 'model_kwargs.max_output_tokens'],
  },
  stop: ['stop_sequences', 'stop', 'model_kwargs.stop_sequences', 'model_kwargs.stop'],
};
const claude: LangChainClass = { model: ['model', 'model_name', 'model_id'], limit: { key: 'max_tokens', also: ['max_tokens_to_sample', 'max_output_tokens'] }, stop: ['stop_sequences', 'stop'], addedBySdk: 4096 };
const COMMUNITY_KEYS: { readonly [family in Family]?: string } = { titan: 'maxTokenCount', llama: 'max_gen_len', jurassic: 'maxTokens' };
const embeddings: LangChainClass = { operation: 'embed', model: ['model_id'], byDefault: 'amazon.titan-embed-text-v1' };

const classes: ReadonlyMap<string, LangChainClass> = new Map(Object.entries<LangChainClass>({
  ChatBedrockConverse: converse,
  ChatBedrock: chat,
  BedrockChat: chat,
  BedrockLLM: chat,
  Bedrock: chat,
  ChatAnthropicBedrock: claude,
  ChatAnthropicMantle: claude,
  ChatOpenAIMantle: { model: ['model', 'model_name'], limit: { key: 'max_tokens', also: ['max_completion_tokens', 'max_output_tokens'] } },
  BedrockEmbeddings: embeddings,
  BedrockRerank: { operation: 'rerank', model: ['model_arn'] },
}));
const packages = ['langchain_aws', 'langchain_community', 'langchain', 'langchain_classic', 'langchain_anthropic', 'langgraph'];
const runs = new Set(['invoke', 'ainvoke', 'stream', 'astream', 'batch', 'abatch', 'predict', 'apredict', 'run', 'arun']);
const agents = new Set(['create_agent', 'create_react_agent']);
const providers: { readonly [name: string]: LangChainClass } = { bedrock: chat, bedrock_converse: converse, anthropic_bedrock: claude };

/** LangChain for Python. */
export const langchainPython: Sdk = {
  name: 'langchain',
  needles: ['langchain_aws', 'BedrockChat', 'BedrockLLM', 'ChatBedrock', 'BedrockEmbeddings', 'init_chat_model', 'ChatAnthropicBedrock', 'import Bedrock', 'bedrock_converse:'],
  callees: [...classes.keys(), 'init_chat_model', ...agents, ...runs],
  match(invocation, context) {
    const { name, target } = invocation;
    // A chain is of the package of its first step, whatever that is.
    if (runs.has(name)) return run(invocation, context);
    if (!isFrom(target, ...packages)) return undefined;
    if (name === 'init_chat_model') return initialised(invocation, context);
    if (agents.has(name)) return agentOf(invocation, context);
    const known = classes.get(name);
    if (!known || countsOnly(invocation)) return undefined;
    const cls = known.isInvoke && !isFrom(target, 'langchain_aws') ? withoutOwnLimit(known, invocation, context) : known;
    const model = modelArgument(cls, invocation, context) ?? (cls.byDefault ? defaultModel(cls.byDefault, invocation) : unseen('model_id', invocation.args.keywords()));
    return draft(cls, model, invocation, context);
  },
};

/** `trim_messages(…, token_counter=ChatBedrock(…))`: it counts, and is asked nothing. */
function countsOnly({ module, expr: { range: [start] } }: Invocation): boolean {
  return /\btoken_counter\s*=\s*$/.test(module.text.slice(Math.max(0, start - 40), start));
}

/** The classes of `langchain_community` refuse `max_tokens`: the limit goes into the body, under the key of its vendor. */
function withoutOwnLimit(cls: LangChainClass, invocation: Invocation, context: SdkContext): LangChainClass {
  const model = modelArgument(cls, invocation, context);
  const family = familyOf(model ? context.strings(model) : []);
  const key = `model_kwargs.${(family && COMMUNITY_KEYS[family]) ?? 'max_tokens'}`;
  return { ...cls, limit: { ...cls.limit!, key, also: ['max_tokens', ...(cls.limit!.also ?? [])] } };
}

/** `init_chat_model("bedrock_converse:…")`, or with `model_provider=`. */
function initialised(invocation: Invocation, context: SdkContext): Draft | undefined {
  const given = argument(invocation.args, ['model'], 0, context);
  if (!given) return undefined;
  const provider = argument(invocation.args, ['model_provider'], undefined, context);
  for (const [name, cls] of Object.entries(providers)) {
    const model = provider ? context.strings(provider).includes(name) && given : withoutPrefix(given, new RegExp(`^${name}:`), context);
    if (model) return draft(cls, model, invocation, context);
  }
  // Without a provider the library tells Bedrock by these vendors.
  return !provider && context.strings(given).some(id => /^(?:amazon|anthropic|meta)\./.test(id)) ? draft(chat, given, invocation, context) : undefined;
}

/** `create_agent("bedrock_converse:…", system_prompt=…)`; a model object is a site of its own. */
function agentOf({ args }: Invocation, context: SdkContext): Draft | undefined {
  const given = argument(args, ['model'], 0, context);
  const model = given && withoutPrefix(given, /^(?:bedrock|bedrock_converse|anthropic_bedrock):/, context);
  if (!model) return undefined;
  const out = gather();
  const system = argument(args, ['system_prompt', 'prompt', 'state_modifier'], undefined, context);
  if (system) readContent(system, 'system', undefined, {}, context, out);
  return { sdk: 'langchain', operation: 'generate', role: 'config', model, prompts: out.prompts, limit: { value: undefined, key: 'init_chat_model(max_tokens=…)' }, caching: 'none' };
}

/** `llm.invoke(messages)` with known words, or with parameters of the function around it; `chain.invoke(values)` with a template. All other runs of a model belong to its constructor. */
function run({ target, args, expr, module }: Invocation, context: SdkContext): Draft | undefined {
  if (!target?.result || target.path.length !== 1) return undefined;
  const chain = chainOf({ ...target, path: [] }, classOf, context);
  if (!chain) return undefined;
  const { model: cls } = chain;
  const conversation = langchainPrompts({ expr, module }, context).prompts;
  const inner = context.read(chain.made.args);
  const model = modelArgument(cls, { args: inner }, context);
  if (!model) return undefined;
  const cache = cacheOf(cls, model, inner.keywords(), context);
  const isChain = chain.before.length > 0;
  const prompts = isChain ? promptsBefore(chain, made => templatePrompts(context.read(made.args), context, cache), context) : messagesOf(argument(args, ['input'], 0, context), cache, context);
  if (!isOwnRun(prompts, conversation, isChain, args, context)) return undefined;
  const { role: _config, ...config } = draft(cls, model, { args: inner, expr, module }, context, prompts);
  const bound = [args, ...chain.bound].map(each => each.named('max_tokens')).find(value => value.kind !== 'null');
  return { ...config, ...(chain.structured && { structured: true }), limit: { ...config.limit, ...(bound && { value: bound }), isElsewhere: true }, ...(conversation.length === 0 && { sentBy: [madeAt(chain)] }) };
}

/** The class of a model that is asked for text. */
function classOf(callee: ExternalValue): LangChainClass | undefined {
  const cls = classes.get(callee.path.at(-1) ?? '');
  return cls && !cls.operation && isFrom(callee, ...packages) ? cls : undefined;
}

function draft(cls: LangChainClass, model: Value, invocation: Pick<Invocation, 'args' | 'expr' | 'module'>, context: SdkContext, prompts?: readonly DraftPrompt[]): Draft {
  const keywords = invocation.args.keywords();
  const config = configOf('langchain', cls, model, keywords, context);
  if (cls.operation) return config;
  const cache = cacheOf(cls, model, keywords, context);
  const used = { ...langchainPrompts(invocation, context, cache), ...(prompts && { prompts, caching: cachingIn(prompts, invocation.module) }) };
  const { isClaude, inBody } = apiOf(cls, model, keywords, context);
  const added = inBody && isClaude ? 1024 : cls.addedBySdk;
  const streaming = field(keywords, 'streaming', context).value;
  return {
    ...config,
    ...used,
    limit: { ...config.limit, ...(added !== undefined && { addedBySdk: added }), ...(inBody && { inBody }), ...(used.boundLimit && !prompts && !config.limit.value && { value: used.boundLimit }) },
    cachingSyntax: cache === MARK || (cls.isInvoke && cache !== BLOCK) ? '`cache_control` on a block' : '`ChatBedrockConverse.create_cache_point()`',
    isStream: isTrue(streaming),
  };
}

function apiOf(cls: LangChainClass, model: Value, keywords: ObjectValue, context: SdkContext): { readonly isClaude: boolean; readonly inBody: boolean } {
  // An ARN of a profile does not tell the vendor; code says it with `provider`.
  const provider = field(keywords, 'provider', context).value;
  const family = familyOf(context.strings(model));
  return {
    isClaude: family === 'claude' || (provider !== undefined && context.strings(provider).includes('anthropic')),
    inBody: cls.isInvoke === true && family !== 'nova' && !isTrue(field(keywords, 'beta_use_converse_api', context).value),
  };
}

/** How a class writes cache points for a model; undefined where that is not known. */
function cacheOf(cls: LangChainClass, model: Value, keywords: ObjectValue, context: SdkContext): CacheSyntax | undefined {
  if (cls === claude) return MARK;
  if (!cls.isInvoke) return cls === converse ? BLOCK : undefined;
  const { isClaude, inBody } = apiOf(cls, model, keywords, context);
  if (!inBody) return BLOCK;
  return isClaude ? MARK : undefined;
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** Unknown keywords of ChatBedrock go to the body, as do those of `model_kwargs`. */
function bodyKeys(...names: readonly string[]): string[] {
  return [...names.map(name => `model_kwargs.${name}`), ...names.slice(1)];
}

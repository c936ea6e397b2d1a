/** Strands Agents for Python: `BedrockModel(…)`, and `Agent(…)`, which uses Bedrock when it is given an id or nothing. */
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { converseDialect } from './converse-input.ts';
import { argument, configOf, modelArgument, unknownDefault } from './framework-model.ts';
import type { ModelClass } from './framework-model.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom, madeBy } from './origin.ts';
import { gather, readContent } from './request/content.ts';
import { field, firstField, oneOf, written } from './request/field.ts';
import { mergeLimits } from './request/limit.ts';
import { asDicts } from './typed-dict.ts';

const bedrockModel: ModelClass = {
  model: ['model_id'],
  limit: {
    key: 'max_tokens',
    also: ['additional_args.inferenceConfig.maxTokens', 'additional_request_fields.max_tokens'],
    // The library warns of keywords that it does not know, and drops them.
    wrong: [
      'maxTokens', 'max_token', 'max_output_tokens', 'max_new_tokens', 'max_tokens_to_sample', 'max_completion_tokens',
      'inference_config.max_tokens', 'inference_config.maxTokens', 'inferenceConfig.maxTokens', 'params.max_tokens', 'model_kwargs.max_tokens', 'additional_model_request_fields.max_tokens',
    ],
  },
  stop: ['stop_sequences'],
};
const liteLlmModel: ModelClass = {
  model: ['model_id'],
  limit: { key: 'params.max_tokens', also: ['params.max_completion_tokens'], wrong: ['max_tokens'] },
  stop: ['params.stop'],
};
const caching = ['cache_config', 'cache_tools', 'cache_prompt'];
const cachingSyntax = '`cache_config=CacheConfig(strategy="auto")`';
const agent = { sdk: 'strands', operation: 'generate', role: 'config', prompts: [], caching: 'none', cachingSyntax, isStream: true } as const;
const ownDefault = unknownDefault('the installed Strands');

/** Strands Agents for Python. */
export const strandsPython: Sdk = {
  name: 'strands',
  needles: ['from strands', 'import strands'],
  callees: ['BedrockModel', 'LiteLLMModel', 'Agent'],
  match(invocation, context) {
    if (!isFrom(invocation.target, 'strands')) return undefined;
    return invocation.name === 'Agent' ? agentOf(invocation, context) : modelOf(invocation.name, invocation.args, context);
  },
};

function modelOf(name: string, args: Invocation['args'], context: SdkContext): Draft | undefined {
  const keywords = args.keywords();
  if (name === 'LiteLLMModel') {
    const model = withoutPrefix(modelArgument(liteLlmModel, { args }, context) ?? ownDefault, /^bedrock\/(?:(?:converse|invoke)\/)?/, context);
    return model && configOf('strands', liteLlmModel, model, keywords, context);
  }
  if (name !== 'BedrockModel') return undefined;
  const { value, isOpen } = firstField(keywords, caching, context);
  const streaming = field(keywords, 'streaming', context).value;
  const config = configOf('strands', bedrockModel, modelArgument(bedrockModel, { args }, context) ?? ownDefault, keywords, context);
  // A class of one's own may hand on whatever it got in there.
  const isHidden = !config.limit.value && field(keywords, 'additional_config', context).value !== undefined;
  return {
    ...config,
    ...(isHidden && { limit: { ...config.limit, state: 'dynamic' as const } }),
    caching: value ? 'used' : isOpen ? 'unknown' : 'none',
    cachingSyntax,
    isStream: !(streaming?.kind === 'boolean' && !streaming.value),
  };
}

function agentOf({ args, module }: Invocation, context: SdkContext): Draft | undefined {
  const base = agentModel(argument(args, ['model'], 0, context), module.text, context);
  if (!base) return undefined;
  const out = gather();
  const tools = argument(args, ['tools'], 2, context);
  if (tools && !(tools.kind === 'list' && tools.items.length === 0)) out.prompts.push({ part: 'tools', value: tools });
  const given = argument(args, ['system_prompt'], 3, context);
  const system = given && asDicts(given, context);
  const later = context.setLater(args.raw, 'system_prompt');
  const isReplaced = later && !context.options(later).some(option => option.kind === 'null');
  if (later) readContent(oneOf([...context.options(later), ...(system && !isReplaced ? context.options(system) : [])])!, 'system', undefined, converseDialect, context, out);
  else if (system) readContent(system, 'system', written(args.keywords(), 'system_prompt'), converseDialect, context, out);
  return {
    ...base,
    prompts: out.prompts,
    caching: out.isCached ? 'used' : base.caching,
    ...(argument(args, ['structured_output_model'], 4, context) && { structured: true }),
  };
}

/** What an agent takes from its model: an object of this library, an id, or nothing. */
function agentModel(model: Value | undefined, text: string, context: SdkContext, depth = 0): Draft | undefined {
  // An agent takes no limit itself.
  const limit = { value: undefined, key: 'BedrockModel(max_tokens=…)' };
  if (!model) return { ...agent, model: ownDefault, limit };

  const options = context.options(model);
  const drafts = options.flatMap((option): Draft[] => {
    if (option.kind === 'text') return [{ ...agent, model: option, limit }];
    const made = madeBy(option);
    const draft = made?.args && isFrom(made.callee, 'strands') ? modelOf(made.callee.path.at(-1)!, context.read(made.args), context) : modelOfOther(option, text, context, depth);
    return draft ? [draft] : [];
  });
  const isOfModel = !options.some(option => option.kind === 'text');
  if (drafts.length > 0) return { ...drafts[0]!, model: oneOf(drafts.flatMap(draft => draft.model ?? [])), limit: { ...mergeLimits(drafts.map(draft => draft.limit)), ...(isOfModel && { isOfModel }) } };
  // A model that is only a parameter may be any provider's: the file must speak of Bedrock.
  const mayBeBedrock = options.some(option => option.kind === 'unknown' || isModelOfAgent(option)) && /\bBedrockModel\b/.test(text);
  return mayBeBedrock ? { ...agent, model, limit: { ...limit, state: 'dynamic' } } : undefined;
}

/** Agents that hand their model on to one another are followed this far. */
const deepest = 8;

/** `other.model`, where the other agent is seen made. */
function modelOfOther(option: Value, text: string, context: SdkContext, depth: number): Draft | undefined {
  if (!isModelOfAgent(option) || !option.result?.args || depth > deepest) return undefined;
  const draft = agentModel(argument(context.read(option.result.args), ['model'], 0, context), text, context, depth + 1);
  // Told once, where the model is made.
  return draft && { ...draft, limit: { ...draft.limit, isElsewhere: true } };
}

/** `agent.model` of an agent of this library. */
function isModelOfAgent(option: Value): option is ExternalValue {
  return option.kind === 'external' && option.path.length === 1 && option.path[0] === 'model' && isFrom(option.result?.callee, 'strands') && option.result!.callee.path.at(-1) === 'Agent';
}

/** Strands Agents for TypeScript: `Agent` on Bedrock, which is what it takes when it is given an id or nothing. */
import type { Draft, DraftLimit, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import { spanOf } from '../core/edit.ts';
import type { Span } from '../core/source.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import type { Dialect, Gathered } from './request/content.ts';
import { gather, readContent } from './request/content.ts';
import { defaultOf } from './request/default-text.ts';
import { field, firstField, has, written } from './request/field.ts';
import { limitOf } from './request/limit.ts';
import { isOf, makerName } from './request/package.ts';
import { cachingOf, draftOf } from './request/parts.ts';

const SDK = 'strands';
const PACKAGE = '@strands-agents/sdk';
const LIMIT = { key: 'maxTokens', also: ['additionalRequestFields.max_tokens', 'additionalArgs.inferenceConfig.maxTokens'], wrong: ['max_tokens', 'maxOutputTokens', 'inferenceConfig.maxTokens'] } as const;
/** Since 1.0, and before. */
const DEFAULTS = ['global.anthropic.claude-sonnet-4-6', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0'];
const CACHING = 'a `cachePoint` block, or `cacheConfig` of the model';
const dialect: Dialect = { cache: { kind: 'block', key: 'cachePoint', value: { type: 'default' } }, textBlock: text => ({ text }) };

/** `@strands-agents/sdk`. */
export const strandsTypescript: Sdk = {
  name: SDK,
  needles: [PACKAGE],
  callees: ['BedrockModel', 'Agent'],
  match(invocation, context) {
    const { name, target, isNew, args, module, expr } = invocation;
    if (!isNew || !isOf(target, PACKAGE)) return undefined;
    if (name === 'Agent') return agent(invocation, context);
    // The agent that takes the model is the place where prompt and model meet.
    const hasAgent = module.calls.some(call => call.isNew && call.callee.kind === 'name' && call.callee.name === 'Agent');
    if (hasAgent) return undefined;
    const { id, limit, isCached } = modelOf(args.at(0), spanOf(module, expr), context);
    return draftOf(SDK, 'generate', id, { prompts: [], limit, caching: isCached ? 'used' : 'none', cachingSyntax: CACHING }, { role: 'config', isStream: true });
  },
};

interface Model {
  readonly id: Value;
  readonly limit: DraftLimit;
  readonly isCached: boolean;
}

function modelOf(config: Value | undefined, here: Span, context: SdkContext): Model {
  return {
    id: field(config, 'modelId', context).value ?? defaultOf(DEFAULTS, here),
    limit: limitOf(config, LIMIT, context),
    isCached: has(config, 'cacheConfig', context),
  };
}

/** An agent takes no limit itself. */
function withoutModel(here: Span, context: SdkContext): Model {
  return { ...modelOf(undefined, here, context), limit: { value: undefined, key: 'new BedrockModel({ maxTokens })' } };
}

function agent({ args, module, expr }: Invocation, context: SdkContext): Draft | undefined {
  const config = args.at(0);
  const here = spanOf(module, expr);
  const { value } = field(config, 'model', context);
  const model = value ? agentModel(value, module.text, here, context) : withoutModel(here, context);
  if (!model) return undefined;

  const out: Gathered = gather();
  const tools = field(config, 'tools', context).value;
  if (tools) out.prompts.push({ part: 'tools', value: tools });
  const system = firstField(config, ['systemPrompt', 'system'], context);
  if (system.value) readContent(system.value, 'system', written(system.holder, system.key), dialect, context, out);
  if (model.isCached) out.isCached = true;
  return draftOf(SDK, 'generate', model.id, {
    prompts: out.prompts,
    limit: model.limit,
    caching: cachingOf(out),
    cachingSyntax: CACHING,
    structured: has(config, 'structuredOutputSchema', context),
  }, { role: 'config', isStream: true });
}

function agentModel(value: Value, source: string, here: Span, context: SdkContext): Model | undefined {
  const options = context.options(value);
  const made = options.find((option): option is ExternalValue => option.kind === 'external' && makerName(option) === 'BedrockModel' && isOf(option, PACKAGE));
  if (made) return modelOf(made.result?.args && context.read(made.result.args).at(0), here, context);
  // An id alone is one of Bedrock.
  if (options.some(option => option.kind === 'text')) return { ...withoutModel(here, context), id: value };
  if (!options.every(option => option.kind === 'unknown') || !/\bBedrockModel\b/.test(source)) return undefined;
  return { id: value, limit: { value: undefined, state: 'dynamic', key: LIMIT.key }, isCached: false };
}

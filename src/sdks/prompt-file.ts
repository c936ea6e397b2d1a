/** Prompt files: front matter or keys with the model and its limit, and a template that is sent. */
import type { DraftLimit, Draft, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { withoutPrefix } from './model-prefix.ts';
import { gather, readMessages } from './request/content.ts';
import { field, oneOf } from './request/field.ts';
import type { LimitKeys } from './request/limit.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isBedrockId } from './request/model-kind.ts';
import { draftOf } from './request/parts.ts';
import type { TemplateEngine } from './template-holes.ts';
import { templated } from './template-holes.ts';

interface Format {
  readonly sdk: string;
  /** Where the model stands, the likeliest first. */
  readonly models: readonly string[];
  /** Where the provider is named. */
  readonly providers: readonly string[];
  readonly limit: LimitKeys;
  readonly stop: string;
  readonly engine: TemplateEngine;
}

const formats: { readonly [callee: string]: Format } = {
  '<prompty>': {
    sdk: 'prompty',
    models: ['model.configuration.model', 'model.configuration.model_id', 'model.configuration.modelId', 'model.configuration.name', 'model.configuration.azure_deployment', 'model.id', 'model'],
    providers: ['model.configuration.type', 'model.provider'],
    limit: { key: 'model.parameters.max_tokens', also: ['model.parameters.max_completion_tokens', 'model.parameters.maxTokens', 'model.options.maxOutputTokens', 'model.options.max_tokens'] },
    stop: 'model.parameters.stop',
    engine: 'jinja',
  },
  '<dotprompt>': {
    sdk: 'dotprompt',
    models: ['model'],
    providers: [],
    limit: { key: 'config.maxOutputTokens', also: ['config.maxTokens'] },
    stop: 'config.stopSequences',
    engine: 'handlebars',
  },
  '<prompt file>': {
    sdk: 'prompt-file',
    models: ['model', 'model_id', 'modelId', 'model.id', 'model.name'],
    providers: ['provider', 'model.provider'],
    limit: { key: 'max_tokens', also: ['maxTokens', 'modelParameters.maxTokens', 'modelParameters.max_tokens', 'modelParameters.maxCompletionTokens', 'parameters.max_tokens', 'parameters.maxTokens', 'inferenceConfig.maxTokens', 'config.max_tokens', 'config.maxTokens', 'model.max_tokens', 'model.parameters.max_tokens'] },
    stop: 'stop',
    engine: 'any',
  },
};
/** Prefixes by which tools that serve many providers name Bedrock's models. */
const PREFIX = /^(?:litellm\/)?(?:aws-?)?bedrock[/:](?:(?:converse|invoke)[/:])?/i;
const ENGINES: readonly (readonly [RegExp, TemplateEngine])[] = [
  [/\.(?:j2|jinja2?)$/i, 'jinja'],
  [/\.(?:hbs|handlebars|mustache)$/i, 'handlebars'],
];

/** `.prompty`, `.prompt`, and files that the configuration names. */
export const promptFile: Sdk = {
  name: 'prompt-file',
  // Their names tell.
  needles: [],
  callees: Object.keys(formats),
  match({ name, target, args, module }, context) {
    const format = formats[name];
    if (!format || target?.module !== '') return undefined;
    const settings = args.at(0);
    const model = modelOf(settings, format, context);
    if (model === 'other') return undefined;

    const engine = ENGINES.find(([pattern]) => pattern.test(module.path))?.[1] ?? format.engine;
    const out = gather();
    readMessages(args.at(1), {}, context, out);
    const prompts = out.prompts.map(prompt => ({ ...prompt, value: templated(prompt.value, engine) }));
    if (prompts.length === 0) return undefined;
    const stop = field(settings, format.stop, context).value;
    const parts = { prompts, caching: 'none' as const, ...(stop && { stop }) };
    if (!model) return promptDraft(format.sdk, parts);
    return draftOf(format.sdk, 'generate', model, { ...parts, limit: limitIn(settings, format, context) });
  },
};

/** A prompt whose model is chosen elsewhere. */
function promptDraft(sdk: string, parts: Pick<Draft, 'prompts' | 'caching'>): Draft {
  return draftOf(sdk, 'prompt', { kind: 'null' }, { ...parts, limit: noLimit });
}

/** The model where it is Bedrock's; `other` where the file is for another provider; undefined where it names none. */
function modelOf(settings: Value, { models, providers }: Format, context: SdkContext): Value | 'other' | undefined {
  const given = models.flatMap(key => context.options(field(settings, key, context).value ?? { kind: 'null' }).filter(option => option.kind === 'text'));
  const provider = providers.flatMap(key => context.strings(field(settings, key, context).value ?? { kind: 'null' }));
  const prefixed = given.flatMap(value => withoutPrefix(value, PREFIX, context) ?? []);
  const own = prefixed.length > 0 ? prefixed : given.filter(value => context.strings(value).some(isBedrockId));
  if (own[0]) return oneOf(own);
  if (given[0] && provider.some(name => /bedrock/i.test(name))) return given[0];
  return given.length > 0 || provider.length > 0 ? 'other' : undefined;
}

/** Who runs the file may set a limit of its own: only one that stands here is known. */
function limitIn(settings: Value, { limit }: Format, context: SdkContext): DraftLimit {
  return limitOf(settings, limit, context);
}

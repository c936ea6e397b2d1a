/** promptfoo: evaluations of prompts on providers, `bedrock:<model>` among them. */
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { withoutPrefix } from './model-prefix.ts';
import { gather, readMessages } from './request/content.ts';
import { field, oneOf } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { isBedrockId, kindOf } from './request/model-kind.ts';
import { draftOf } from './request/parts.ts';
import { templated } from './template-holes.ts';

const PREFIX = /^bedrock:(?:(?:converse|completion|invoke|messages):)?/;
const LIMIT = { key: 'config.max_tokens', also: ['config.maxTokens', 'config.interfaceConfig.max_new_tokens', 'config.max_gen_len', 'config.max_new_tokens', 'config.textGenerationConfig.maxTokenCount', 'config.maxTokenCount', 'config.max_completion_tokens'] };

/** `promptfooconfig.yaml`. */
export const promptfoo: Sdk = {
  name: 'promptfoo',
  needles: ['bedrock:'],
  callees: ['<promptfoo provider>', '<promptfoo prompt>'],
  match({ name, target, args }, context) {
    if (target?.module !== '') return undefined;
    return name === '<promptfoo provider>' ? providerOf(args.at(0), context) : promptOf(args.at(0), args.at(1), context);
  },
};

function providerOf(provider: Value, context: SdkContext) {
  const model = modelOf(provider, context);
  if (!model) return undefined;
  const kind = kindOf(context.strings(model));
  const limit = limitOf(provider, LIMIT, context);
  // The environment may set a limit too (`AWS_BEDROCK_MAX_TOKENS`), and some model families have one by default.
  return draftOf('promptfoo', kind ?? 'generate', model, { prompts: [], limit: kind ? noLimit : limit.value ? limit : { ...limit, state: 'dynamic' }, caching: 'none' }, { role: 'config' });
}

function promptOf(prompt: Value, providers: Value, context: SdkContext) {
  const all = context.as(providers, 'list')?.items ?? [providers];
  const model = oneOf(all.flatMap(provider => modelOf(provider, context) ?? []));
  const out = gather();
  readMessages(prompt, {}, context, out);
  const prompts = out.prompts.flatMap(({ part, value }) => (value.kind === 'text' ? [{ part, value: templated(value, 'jinja') }] : []));
  const isSaid = prompts.some(({ value }) => value.kind === 'text' && value.pieces.some(piece => 'exact' in piece && piece.value.trim() !== ''));
  return model && isSaid ? draftOf('promptfoo', 'prompt', model, { prompts, limit: noLimit, caching: 'none' }) : undefined;
}

/** The model of a provider that is Bedrock's; knowledge bases and agents name none. */
function modelOf(provider: Value, context: SdkContext): Value | undefined {
  const id = provider.kind === 'text' ? provider : field(provider, 'id', context).value;
  const model = id && withoutPrefix(id, PREFIX, context);
  return model && context.strings(model).some(isBedrockId) ? model : undefined;
}

/** Which of litellm's models are Bedrock's, and under which keys it takes a limit. */
import type { SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { liteLlmPrefix, wholeIds } from './constructor-sdk.ts';
import { withoutPrefix } from './model-prefix.ts';
import { field } from './request/field.ts';

/** Keys of the limit in a request of litellm. */
export const generating = { key: 'max_tokens', also: ['max_completion_tokens', 'max_output_tokens'], wrong: ['maxTokens', 'max_tokens_to_sample', 'max_new_tokens'] };

/** The model that the `litellm_params` of a deployment name, where it goes to Bedrock. */
export function deployedModel(params: Value | undefined, context: SdkContext): Value | undefined {
  return bedrockModel(field(params, 'model', context).value, field(params, 'custom_llm_provider', context).value, context);
}

/** The ids that go to Bedrock: with its prefix, named as its provider, or of a form that litellm takes for Bedrock's. */
export function bedrockModel(model: Value | undefined, provider: Value | undefined, context: SdkContext): Value | undefined {
  if (!model) return undefined;
  const prefixed = withoutPrefix(model, liteLlmPrefix, context);
  if (prefixed) return prefixed;
  if (provider && context.strings(provider).some(name => name.startsWith('bedrock'))) return model;
  return wholeIds(model, context);
}

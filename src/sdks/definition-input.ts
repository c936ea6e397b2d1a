/** Definitions of agents and managed prompts, as the API and CloudFormation write them. */
import type { Draft, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { converseInput } from './converse-input.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import type { Parts } from './request/parts.ts';
import { draftOf, mergeParts, unknownParts } from './request/parts.ts';

/** `{ foundationModel, instruction }`: a managed prompt; the service decides the limit. */
export function agentDefinition(sdk: string, definition: Value, context: SdkContext): Draft {
  const instruction = field(definition, 'instruction', context).value;
  const model = field(definition, 'foundationModel', context).value ?? unseen('foundationModel', definition);
  return draftOf(sdk, 'prompt', model, { prompts: instruction ? [{ part: 'system', value: instruction }] : [], limit: noLimit, caching: 'none' }, { role: 'config' });
}

/** `{ variants: [{ modelId, templateConfiguration, inferenceConfiguration }] }`. */
export function promptDefinition(sdk: string, definition: Value, context: SdkContext): Draft {
  const list = field(definition, 'variants', context).value;
  const variants = list && context.as(list, 'list')?.items;
  const models = (variants ?? []).flatMap(variant => field(variant, 'modelId', context).value ?? []);
  const model: Value = models.length > 1 ? { kind: 'choice', options: models } : (models[0] ?? unseen('modelId', definition));
  return draftOf(sdk, 'prompt', model, variants?.length ? mergeParts(variants.map(variant => variantParts(variant, context))) : unknownParts, { role: 'config' });
}

function variantParts(variant: Value, context: SdkContext): Parts {
  const chat = field(variant, 'templateConfiguration.chat', context).value;
  const text = field(variant, 'templateConfiguration.text.text', context).value;
  const parts = chat ? converseInput(chat, context) : { prompts: text ? [{ part: 'user' as const, value: text }] : [], caching: 'none' as const };
  return { ...parts, limit: limitOf(variant, { key: 'inferenceConfiguration.text.maxTokens' }, context) };
}

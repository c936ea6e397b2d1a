/** Definitions of agents, managed prompts and flows, as the API, CloudFormation and Terraform write them. */
import type { Draft, DraftPrompt, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { converseInput } from './converse-input.ts';
import { modelOfConstruct } from './request/cdk-model.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { limitOf, noLimit } from './request/limit.ts';
import type { Parts } from './request/parts.ts';
import { draftOf, mergeParts, unknownParts } from './request/parts.ts';

/** How a format writes the keys of the API. */
export type Spelling = (key: string) => string;

const camel: Spelling = key => key;
/** CloudFormation: `FoundationModel`. */
export const pascal: Spelling = key => key.replaceAll(/(?<=^|\.)[a-z]/g, letter => letter.toUpperCase());
/** Terraform: `foundation_model`; blocks stand in the singular. */
export const snake: Spelling = key => key.replaceAll(/(?<=^|\.)(variant|node|message)s(?=$|\.)/g, '$1').replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** `{ foundationModel, instruction }`: a managed prompt; the service decides the limit. */
export function agentDefinition(sdk: string, definition: Value, context: SdkContext, spell: Spelling = camel): Draft {
  const instruction = field(definition, spell('instruction'), context).value;
  const model = modelOfConstruct(field(definition, spell('foundationModel'), context).value ?? unseen(spell('foundationModel'), definition), context);
  return draftOf(sdk, 'prompt', model, { prompts: instruction ? [{ part: 'system', value: instruction }] : [], limit: noLimit, caching: 'none' }, { role: 'config' });
}

/** `{ variants: [{ modelId, templateConfiguration, inferenceConfiguration }] }`. */
export function promptDefinition(sdk: string, definition: Value, context: SdkContext, spell: Spelling = camel): Draft {
  return ofVariants(sdk, itemsAt(definition, spell('variants'), context), definition, context, spell);
}

/** `{ definition: { nodes: [{ configuration: { prompt: { sourceConfiguration: { inline } } } }] } }`: its own prompts; undefined where it has none. */
export function flowDefinition(sdk: string, definition: Value, context: SdkContext, spell: Spelling = camel): Draft | undefined {
  const nodes = itemsAt(definition, spell('definition.nodes'), context);
  const inline = nodes.flatMap(node => field(node, spell('configuration.prompt.sourceConfiguration.inline'), context).value ?? []);
  return inline.length > 0 ? ofVariants(sdk, inline, definition, context, spell) : undefined;
}

function ofVariants(sdk: string, variants: readonly Value[], definition: Value, context: SdkContext, spell: Spelling): Draft {
  const models = variants.flatMap(variant => field(variant, spell('modelId'), context).value ?? []).map(model => modelOfConstruct(model, context));
  const model: Value = models.length > 1 ? { kind: 'choice', options: models } : (models[0] ?? unseen(spell('modelId'), definition));
  return draftOf(sdk, 'prompt', model, variants.length > 0 ? mergeParts(variants.map(variant => variantParts(variant, context, spell))) : unknownParts, { role: 'config' });
}

function variantParts(variant: Value, context: SdkContext, spell: Spelling): Parts {
  const chat = field(variant, spell('templateConfiguration.chat'), context).value;
  const text = field(variant, spell('templateConfiguration.text.text'), context).value;
  const parts = chat ? chatParts(chat, context, spell) : { prompts: text ? [{ part: 'user' as const, value: text }] : [], caching: 'none' as const };
  return { ...parts, limit: limitOf(variant, { key: spell('inferenceConfiguration.text.maxTokens') }, context) };
}

/** A chat template is a Converse request; only that is written everywhere as the API has it. */
function chatParts(chat: Value, context: SdkContext, spell: Spelling): Omit<Parts, 'limit'> {
  if (spell === camel) return converseInput(chat, context);
  const texts = (holder: Value, key: string, part: DraftPrompt['part']): DraftPrompt[] => itemsAt(holder, spell(key), context).flatMap(block => field(block, spell('text'), context).value ?? []).map(value => ({ part, value }));
  const messages = itemsAt(chat, spell('messages'), context).flatMap(message => {
    const [role] = context.strings(field(message, spell('role'), context).value ?? { kind: 'null' });
    return texts(message, 'content', role === 'assistant' ? 'assistant' : 'user');
  });
  return { prompts: [...texts(chat, 'system', 'system'), ...messages], caching: 'unknown' };
}

/** The items of a list; a block that stands once is no list. */
function itemsAt(holder: Value, key: string, context: SdkContext): readonly Value[] {
  const { value } = field(holder, key, context);
  return (value ? context.options(value) : []).flatMap(option => (option.kind === 'list' ? option.items : option.kind === 'object' ? [option] : []));
}

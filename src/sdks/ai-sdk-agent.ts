/** Agents of frameworks on top of the AI SDK. */
import type { Invocation, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { bedrockModel } from './ai-sdk-model.ts';
import { withoutPrefix } from './model-prefix.ts';
import type { Dialect, Gathered } from './request/content.ts';
import { gather, readContent, readMessages } from './request/content.ts';
import { field, firstField, written } from './request/field.ts';
import { isOf } from './request/package.ts';

/** `new Agent({ model, instructions, tools })`. */
export interface Agent {
  readonly config: Value;
  readonly model: Value;
  readonly out: Gathered;
}

/** What an agent of a package is made with; undefined where it is another's, or asks no model of Bedrock. `told`: the keys for its instructions, the first that is there. */
export function agentOf({ target, args, isNew }: Invocation, specifier: string, dialect: Dialect, context: SdkContext, told: readonly string[] = ['instructions']): Agent | undefined {
  if (!isNew || !isOf(target, specifier)) return undefined;
  const config = args.at(0);
  const value = field(config, 'model', context).value;
  const model = value && modelOf(value, context);
  if (!model) return undefined;

  const out = gather();
  const tools = field(config, 'tools', context).value;
  if (tools) out.prompts.push({ part: 'tools', value: tools });
  const instructions = firstField(config, told, context);
  if (instructions.value && context.as(instructions.value, 'object')) readMessages({ kind: 'list', items: [instructions.value], open: false }, dialect, context, out);
  else if (instructions.value) readContent(instructions.value, 'system', written(instructions.holder, instructions.key), dialect, context, out);
  return { config, model, out };
}

/** A model of a provider, or its name for a router: `amazon-bedrock/id`. */
function modelOf(value: Value, context: SdkContext): Value | undefined {
  return bedrockModel(value, context)?.id ?? withoutPrefix(field(value, 'id', context).value ?? value, /^amazon-bedrock\//, context);
}

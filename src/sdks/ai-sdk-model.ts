/** Models of the Vercel AI SDK: does a value stand for a model on Bedrock, and which id does it name? */
import type { SdkContext } from '../core/sdk.ts';
import type { ExternalValue, Value } from '../core/value.ts';
import { field, oneOf } from './request/field.ts';
import { isOf, maker } from './request/package.ts';
import { withoutPrefix } from './model-prefix.ts';

const PROVIDER = '@ai-sdk/amazon-bedrock';
/** Calls that give a provider, not a model. */
const FACTORIES = new Set(['createAmazonBedrock', 'createBedrockAnthropic', 'createBedrockMantle']);

export interface BedrockModel {
  readonly id: Value;
  /** Sent as a Messages API body, to which the provider adds a limit of its own. */
  readonly isAnthropic: boolean;
}

/** The model that a value stands for; of a choice, its Bedrock options. Undefined where none is Bedrock's. */
export function bedrockModel(value: Value, context: SdkContext): BedrockModel | undefined {
  const models = context.options(value).flatMap(option => (option.kind === 'external' ? (fromCall(option, context) ?? []) : []));
  const id = oneOf(models.map(model => model.id));
  return id && { id, isAnthropic: models.every(model => model.isAnthropic) };
}

/** Is it a provider of Bedrock models (`bedrock`, `createAmazonBedrock(…)`)? */
export function isBedrockProvider(value: Value, context: SdkContext): boolean {
  return context.options(value).some(option => {
    if (option.kind !== 'external' || !isOf(option, PROVIDER)) return false;
    return option.path.length > 0 || FACTORIES.has(maker(option)?.path.at(-1) ?? '');
  });
}

function fromCall(model: ExternalValue, context: SdkContext): BedrockModel | undefined {
  const { result } = model;
  if (!result?.args || model.path.length > 0) return undefined;
  const { callee } = result;
  const first = context.read(result.args).at(0);
  if (isOf(callee, PROVIDER)) {
    if (FACTORIES.has(callee.path.at(-1) ?? '')) return undefined;
    return { id: first, isAnthropic: /\/anthropic\b/.test(callee.module) };
  }
  if (!isOf(callee, 'ai')) return undefined;
  const name = callee.path.at(-1) ?? '';
  if (/^(?:experimental_)?wrap\w*Model$/.test(name)) return bedrockModel(field(first, 'model', context).value ?? { kind: 'null' }, context);
  return fromRegistry(callee, first, context);
}

/** `registry.languageModel('bedrock:id')`, `customProvider({ languageModels }).languageModel('name')`. */
function fromRegistry(callee: ExternalValue, name: Value, context: SdkContext): BedrockModel | undefined {
  const made = callee.result;
  const factory = made?.callee.path.at(-1) ?? '';
  if (!made?.args) return undefined;
  const table = context.read(made.args).at(0);
  if (factory.endsWith('customProvider')) {
    const names = context.strings(name);
    const models = names.flatMap(each => bedrockModel(memberAt(memberAt(table, 'languageModels', context), each, context), context) ?? []);
    return models[0];
  }
  if (!factory.endsWith('createProviderRegistry') || table.kind !== 'object') return undefined;
  for (const [prefix, { value }] of table.entries) {
    const id = withoutPrefix(name, new RegExp(`^${prefix.replaceAll(/\W/g, '\\$&')}[:/]`), context);
    if (id && isBedrockProvider(value, context)) return { id, isAnthropic: false };
  }
  return undefined;
}

function memberAt(value: Value, key: string, context: SdkContext): Value {
  return value.kind === 'object' ? (value.entries.get(key)?.value ?? { kind: 'null' }) : context.member(value, key);
}

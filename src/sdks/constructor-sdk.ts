/** SDKs of which nothing but constructors is known: a table of classes makes one. */
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import type { ModelClass } from './framework-model.ts';
import { configOf, defaultModel, modelArgument, unknownDefault } from './framework-model.ts';
import { withoutPrefix } from './model-prefix.ts';
import { isFrom } from './origin.ts';
import { claudeDialect } from './body/claude.ts';
import { converseDialect } from './converse-input.ts';
import { gather, readContent } from './request/content.ts';
import { field, oneOf, written } from './request/field.ts';
import { isBedrockId } from './request/model-kind.ts';

export interface ConstructorClass extends ModelClass {
  /** The class serves many providers: what a Bedrock model's name begins with, where it is no id of Bedrock. */
  readonly prefix?: RegExp;
  /** The model it takes when given none. */
  readonly byDefault?: string;
  /** The keyword that holds a system prompt. */
  readonly system?: string;
  /** How that keyword takes a cache point; absent where it takes a string only. */
  readonly dialect?: 'converse' | 'claude';
}

export interface ConstructorTable {
  readonly name: string;
  readonly needles: readonly string[];
  /** Modules that export the classes. */
  readonly packages: readonly string[];
  readonly classes: { readonly [name: string]: ConstructorClass };
}

/** `bedrock/…` of litellm and of everything that stands on it, with its routes and regions. */
export const liteLlmPrefix = /^(?:litellm\/)?bedrock\/(?:(?:converse|converse_like|invoke|mantle)\/)?(?:[a-z]{2}(?:-gov)?-[a-z]+-\d\/)?/;

/** An SDK that recognises the constructors of a table. */
export function constructorSdk({ name, needles, packages, classes }: ConstructorTable): Sdk {
  return {
    name,
    needles,
    callees: Object.keys(classes),
    match(invocation, context) {
      const cls = classes[invocation.name];
      if (!cls || !isFrom(invocation.target, ...packages)) return undefined;
      const given = modelArgument(cls, invocation, context);
      const absent = cls.byDefault ? defaultModel(cls.byDefault, invocation) : unknownDefault(name);
      const model = cls.prefix ? given && (withoutPrefix(given, cls.prefix, context) ?? wholeIds(given, context)) : (given ?? absent);
      if (!model) return undefined;
      const keywords = invocation.args.keywords();
      return { ...configOf(name, cls, model, keywords, context), ...systemOf(cls, keywords, context) };
    },
  };
}

/** Ids of a form that routers take for Bedrock's without its prefix. */
export function wholeIds(model: Value, context: SdkContext): Value | undefined {
  return oneOf(context.options(model).filter(option => context.strings(option).some(isBedrockId)));
}

function systemOf({ system, dialect }: ConstructorClass, keywords: Value & { readonly kind: 'object' }, context: SdkContext) {
  const value = system && field(keywords, system, context).value;
  if (!value) return {};
  const out = gather();
  readContent(value, 'system', written(keywords, system), dialect === 'converse' ? converseDialect : dialect === 'claude' ? claudeDialect : {}, context, out);
  return { prompts: out.prompts, ...(out.isCached && { caching: 'used' as const }) };
}

/** Objects of Python frameworks that fix a model and its limit, read from the arguments of their constructor: the constructor is the site. */
import type { Operation } from '../core/call.ts';
import type { Draft, Invocation, SdkContext } from '../core/sdk.ts';
import type { ObjectValue, Text, Unknown, Value } from '../core/value.ts';
import { unseen } from './request/content.ts';
import { defaultText } from './request/default-text.ts';
import { firstField, samplingOf } from './request/field.ts';
import type { LimitKeys } from './request/limit.ts';
import { limitOf, noLimit } from './request/limit.ts';

/** What a constructor takes. */
export interface ModelClass {
  /** `generate` unless said otherwise. */
  readonly operation?: Operation;
  /** Keywords that name the model, most usual first. */
  readonly model: readonly string[];
  /** Where the model stands among the positional arguments, if it may. */
  readonly at?: number;
  /** Absent: it takes no limit. */
  readonly limit?: LimitKeys;
  readonly stop?: readonly string[];
  /** What the library sends when the source gives no limit. */
  readonly addedBySdk?: number;
}

/** The call that a constructor fixes; what it says to the model stands elsewhere. */
export function configOf(sdk: string, cls: ModelClass, model: Value, keywords: ObjectValue, context: SdkContext): Draft {
  const stop = cls.stop && firstField(keywords, cls.stop, context).value;
  const limit = cls.limit && limitOf(keywords, cls.limit, context);
  return {
    sdk,
    operation: cls.operation ?? 'generate',
    role: 'config',
    model,
    prompts: [],
    limit: limit ? { ...limit, ...(cls.addedBySdk !== undefined && { addedBySdk: cls.addedBySdk }) } : noLimit,
    ...(stop && { stop }),
    caching: 'none',
    ...samplingOf(keywords, ['', 'model_kwargs.', 'modelKwargs.'], context),
  };
}

/** The argument that names the model; undefined where none can. */
export function modelArgument(cls: Pick<ModelClass, 'model' | 'at'>, { args }: Pick<Invocation, 'args'>, context: SdkContext): Value | undefined {
  return argument(args, cls.model, cls.at, context);
}

/** An argument that may be given by one of several names or by its place; undefined where it is not given. */
export function argument(args: Invocation['args'], names: readonly string[], at: number | undefined, context: SdkContext): Value | undefined {
  const keywords = args.keywords();
  const named = firstField(keywords, names, context);
  if (named.value) return named.value;
  const value = at !== undefined && at < args.count ? args.at(at) : undefined;
  if (value && value.kind !== 'null') return value;
  return named.isOpen ? unseen(names[0]!, keywords) : undefined;
}

/** The model that a library picks when it is given none, always the same one. */
export function defaultModel(id: string, { expr, module }: Pick<Invocation, 'expr' | 'module'>): Text {
  return defaultText(id, { path: module.path, range: expr.callee.range });
}

/** The model that a library picks when it is given none, by its version or the region. */
export function unknownDefault(library: string): Unknown {
  return { kind: 'unknown', reason: 'call', name: `the default of ${library}` };
}

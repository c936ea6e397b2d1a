/** AWS SDK for JavaScript, Bedrock runtime: commands and aggregated client of v3, and v2. */
import { lowerFirst } from '../core/lower-first.ts';
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { converseInput } from './converse-input.ts';
import { field, has } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { isOf, maker, makerName } from './request/package.ts';
import { draftOf, unknownParts } from './request/parts.ts';
import { tierOf } from './request/tier.ts';
import { invokeInput, type RuntimeAction, runtimeDraft } from './runtime-action.ts';
import { sessionParts } from './stream-events.ts';

const SDK = 'aws-sdk';
type Reader = RuntimeAction['read'];

const countTokens: Reader = (request, context) => {
  const parts = has(request, 'input.invokeModel', context) ? unknownParts : converseInput(field(request, 'input.converse', context).value, context);
  return { ...parts, limit: noLimit };
};
const asyncInvoke: Reader = (request, context) => {
  const { modelInput, modelId } = { modelInput: field(request, 'modelInput', context).value, modelId: field(request, 'modelId', context).value };
  const parts = modelInput ? invokeBody(modelInput, modelId, context) : unknownParts;
  return { ...parts, limit: noLimit };
};
const guardrail: Reader = () => ({ prompts: [], limit: noLimit, caching: 'none' });
/** Prompt and limit travel as events of the stream, from elsewhere in the file. */
const events: Reader = () => unknownParts;

const ACTIONS: { readonly [name: string]: RuntimeAction } = {
  Converse: { operation: 'converse', read: converseInput },
  ConverseStream: { operation: 'converse-stream', read: converseInput, isStream: true },
  InvokeModel: { operation: 'invoke-model', read: invokeInput },
  InvokeModelWithResponseStream: { operation: 'invoke-model-stream', read: invokeInput, isStream: true },
  InvokeModelWithBidirectionalStream: { operation: 'other', read: events, isStream: true },
  StartAsyncInvoke: { operation: 'other', read: asyncInvoke },
  CountTokens: { operation: 'count-tokens', read: countTokens },
  ApplyGuardrail: { operation: 'other', read: guardrail },
};
/** `converse` of `Converse`: the methods of the aggregated client and of v2. */
const METHODS = new Map(Object.keys(ACTIONS).map(name => [lowerFirst(name), name]));

/** `@aws-sdk/client-bedrock-runtime` and `aws-sdk`. */
export const awsSdkRuntime: Sdk = {
  name: SDK,
  needles: ['bedrock-runtime', 'bedrockruntime', 'BedrockRuntime'],
  callees: [...Object.keys(ACTIONS).map(name => `${name}Command`), ...METHODS.keys()],
  match(invocation, context) {
    const name = invocation.name.endsWith('Command') ? invocation.name.slice(0, -'Command'.length) : METHODS.get(invocation.name);
    const action = name === undefined ? undefined : ACTIONS[name];
    if (!action || !isBedrock(invocation, context)) return undefined;
    const { args, module } = invocation;
    return draft(action.read === events ? { ...action, read: () => sessionParts(module, context) } : action, args.at(0), context);
  },
};

function draft(action: RuntimeAction, request: Value, context: SdkContext): Draft {
  const { operation, read } = action;
  if (read === guardrail) return draftOf(SDK, operation, undefined, read(request, context));
  const tier = read === converseInput ? tierOf(request, 'serviceTier.type', context) : read === invokeInput ? tierOf(request, 'serviceTier', context) : undefined;
  return runtimeDraft(SDK, action, request, context, 'modelId', tier);
}

function isBedrock({ name, target, receiver, isNew, args, module }: Invocation, context: SdkContext): boolean {
  if (isOf(target, '@aws-sdk/client-bedrock-runtime')) return true;
  // Version 2 has a client in the whole, and by itself: `aws-sdk/clients/bedrockruntime`.
  if (isOf(target, 'aws-sdk')) return /\bclients\/bedrockruntime\b/.test(maker(target)?.module ?? '') || makerName(target)?.toLowerCase() === 'bedrockruntime';
  if (target) return false;
  // A command class that reached this file in a way that cannot be followed (a layer, a loader, an injected module).
  if (isNew) return name.endsWith('Command') && /bedrock-?runtime/i.test(module.text) && looksLikeRequest(args.at(0), context);
  // A client that was handed in: a model id beside messages or a body is evidence enough.
  return (!receiver || context.options(receiver).every(option => option.kind === 'unknown')) && looksLikeRequest(args.at(0), context);
}

function looksLikeRequest(value: Value, context: SdkContext): boolean {
  const request = context.as(value, 'object');
  return request !== undefined && request.entries.has('modelId') && ['messages', 'body', 'modelInput', 'input'].some(key => request.entries.has(key));
}

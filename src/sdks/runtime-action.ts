/** Requests of the Bedrock runtime, as the AWS SDKs of every language send them. */
import type { Operation } from '../core/call.ts';
import type { Draft, DraftTier, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import { draftOf, type Parts, unknownParts } from './request/parts.ts';

/** What one operation of the service asks for, and how its request is read. */
export interface RuntimeAction {
  readonly operation: Operation;
  readonly read: (request: Value, context: SdkContext) => Parts;
  readonly isStream?: boolean;
}

/** Reads a request of InvokeModel. */
export const invokeInput: RuntimeAction['read'] = (request, context) => {
  const body = field(request, 'body', context);
  return body.value ? invokeBody(body.value, field(request, 'modelId', context).value, context) : unknownParts;
};

/** `modelKey`: what the SDK calls the model, for messages where it is not seen. Models that write no text need no limit. */
export function runtimeDraft(sdk: string, { operation, read, isStream }: RuntimeAction, request: Value, context: SdkContext, modelKey: string, tier?: DraftTier): Draft {
  const model = field(request, 'modelId', context).value ?? unseen(modelKey, request);
  const kind = operation === 'count-tokens' ? undefined : kindOf(idsIn(model, context));
  const parts = read(request, context);
  return draftOf(sdk, operation, model, kind ? { ...parts, operation: kind, limit: noLimit } : parts, { ...(isStream && { isStream }), ...(tier && { tier }) });
}

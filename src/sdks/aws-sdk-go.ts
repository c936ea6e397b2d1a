/** AWS SDK for Go, Bedrock runtime: methods of the client, told by the type of their request. */
import type { Operation } from '../core/call.ts';
import type { Draft, Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { converseInput } from './converse-input.ts';
import { inServiceTerms, runtimePackage, typeName } from './go-request.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import type { Parts } from './request/parts.ts';
import { draftOf, unknownParts } from './request/parts.ts';

const SDK = 'aws-sdk-go';

interface Action {
  readonly operation: Operation;
  read(request: Value, context: SdkContext): Parts;
  readonly isStream?: boolean;
}

const invoke: Action['read'] = (request, context) => {
  const body = field(request, 'body', context);
  return body.value ? invokeBody(body.value, field(request, 'modelId', context).value, context) : unknownParts;
};
const ACTIONS: { readonly [name: string]: Action } = {
  Converse: { operation: 'converse', read: converseInput },
  ConverseStream: { operation: 'converse-stream', read: converseInput, isStream: true },
  InvokeModel: { operation: 'invoke-model', read: invoke },
  InvokeModelWithResponseStream: { operation: 'invoke-model-stream', read: invoke, isStream: true },
};

/** `github.com/aws/aws-sdk-go-v2/service/bedrockruntime`, and version 1. */
export const awsSdkGo: Sdk = {
  name: SDK,
  needles: ['service/bedrockruntime'],
  callees: Object.keys(ACTIONS).flatMap(name => [name, `${name}WithContext`]),
  match(invocation, context) {
    const name = invocation.name.replace(/WithContext$/, '');
    const action = ACTIONS[name];
    if (!action || invocation.module.language !== 'go') return undefined;
    const request = requestOf(invocation, `${name}Input`, context);
    return request && draft(action, inServiceTerms(request, context), context);
  },
};

/** The request among the arguments, behind the context: by its type, else by that of the client. */
function requestOf({ args, target }: Invocation, type: string, context: SdkContext): Value | undefined {
  for (const index of [1, 0]) {
    const value = args.at(index);
    if (context.options(value).some(option => typeName(option) === type)) return value;
  }
  return target && runtimePackage.test(target.module) && args.count > 1 ? args.at(1) : undefined;
}

function draft({ operation, read, isStream }: Action, request: Value, context: SdkContext): Draft {
  const model = field(request, 'modelId', context).value ?? unseen('ModelId', request);
  const kind = kindOf(idsIn(model, context));
  const parts = read(request, context);
  return draftOf(SDK, operation, model, kind ? { ...parts, operation: kind, limit: noLimit } : parts, { ...(isStream && { isStream }) });
}

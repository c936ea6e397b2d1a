/** AWS SDK for Java, Bedrock runtime and that of its agents: methods of the clients, told by the type of the client or of the request. */
import type { Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { ExternalValue, ObjectValue, Value } from '../core/value.ts';
import { agentRuntimeMethods, readAgentAction } from './agent-runtime-input.ts';
import { converseInput } from './converse-input.ts';
import { tierOf } from './request/tier.ts';
import { invokeInput, type RuntimeAction, runtimeDraft } from './runtime-action.ts';

const SDK = 'aws-sdk-java';
/** Versions 1 and 2 of the SDK. */
const runtime = /^(?:software\.amazon\.awssdk|com\.amazonaws)\.services\.bedrock(?:agent)?runtime(?:\.model)?$/;

interface Action extends RuntimeAction {
  /** The type of its request. */
  readonly request: string;
}

const ACTIONS: { readonly [name: string]: Action } = {
  converse: { operation: 'converse', request: 'ConverseRequest', read: converseInput },
  converseStream: { operation: 'converse-stream', request: 'ConverseStreamRequest', read: converseInput, isStream: true },
  invokeModel: { operation: 'invoke-model', request: 'InvokeModelRequest', read: invokeInput },
  invokeModelWithResponseStream: { operation: 'invoke-model-stream', request: 'InvokeModelWithResponseStreamRequest', read: invokeInput, isStream: true },
};

/** `software.amazon.awssdk:bedrockruntime` and `bedrockagentruntime`, and version 1. */
export const awsSdkJava: Sdk = {
  name: SDK,
  needles: ['services.bedrockruntime', 'services.bedrockagentruntime'],
  callees: [...Object.keys(ACTIONS), ...agentRuntimeMethods.keys()],
  match(invocation, context) {
    if (invocation.module.language !== 'java') return undefined;
    const ofAgents = agentRuntimeMethods.get(invocation.name);
    if (ofAgents !== undefined) {
      const asked = requestOf(invocation, `${ofAgents}Request`, context);
      return asked && readAgentAction(SDK, ofAgents, asked, context);
    }
    const action = Object.hasOwn(ACTIONS, invocation.name) ? ACTIONS[invocation.name] : undefined;
    if (!action) return undefined;
    const request = requestOf(invocation, action.request, context);
    return request && runtimeDraft(SDK, action, request, context, 'modelId', action.read === converseInput ? tierOf(request, 'serviceTier.type', context) : undefined);
  },
};

/** The first argument, as a request or as what fills one: by its type, else by that of the client. */
function requestOf({ args, target, receiver }: Invocation, type: string, context: SdkContext): Value | undefined {
  const first = args.at(0);
  // What a test tells its stub of the client is no request.
  if (first.kind === 'external' && /^org\.(?:mockito|easymock|mockk)\b/.test(first.module)) return undefined;
  if (context.options(first).some(option => typeName(option) === type)) return untyped(first);
  const isClient = target !== undefined && runtime.test(target.module);
  const isUntyped = !target && receiver !== undefined && context.options(receiver).every(option => option.kind === 'unknown');
  if (!isClient && !(isUntyped && first.kind === 'function')) return undefined;
  if (first.kind !== 'function') return isClient && args.count > 0 ? first : undefined;
  const filled = context.called(first, [builder(type)]);
  return isClient || context.as(filled, 'object')?.entries.has('modelId') ? filled : undefined;
}

/** What a parameter holds is the parameter's, whatever its type: its callers say what that is. */
function untyped(value: Value): Value {
  if (value.kind !== 'unknown' || !value.param) return value;
  const { type: _type, ...rest } = value;
  return rest;
}

function typeName(value: Value): string | undefined {
  const type = value.kind === 'object' || value.kind === 'unknown' ? value.type : undefined;
  return type?.kind === 'external' && runtime.test(type.module) ? type.path.at(-1) : undefined;
}

/** What a consumer (`r -> r.modelId("…")`) is handed. */
function builder(name: string): ObjectValue {
  const type: ExternalValue = { kind: 'external', module: 'software.amazon.awssdk.services.bedrockruntime.model', path: [name] };
  return { kind: 'object', entries: new Map(), open: false, isBuilder: true, type };
}

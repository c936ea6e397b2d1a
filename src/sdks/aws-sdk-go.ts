/** AWS SDK for Go, Bedrock runtime and that of its agents: methods of the clients, told by the type of their request. */
import type { Invocation, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { agentRuntimeActions, readAgentAction } from './agent-runtime-input.ts';
import { converseInput } from './converse-input.ts';
import { inServiceTerms, runtimePackage, typeName } from './go-request.ts';
import { invokeInput, type RuntimeAction, runtimeDraft } from './runtime-action.ts';

const SDK = 'aws-sdk-go';

const ACTIONS: { readonly [name: string]: RuntimeAction } = {
  Converse: { operation: 'converse', read: converseInput },
  ConverseStream: { operation: 'converse-stream', read: converseInput, isStream: true },
  InvokeModel: { operation: 'invoke-model', read: invokeInput },
  InvokeModelWithResponseStream: { operation: 'invoke-model-stream', read: invokeInput, isStream: true },
};

/** `github.com/aws/aws-sdk-go-v2/service/bedrockruntime`, and version 1. */
export const awsSdkGo: Sdk = {
  name: SDK,
  needles: ['service/bedrockruntime', 'service/bedrockagentruntime'],
  callees: [...Object.keys(ACTIONS), ...Object.keys(agentRuntimeActions)].flatMap(name => [name, `${name}WithContext`]),
  match(invocation, context) {
    const name = invocation.name.replace(/WithContext$/, '');
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if ((!action && !Object.hasOwn(agentRuntimeActions, name)) || invocation.module.language !== 'go') return undefined;
    const request = requestOf(invocation, `${name}Input`, context);
    if (!request) return undefined;
    const said = inServiceTerms(request, context);
    return action ? runtimeDraft(SDK, action, said, context, 'ModelId') : readAgentAction(SDK, name, said, context);
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

/** AWS SDK for JavaScript v3: what `client-bedrock-agent-runtime` runs. A knowledge base that is only searched (Retrieve) asks no model. */
import type { Sdk } from '../core/sdk.ts';
import { agentRuntimeActions, agentRuntimeMethods, readAgentAction } from './agent-runtime-input.ts';
import { isOf } from './request/package.ts';

/** `@aws-sdk/client-bedrock-agent-runtime`. */
export const awsSdkAgents: Sdk = {
  name: 'aws-sdk',
  needles: ['client-bedrock-agent-runtime', 'BedrockAgentRuntime'],
  callees: [...Object.keys(agentRuntimeActions).map(name => `${name}Command`), ...agentRuntimeMethods.keys()],
  match({ name, target, args, module, isNew }, context) {
    const action = name.endsWith('Command') ? name.slice(0, -'Command'.length) : agentRuntimeMethods.get(name);
    if (action === undefined || !Object.hasOwn(agentRuntimeActions, action)) return undefined;
    const isLoaded = !target && isNew && /bedrock-agent-runtime/.test(module.text);
    if (!isOf(target, '@aws-sdk/client-bedrock-agent-runtime') && !isLoaded) return undefined;
    return readAgentAction('aws-sdk', action, args.at(0), context);
  },
};

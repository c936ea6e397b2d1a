/** AWS SDK for JavaScript v3, control planes: batch jobs, provisioned throughput, and the definitions of agents and prompts. */
import type { Draft, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { agentDefinition, promptDefinition } from './definition-input.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';

const SDK = 'aws-sdk';
const job = (operation: 'batch' | 'other') => (request: Value, context: SdkContext): Draft =>
  draftOf(SDK, operation, field(request, 'modelId', context).value ?? unseen('modelId', request), { prompts: [], limit: noLimit, caching: 'none' });

const COMMANDS: { readonly [name: string]: (request: Value, context: SdkContext) => Draft } = {
  CreateModelInvocationJobCommand: job('batch'),
  CreateProvisionedModelThroughputCommand: job('other'),
  CreateAgentCommand: (request, context) => agentDefinition(SDK, request, context),
  UpdateAgentCommand: (request, context) => agentDefinition(SDK, request, context),
  CreatePromptCommand: (request, context) => promptDefinition(SDK, request, context),
  UpdatePromptCommand: (request, context) => promptDefinition(SDK, request, context),
};

/** `@aws-sdk/client-bedrock` and `@aws-sdk/client-bedrock-agent`. */
export const awsSdkDefinitions: Sdk = {
  name: SDK,
  needles: ['@aws-sdk/client-bedrock'],
  callees: Object.keys(COMMANDS),
  match({ name, target, args }, context) {
    return isOf(target, '@aws-sdk/client-bedrock', '@aws-sdk/client-bedrock-agent') ? COMMANDS[name]?.(args.at(0), context) : undefined;
  },
};

/** The operations of Bedrock's four services that boto3 names, and what a request to each is known by. */
import type { Operation } from '../core/call.ts';
import type { Draft, SdkContext } from '../core/sdk.ts';
import type { ObjectValue, Value } from '../core/value.ts';
import { readAgentAction } from './agent-runtime-input.ts';
import { invokeBody } from './body/index.ts';
import { converseInput } from './converse-input.ts';
import { agentDefinition, promptDefinition } from './definition-input.ts';
import { unseen } from './request/content.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { kindOf } from './request/model-kind.ts';
import { draftOf, unknownParts } from './request/parts.ts';
import { tierOf } from './request/tier.ts';

const sdk = 'boto3';

export interface Boto3Operation {
  readonly service: 'bedrock-runtime' | 'bedrock-agent-runtime' | 'bedrock' | 'bedrock-agent';
  /** Keywords that together no other library's method of this name has. */
  readonly keys: readonly string[];
  /** Another set that tells as much: a prompt of Prompt Management brings its messages along. */
  readonly orKeys?: readonly string[];
  /** The name alone says Bedrock where a file speaks of it. */
  readonly isTelling?: true;
  read(request: ObjectValue, context: SdkContext): Draft;
}
type Read = Boto3Operation['read'];

/** By method name. */
export const operations: ReadonlyMap<string, Boto3Operation> = new Map<string, Boto3Operation>([
  ['converse', { service: 'bedrock-runtime', keys: ['modelId', 'messages'], orKeys: ['modelId', 'promptVariables'], isTelling: true, read: converse('converse') }],
  ['converse_stream', { service: 'bedrock-runtime', keys: ['modelId', 'messages'], orKeys: ['modelId', 'promptVariables'], isTelling: true, read: converse('converse-stream') }],
  ['invoke_model', { service: 'bedrock-runtime', keys: ['modelId', 'body'], isTelling: true, read: invoke('invoke-model') }],
  ['invoke_model_with_response_stream', { service: 'bedrock-runtime', keys: ['modelId', 'body'], isTelling: true, read: invoke('invoke-model-stream') }],
  ['start_async_invoke', { service: 'bedrock-runtime', keys: ['modelId', 'modelInput'], read: startAsyncInvoke }],
  ['apply_guardrail', { service: 'bedrock-runtime', keys: ['guardrailIdentifier', 'content'], read: modelless }],
  ['count_tokens', { service: 'bedrock-runtime', keys: ['modelId', 'input'], read: countTokens }],
  ['invoke_agent', { service: 'bedrock-agent-runtime', keys: ['agentId', 'agentAliasId'], read: agentAction('InvokeAgent') }],
  ['invoke_inline_agent', { service: 'bedrock-agent-runtime', keys: ['foundationModel', 'instruction'], read: agentAction('InvokeInlineAgent') }],
  ['invoke_flow', { service: 'bedrock-agent-runtime', keys: ['flowIdentifier', 'flowAliasIdentifier'], read: agentAction('InvokeFlow') }],
  ['start_flow_execution', { service: 'bedrock-agent-runtime', keys: ['flowIdentifier', 'flowAliasIdentifier'], read: agentAction('StartFlowExecution') }],
  ['retrieve_and_generate', { service: 'bedrock-agent-runtime', keys: ['input', 'retrieveAndGenerateConfiguration'], read: agentAction('RetrieveAndGenerate') }],
  ['retrieve_and_generate_stream', { service: 'bedrock-agent-runtime', keys: ['input', 'retrieveAndGenerateConfiguration'], read: agentAction('RetrieveAndGenerateStream') }],
  ['retrieve', { service: 'bedrock-agent-runtime', keys: ['knowledgeBaseId', 'retrievalQuery'], read: modelless }],
  ['rerank', { service: 'bedrock-agent-runtime', keys: ['queries', 'sources', 'rerankingConfiguration'], read: agentAction('Rerank') }],
  ['optimize_prompt', { service: 'bedrock-agent-runtime', keys: ['input', 'targetModelId'], read: agentAction('OptimizePrompt') }],
  ['generate_query', { service: 'bedrock-agent-runtime', keys: ['queryGenerationInput', 'transformationConfiguration'], read: agentAction('GenerateQuery') }],
  ['create_model_invocation_job', { service: 'bedrock', keys: ['modelId', 'inputDataConfig'], read: job }],
  ['create_agent', { service: 'bedrock-agent', keys: ['agentName', 'foundationModel'], read: (request, context) => agentDefinition(sdk, request, context) }],
  ['update_agent', { service: 'bedrock-agent', keys: ['agentName', 'foundationModel'], read: (request, context) => agentDefinition(sdk, request, context) }],
  ['create_prompt', { service: 'bedrock-agent', keys: ['name', 'variants'], read: (request, context) => promptDefinition(sdk, request, context) }],
  ['update_prompt', { service: 'bedrock-agent', keys: ['promptIdentifier', 'variants'], read: (request, context) => promptDefinition(sdk, request, context) }],
]);

function converse(operation: Operation): Read {
  return (request, context) => {
    const parts = converseInput(request, context);
    // A prompt of Prompt Management, which takes variables, holds the limit itself: a request for one that sends another is refused.
    const variables = request.entries.get('promptVariables');
    const limit = variables && !variables.optional && !parts.limit.value ? noLimit : parts.limit;
    return draftOf(sdk, operation, modelOf(request, context), { ...parts, limit }, { isStream: operation === 'converse-stream', tier: tierOf(request, 'serviceTier.type', context) });
  };
}

/** Whether the model writes text, and how it is asked, its id and the body tell. */
function invoke(operation: Operation): Read {
  return (request, context) => {
    const model = modelOf(request, context);
    const body = field(request, 'body', context).value;
    const parts = body ? invokeBody(body, model, context) : unknownParts;
    const kind = kindOf(context.strings(model));
    return draftOf(sdk, operation, model, kind ? { ...parts, operation: kind, limit: noLimit } : parts, { isStream: operation === 'invoke-model-stream', tier: tierOf(request, 'serviceTier', context) });
  };
}

function startAsyncInvoke(request: ObjectValue, context: SdkContext): Draft {
  const model = modelOf(request, context);
  const input = field(request, 'modelInput', context).value;
  const kind = kindOf(context.strings(model));
  const parts = input ? invokeBody(input, model, context) : unknownParts;
  return draftOf(sdk, 'other', model, { ...parts, ...(kind && { operation: kind }), limit: noLimit });
}

function countTokens(request: ObjectValue, context: SdkContext): Draft {
  const { prompts } = converseInput(field(request, 'input.converse', context).value, context);
  return draftOf(sdk, 'count-tokens', modelOf(request, context), { prompts, limit: noLimit, caching: 'none' });
}

function modelless(): Draft {
  return draftOf(sdk, 'other', undefined, { prompts: [], limit: noLimit, caching: 'none' });
}

function job(request: ObjectValue, context: SdkContext): Draft {
  return draftOf(sdk, 'batch', modelOf(request, context), { prompts: [], limit: noLimit, caching: 'none' });
}

function agentAction(name: string): Read {
  return (request, context) => readAgentAction(sdk, name, request, context);
}

function modelOf(request: ObjectValue, context: SdkContext): Value {
  return field(request, 'modelId', context).value ?? unseen('modelId', request);
}

/** Requests to Bedrock agents, flows and knowledge bases, the same in every language: what they ask, and of which model. */
import type { Operation } from '../core/call.ts';
import { lowerFirst } from '../core/lower-first.ts';
import type { Draft, DraftPrompt, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { unseen } from './request/content.ts';
import { field, firstField, has } from './request/field.ts';
import type { LimitKeys } from './request/limit.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { draftOf } from './request/parts.ts';

interface Action {
  readonly operation: Operation;
  /** Where the model stands; absent where the request names none. */
  readonly model?: readonly string[];
  readonly system?: string;
  readonly user?: string;
  readonly limit?: LimitKeys;
  readonly isStream?: boolean;
}

const CONFIG = 'retrieveAndGenerateConfiguration';
const BASE = `${CONFIG}.knowledgeBaseConfiguration`;
const SOURCES = `${CONFIG}.externalSourcesConfiguration`;
const TEXT_LIMIT = 'generationConfiguration.inferenceConfig.textInferenceConfig.maxTokens';
const retrieveAndGenerate: Action = {
  operation: 'retrieve-and-generate',
  model: [`${BASE}.modelArn`, `${SOURCES}.modelArn`],
  system: `${BASE}.generationConfiguration.promptTemplate.textPromptTemplate`,
  user: 'input.text',
  limit: { key: `${BASE}.${TEXT_LIMIT}`, also: [`${SOURCES}.${TEXT_LIMIT}`] },
};

/** By the name of the API. */
export const agentRuntimeActions: { readonly [name: string]: Action } = {
  InvokeAgent: { operation: 'agent', user: 'inputText' },
  InvokeInlineAgent: { operation: 'agent', model: ['foundationModel'], system: 'instruction', user: 'inputText' },
  InvokeFlow: { operation: 'flow' },
  StartFlowExecution: { operation: 'flow' },
  RetrieveAndGenerate: retrieveAndGenerate,
  RetrieveAndGenerateStream: { ...retrieveAndGenerate, isStream: true },
  Rerank: { operation: 'rerank', model: ['rerankingConfiguration.bedrockRerankingConfiguration.modelConfiguration.modelArn'] },
  OptimizePrompt: { operation: 'other', model: ['targetModelId'], user: 'input.textPrompt.text' },
  GenerateQuery: { operation: 'other', user: 'queryGenerationInput.text' },
};

/** The same by the names that methods of clients have. */
export const agentRuntimeMethods: ReadonlyMap<string, string> = new Map(Object.keys(agentRuntimeActions).map(name => [lowerFirst(name), name]));

/** Over documents of its own a request holds its settings under another key. */
function actionOf(name: string, request: Value, context: SdkContext): Action {
  const action = agentRuntimeActions[name]!;
  if (action.operation !== 'retrieve-and-generate' || has(request, BASE, context) || !has(request, SOURCES, context)) return action;
  return { ...action, system: `${SOURCES}.generationConfiguration.promptTemplate.textPromptTemplate`, limit: { key: `${SOURCES}.${TEXT_LIMIT}` } };
}

/** The draft of a request to one of these. */
export function readAgentAction(sdk: string, name: string, request: Value, context: SdkContext): Draft {
  const action = actionOf(name, request, context);
  const prompts: DraftPrompt[] = [];
  for (const part of ['system', 'user'] as const) {
    const value = action[part] === undefined ? undefined : field(request, action[part], context).value;
    // Of a session, the service adds the turns before.
    const session = part === 'user' && action.operation === 'retrieve-and-generate' ? field(request, 'sessionId', context).value : undefined;
    if (session) prompts.push({ part: 'assistant', value: unseen('earlier turns', request.kind === 'object' ? request : undefined) });
    if (value) prompts.push({ part, value });
  }
  const model = action.model && (firstField(request, action.model, context).value ?? unseen('model', request));
  const limit = action.limit ? limitOf(request, action.limit, context) : noLimit;
  return draftOf(sdk, action.operation, model, { prompts, limit, caching: 'none' }, { ...(action.isStream && { isStream: true }) });
}

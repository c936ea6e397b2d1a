/** Every library and format that is known; the first that recognises a call describes it. */
import type { Sdk } from '../core/sdk.ts';
import { agentSquad } from './agent-squad.ts';
import { aiSdk } from './ai-sdk.ts';
import { anthropicBedrock } from './anthropic-bedrock.ts';
import { awsSdkAgents } from './aws-sdk-agents.ts';
import { awsSdkDefinitions } from './aws-sdk-definitions.ts';
import { awsSdkGo } from './aws-sdk-go.ts';
import { awsSdkJava } from './aws-sdk-java.ts';
import { javaFrameworks } from './java-frameworks.ts';
import { applicationSettings } from './application-settings.ts';
import { awsSdkRuntime } from './aws-sdk-runtime.ts';
import { cdk } from './cdk.ts';
import { cdkStates } from './cdk-states.ts';
import { infrastructure } from './infrastructure.ts';
import { langchainJs } from './langchain-js.ts';
import { llamaindexTypescript } from './llamaindex-typescript.ts';
import { mastra } from './mastra.ts';
import { voltagent } from './voltagent.ts';
import { openaiBedrock } from './openai-bedrock.ts';
import { rawHttp } from './raw-http.ts';
import { strandsTypescript } from './strands-typescript.ts';
import { boto3 } from './boto3.ts';
import { anthropicPython } from './anthropic-python.ts';
import { openaiPython } from './openai-python.ts';
import { langchainPython } from './langchain-python.ts';
import { strandsPython } from './strands-python.ts';
import { langchainTemplatesJs } from './langchain-templates-js.ts';
import { langchainTemplatesPython } from './langchain-templates-python.ts';
import { litellm } from './litellm.ts';
import { liteLlmAdapters } from './litellm-adapters.ts';
import { llamaIndexPython } from './llama-index-python.ts';
import { pydanticAi } from './pydantic-ai.ts';
import { mirascope } from './mirascope.ts';
import { instructor } from './instructor.ts';
import { crewai } from './crewai.ts';
import { dspy } from './dspy.ts';
import { haystack } from './haystack.ts';
import { smolagents } from './smolagents.ts';
import { semanticKernel } from './semantic-kernel.ts';
import { agno } from './agno.ts';
import { awsCli } from './aws-cli.ts';
import { langchainPromptFile } from './langchain-prompt-file.ts';
import { stepFunctions } from './step-functions.ts';
import { litellmProxy } from './litellm-proxy.ts';
import { promptFile } from './prompt-file.ts';
import { promptfoo } from './promptfoo.ts';

/** In the order asked. */
export const sdks: readonly Sdk[] = [
  awsSdkRuntime,
  awsSdkAgents,
  awsSdkDefinitions,
  awsSdkGo,
  awsSdkJava,
  javaFrameworks,
  applicationSettings,
  anthropicBedrock,
  openaiBedrock,
  aiSdk,
  langchainJs,
  langchainTemplatesJs,
  strandsTypescript,
  llamaindexTypescript,
  mastra,
  voltagent,
  agentSquad,
  cdk,
  cdkStates,
  infrastructure,
  rawHttp,
  boto3,
  anthropicPython,
  openaiPython,
  langchainPython,
  langchainTemplatesPython,
  strandsPython,
  litellm,
  liteLlmAdapters,
  llamaIndexPython,
  pydanticAi,
  mirascope,
  instructor,
  crewai,
  dspy,
  haystack,
  smolagents,
  semanticKernel,
  agno,
  awsCli,
  stepFunctions,
  promptFile,
  promptfoo,
  litellmProxy,
  langchainPromptFile,
];

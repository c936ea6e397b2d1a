/** smolagents: `AmazonBedrockModel(…)` and its litellm models on Bedrock. */
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';

const converse = {
  model: ['model_id'],
  at: 0,
  limit: { key: 'inferenceConfig.maxTokens', wrong: ['max_tokens', 'maxTokens', 'inferenceConfig.max_tokens', 'inference_config.maxTokens'] },
  stop: ['inferenceConfig.stopSequences'],
} as const;
const liteLlm = { model: ['model_id'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens', also: ['max_completion_tokens'] } } as const;

/** smolagents. */
export const smolagents = constructorSdk({
  name: 'smolagents',
  needles: ['smolagents'],
  packages: ['smolagents'],
  classes: { AmazonBedrockModel: converse, AmazonBedrockServerModel: converse, LiteLLMModel: liteLlm, LiteLLMRouterModel: liteLlm },
});

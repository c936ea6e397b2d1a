/** LlamaIndex for Python: `Bedrock(…)`, `BedrockConverse(…)`, `BedrockEmbedding(…)`. */
import { constructorSdk } from './constructor-sdk.ts';

// Both constructors have `max_tokens: Optional[int] = 512`.
const llm = { model: ['model'], at: 0, addedBySdk: 512, system: 'system_prompt' } as const;

/** LlamaIndex for Python. */
export const llamaIndexPython = constructorSdk({
  name: 'llama-index',
  needles: ['llama_index'],
  packages: ['llama_index'],
  classes: {
    Bedrock: {
      ...llm,
      limit: {
        key: 'max_tokens',
        also: ['additional_kwargs.max_tokens', 'additional_kwargs.max_gen_len', 'additional_kwargs.maxTokenCount', 'additional_kwargs.max_tokens_to_sample'],
        wrong: ['maxTokens', 'max_output_tokens', 'num_output'],
      },
    },
    BedrockConverse: { ...llm, limit: { key: 'max_tokens', also: ['additional_kwargs.max_tokens'], wrong: ['maxTokens', 'max_output_tokens', 'additional_kwargs.maxTokens'] } },
    BedrockEmbedding: { operation: 'embed', model: ['model_name', 'model'], at: 0, byDefault: 'amazon.titan-embed-text-v1' },
    BedrockRerank: { operation: 'rerank', model: ['rerank_model_name'], byDefault: 'cohere.rerank-v3-5:0' },
    AWSBedrockRerank: { operation: 'rerank', model: ['rerank_model_name'], byDefault: 'cohere.rerank-v3-5:0' },
  },
});

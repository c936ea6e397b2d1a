/** Haystack: the generators, embedders and ranker of its Amazon Bedrock integration. */
import { constructorSdk } from './constructor-sdk.ts';

const embedder = { operation: 'embed', model: ['model'], at: 0 } as const;

/** Haystack. */
export const haystack = constructorSdk({
  name: 'haystack',
  needles: ['AmazonBedrock'],
  packages: ['haystack_integrations', 'amazon_bedrock_haystack'],
  classes: {
    AmazonBedrockGenerator: {
      model: ['model'],
      at: 0,
      // Its adapters translate `max_length` for every vendor, and read the vendor's own name of it beside that alone.
      limit: { key: 'max_length', also: ['max_tokens', 'max_gen_len', 'maxTokenCount', 'max_tokens_to_sample', 'max_new_tokens'] },
      stop: ['stop_words', 'stop_sequences'],
    },
    AmazonBedrockChatGenerator: {
      model: ['model'],
      at: 0,
      limit: { key: 'generation_kwargs.maxTokens', also: ['generation_kwargs.max_tokens', 'generation_kwargs.max_new_tokens'], wrong: ['max_tokens', 'maxTokens', 'generation_kwargs.max_length'] },
      stop: ['stop_words', 'generation_kwargs.stopSequences'],
    },
    AmazonBedrockTextEmbedder: embedder,
    AmazonBedrockDocumentEmbedder: embedder,
    AmazonBedrockDocumentImageEmbedder: embedder,
    AmazonBedrockRanker: { operation: 'rerank', model: ['model'], at: 0, byDefault: 'cohere.rerank-v3-5:0' },
    BedrockRanker: { operation: 'rerank', model: ['model'], at: 0, byDefault: 'cohere.rerank-v3-5:0' },
  },
});

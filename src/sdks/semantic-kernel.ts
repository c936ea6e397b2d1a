/** Semantic Kernel for Python: its Bedrock connectors. The limit stands in the settings of each request, not here. */
import { constructorSdk } from './constructor-sdk.ts';

/** Semantic Kernel for Python. */
export const semanticKernel = constructorSdk({
  name: 'semantic-kernel',
  needles: ['semantic_kernel.connectors.ai.bedrock'],
  packages: ['semantic_kernel'],
  classes: {
    BedrockChatCompletion: { model: ['model_id'], at: 0 },
    BedrockTextCompletion: { model: ['model_id'], at: 0 },
    BedrockTextEmbedding: { operation: 'embed', model: ['model_id'], at: 0 },
  },
});

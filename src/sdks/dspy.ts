/** DSPy: `dspy.LM("bedrock/…")`. Its `cache=` keeps answers in the process and is not prompt caching. */
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';

/** DSPy. */
export const dspy = constructorSdk({
  name: 'dspy',
  needles: ['dspy'],
  packages: ['dspy'],
  classes: {
    LM: { model: ['model'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens', also: ['max_completion_tokens'] } },
    Embedder: { operation: 'embed', model: ['model'], at: 0, prefix: liteLlmPrefix },
    AWSAnthropic: { model: ['model'], at: 1, limit: { key: 'max_new_tokens' }, addedBySdk: 1500 },
    AWSMistral: { model: ['model'], at: 1, limit: { key: 'max_new_tokens' }, addedBySdk: 1500 },
    AWSMeta: { model: ['model'], at: 1, limit: { key: 'max_new_tokens' }, addedBySdk: 1500 },
  },
});

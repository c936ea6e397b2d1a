/** Agno: `AwsBedrock(id=…)` and its Claude on Bedrock. */
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';

/** Agno (once phidata). */
export const agno = constructorSdk({
  name: 'agno',
  needles: ['agno.models', 'phi.model.aws'],
  packages: ['agno.models.aws', 'agno.models.litellm', 'phi.model.aws'],
  classes: {
    AwsBedrock: { model: ['id'], at: 0, limit: { key: 'max_tokens' }, stop: ['stop_sequences'] },
    Claude: { model: ['id'], at: 0, limit: { key: 'max_tokens' }, stop: ['stop_sequences'], addedBySdk: 4096 },
    LiteLLM: { model: ['id'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens' } },
  },
});

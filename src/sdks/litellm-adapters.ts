/** Google's Agent Development Kit and OpenAI's Agents SDK, which reach Bedrock through litellm alone. */
import { constructorSdk, liteLlmPrefix } from './constructor-sdk.ts';

const model = { model: ['model'], at: 0, prefix: liteLlmPrefix, limit: { key: 'max_tokens' } } as const;

/** `LiteLlm(model="bedrock/…")` and `LitellmModel(model="bedrock/…")`. */
export const liteLlmAdapters = constructorSdk({
  name: 'litellm',
  needles: ['bedrock/'],
  packages: ['google.adk', 'agents.extensions.models.litellm_model'],
  classes: { LiteLlm: model, LitellmModel: { ...model, limit: undefined } },
});

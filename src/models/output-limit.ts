import type { Model } from './model.ts';

/** How a request reaches Bedrock, as far as the missing limit is concerned. */
export type Surface = 'converse' | 'invoke-model' | 'ai-sdk-anthropic' | 'langchain-chat-bedrock';

/**
 * Output tokens allowed when the request names no limit. `required`: the request fails; `dynamic`: the service decides;
 * null: not published. Sources: FACTS 4.1 (AWS model parameters, SDK models, @ai-sdk/anthropic, langchain-aws).
 */
export function outputWithoutLimit(model: Model, surface: Surface): number | 'required' | 'dynamic' | null {
  if (surface === 'converse') return model.defaultMaxOutput.converse;
  if (surface === 'langchain-chat-bedrock') return model.vendor === 'anthropic' ? 1024 : model.defaultMaxOutput.invokeModel;
  if (surface === 'ai-sdk-anthropic' && model.vendor === 'anthropic') return aiSdkDefault(model);
  return model.defaultMaxOutput.invokeModel;
}

// @ai-sdk/anthropic fills the required field: 128,000 from 4.6 on, 64,000 for 4.5 and Sonnet 4, 32,000 for Opus 4 and 4.1, else 4,096.
function aiSdkDefault(model: Model): number {
  const max = model.maxOutput ?? 4096;
  if (/claude-(?:3|v|instant)/.test(model.id)) return 4096;
  return /-4-6/.test(model.id) ? 128_000 : max;
}

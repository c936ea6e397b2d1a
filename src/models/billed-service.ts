import type { Model } from './model.ts';

/** Vendors whose models are in the price list of Amazon Bedrock itself: its own, and open weights. */
const OWN = new Set(['amazon', 'meta', 'mistral', 'deepseek', 'qwen', 'google', 'nvidia', 'minimax', 'moonshotai', 'moonshot', 'zai']);

/**
 * The service under which a bill lists the model, as Cost Explorer and budgets spell it: `Amazon Bedrock`, or the model's own,
 * as `Claude Haiku 4.5 (Amazon Bedrock Edition)`. Undefined where no source tells.
 * Source: offers `AmazonBedrock` and `AmazonBedrockFoundationModels` of the AWS Price List, 2026-10-05.
 */
export function billedService({ vendor, name, id }: Model): string | undefined {
  if (OWN.has(vendor) || /^(?:openai\.gpt-oss|anthropic\.claude-(?:v1|v2|instant))/.test(id)) return 'Amazon Bedrock';
  if (vendor === 'anthropic' || vendor === 'openai') return `${name.replace(/ \(.*\)$/, '')} (Amazon Bedrock Edition)`;
  return undefined;
}

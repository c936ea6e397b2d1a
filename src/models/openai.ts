import { FLEX_PRIORITY, GPT_CACHING, implicitCaching, type ModelRow } from './row.ts';

/** Above 272,000 input tokens GPT-5.6 and GPT-6 bill the whole request at these factors. */
const GPT_LONG = { above: 272_000, input: 2, output: 1.5, cache: 2 };

/** OpenAI. Prices in USD per million tokens. */
export const openai: ModelRow[] = [
  {
    id: 'openai.gpt-oss-120b-1:0', name: 'gpt-oss-120b', family: 'gpt-oss', context: 128_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.15, output: 0.6, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, aliases: ['openai.gpt-oss-120b'],
  },
  {
    id: 'openai.gpt-oss-20b-1:0', name: 'gpt-oss-20b', family: 'gpt-oss', context: 128_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.07, output: 0.3, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, aliases: ['openai.gpt-oss-20b'],
  },
  {
    id: 'openai.gpt-oss-safeguard-120b', name: 'GPT OSS Safeguard 120B', family: 'gpt-oss', context: 128_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.15, output: 0.6, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'openai.gpt-oss-safeguard-20b', name: 'GPT OSS Safeguard 20B', family: 'gpt-oss', context: 128_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.07, output: 0.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'openai.gpt-6-astra', name: 'GPT-6 Astra', family: 'gpt-6', context: 1_050_000, maxOutput: 128_000,
    price: { scope: 'global', input: 10, output: 50, cacheRead: 1, cacheWrite: { '30m': 12.5 }, longContext: GPT_LONG, confidence: 'high', from: ['price-list-west', 'aws-card'] },
    caching: GPT_CACHING, burndown: null, profiles: 'us global',
  },
  {
    id: 'openai.gpt-6.1-sol', name: 'GPT-6.1 Sol', family: 'gpt-6', maxOutput: 128_000,
    price: { scope: 'global', input: 2, output: 10, cacheRead: 0.1, cacheWrite: { '30m': 2.5 }, longContext: GPT_LONG, confidence: 'medium', from: ['aws-card'] },
    caching: GPT_CACHING, burndown: null, profiles: 'us global',
  },
  {
    id: 'openai.gpt-6-sol', name: 'GPT-6 Sol', family: 'gpt-6', context: 1_050_000, maxOutput: 128_000,
    price: { scope: 'global', input: 2, output: 10, cacheRead: 0.2, cacheWrite: { '30m': 2.5 }, longContext: GPT_LONG, confidence: 'high', from: ['aws-card-copy', 'price-list-west'] },
    caching: GPT_CACHING, burndown: 10, profiles: 'us global', onDemand: false,
  },
  {
    id: 'openai.gpt-6-luna', name: 'GPT-6 Luna', family: 'gpt-6', context: 1_050_000,
    price: { scope: 'global', input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: { '30m': 0.125 }, longContext: GPT_LONG, confidence: 'high', from: ['aws-card-copy'] },
    caching: GPT_CACHING, burndown: 10, profiles: 'us global', onDemand: false,
  },
  {
    id: 'openai.gpt-5.6-sol', name: 'GPT-5.6 Sol', family: 'gpt-5', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 4, output: 20, cacheRead: 0.4, cacheWrite: { '30m': 5 }, longContext: GPT_LONG, history: [{ until: '2026-08-21', precision: 'day', input: 5, output: 30, source: 'genai-prices' }], confidence: 'high', from: ['genai-prices'] },
    caching: GPT_CACHING, burndown: 10, profiles: 'us in global',
  },
  {
    id: 'openai.gpt-5.6-terra', name: 'GPT-5.6 Terra', family: 'gpt-5', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 2, output: 12, cacheRead: 0.2, cacheWrite: { '30m': 2.5 }, longContext: GPT_LONG, history: [{ until: '2026-07-30', precision: 'day', input: 2.5, output: 15, source: 'genai-prices' }], confidence: 'high', from: ['genai-prices'] },
    caching: GPT_CACHING, burndown: 10, profiles: 'us in global',
  },
  {
    id: 'openai.gpt-5.6-luna', name: 'GPT-5.6 Luna', family: 'gpt-5', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 0.2, output: 1.2, cacheRead: 0.02, cacheWrite: { '30m': 0.25 }, longContext: GPT_LONG, history: [{ until: '2026-07-30', precision: 'day', input: 1, output: 6, source: 'genai-prices' }], confidence: 'high', from: ['aws-card', 'genai-prices'] },
    caching: GPT_CACHING, burndown: 10, profiles: 'us in global',
  },
  {
    id: 'openai.gpt-5.5', name: 'GPT-5.5', family: 'gpt-5', context: 272_000, maxOutput: 128_000,
    price: { scope: 'in-region', input: 5.5, output: 33, cacheRead: 0.55, confidence: 'high', from: ['aws-card-copy', 'genai-prices', 'litellm-2026-08', 'models.dev'] },
    caching: implicitCaching(1024), burndown: null,
    note: 'bedrock-mantle only.',
  },
  {
    id: 'openai.gpt-5.4', name: 'GPT-5.4', family: 'gpt-5', context: 1_050_000, maxOutput: 128_000,
    price: { scope: 'in-region', input: 2.75, output: 16.5, cacheRead: 0.275, confidence: 'high', from: ['aws-card', 'genai-prices', 'litellm-2026-08'] },
    caching: implicitCaching(1024), burndown: null,
    note: 'bedrock-mantle only. Context: 272K in models.dev.',
  },
];

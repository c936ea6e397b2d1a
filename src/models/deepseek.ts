import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** DeepSeek. Prices in USD per million tokens. */
export const deepseek: ModelRow[] = [
  {
    id: 'deepseek.v3.2', name: 'DeepSeek V3.2', family: 'deepseek', context: 163_840, maxOutput: 81_920,
    price: { scope: 'in-region', input: 0.62, output: 1.85, tiers: FLEX_PRIORITY, geographies: { eu: { input: 0.74, output: 2.22, source: 'litellm-2026-08' } }, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true, profiles: 'us eu',
  },
  {
    id: 'deepseek.v3-v1:0', name: 'DeepSeek-V3.1', family: 'deepseek', context: 163_840, maxOutput: 81_920,
    price: { scope: 'in-region', input: 0.58, output: 1.68, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'deepseek.r1-v1:0', name: 'DeepSeek-R1', family: 'deepseek', context: 128_000, maxOutput: 32_768,
    price: { scope: 'in-region', input: 1.35, output: 5.4, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    profiles: 'us',
    note: 'AWS: quality falls above 8,192 output tokens.',
  },
];

import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** Nemotron. Prices in USD per million tokens. */
export const nvidia: ModelRow[] = [
  {
    id: 'nvidia.nemotron-super-3-120b', name: 'Nemotron 3 Super 120B', family: 'nemotron', context: 262_144, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.15, output: 0.65, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
  },
  {
    id: 'nvidia.nemotron-nano-3-30b', name: 'Nemotron Nano 3 30B', family: 'nemotron', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.06, output: 0.24, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'nvidia.nemotron-nano-12b-v2', name: 'Nemotron Nano 12B v2 VL', family: 'nemotron', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.2, output: 0.6, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'nvidia.nemotron-nano-9b-v2', name: 'Nemotron Nano 9B v2', family: 'nemotron', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.06, output: 0.23, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
];

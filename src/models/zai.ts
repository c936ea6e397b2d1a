import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** GLM. Prices in USD per million tokens. */
export const zai: ModelRow[] = [
  {
    id: 'zai.glm-5', name: 'GLM 5', family: 'glm', context: 202_752, maxOutput: 101_376,
    price: { scope: 'in-region', input: 1, output: 3.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
  },
  {
    id: 'zai.glm-4.7', name: 'GLM 4.7', family: 'glm', context: 204_800, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.6, output: 2.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'zai.glm-4.7-flash', name: 'GLM 4.7 Flash', family: 'glm', context: 200_000, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.07, output: 0.4, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
];

import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** MiniMax. Prices in USD per million tokens. */
export const minimax: ModelRow[] = [
  {
    id: 'minimax.minimax-m2.5', name: 'MiniMax M2.5', family: 'minimax', context: 196_608, maxOutput: 98_304,
    price: { scope: 'in-region', input: 0.3, output: 1.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
  },
  {
    id: 'minimax.minimax-m2.1', name: 'MiniMax M2.1', family: 'minimax', context: 204_800, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.3, output: 1.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'minimax.minimax-m2', name: 'MiniMax M2', family: 'minimax', context: 204_608, maxOutput: 128_000,
    price: { scope: 'in-region', input: 0.3, output: 1.2, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
];

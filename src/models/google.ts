import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** Gemma. Prices in USD per million tokens. */
export const google: ModelRow[] = [
  {
    id: 'google.gemma-4-31b', name: 'Gemma 4 31B', family: 'gemma', context: 262_144,
    price: { scope: 'in-region', input: 0.14, output: 0.4, confidence: 'medium', from: ['litellm-2026-08'] },
  },
  {
    id: 'google.gemma-4-26b-a4b', name: 'Gemma 4 26B-A4B', family: 'gemma', context: 262_144,
    price: { scope: 'in-region', input: 0.13, output: 0.4, confidence: 'medium', from: ['litellm-2026-08'] },
  },
  {
    id: 'google.gemma-4-e2b', name: 'Gemma 4 E2B', family: 'gemma',
    price: { scope: 'in-region', input: 0.04, output: 0.08, confidence: 'medium', from: ['litellm-2026-08'] },
  },
  {
    id: 'google.gemma-3-27b-it', name: 'Gemma 3 27B', family: 'gemma', context: 128_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.23, output: 0.38, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
  {
    id: 'google.gemma-3-12b-it', name: 'Gemma 3 12B IT', family: 'gemma', context: 128_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.09, output: 0.29, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
  {
    id: 'google.gemma-3-4b-it', name: 'Gemma 3 4B IT', family: 'gemma', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.04, output: 0.08, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
];

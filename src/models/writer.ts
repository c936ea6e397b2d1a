import type { ModelRow } from './row.ts';

/** Palmyra. Prices in USD per million tokens. */
export const writer: ModelRow[] = [
  {
    id: 'writer.palmyra-x5-v1:0', name: 'Palmyra X5', family: 'palmyra', context: 1_040_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.6, output: 6, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    profiles: 'us',
  },
  {
    id: 'writer.palmyra-x4-v1:0', name: 'Palmyra X4', family: 'palmyra', context: 122_880, maxOutput: 8192,
    price: { scope: 'in-region', input: 2.5, output: 10, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    profiles: 'us',
  },
  {
    id: 'writer.palmyra-vision-7b', name: 'Palmyra Vision 7B', family: 'palmyra',
    price: { scope: 'in-region', input: 0.15, output: 0.6, confidence: 'medium', from: ['litellm-2026-10'] },
  },
];

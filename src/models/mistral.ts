import type { ModelRow } from './row.ts';

/** Mistral AI. Prices in USD per million tokens. */
export const mistral: ModelRow[] = [
  {
    id: 'mistral.mistral-large-3-675b-instruct', name: 'Mistral Large 3', family: 'mistral-large', context: 256_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.5, output: 1.5, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, invokeDefault: 8192,
  },
  {
    id: 'mistral.mistral-large-2407-v1:0', name: 'Mistral Large 2 (24.07)', family: 'mistral-large', context: 128_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 3, output: 9, confidence: 'low', from: ['litellm-2026-08', 'aws-samples-2025'] },
    batch: true, invokeDefault: 8192,
    note: 'No model card, yet it answered on 2026-10-10.',
  },
  {
    id: 'mistral.mistral-large-2402-v1:0', name: 'Mistral Large (24.02)', family: 'mistral-large', context: 32_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 4, output: 12, history: [{ until: '2026-09-23', precision: 'bound', input: 8, output: 24, source: 'litellm-2026-08' }], confidence: 'medium', from: ['genai-prices'] },
    invokeDefault: 8192,
  },
  {
    id: 'mistral.mistral-small-2402-v1:0', name: 'Mistral Small (24.02)', family: 'mistral-small', context: 32_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 1, output: 3, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, invokeDefault: 8192,
  },
  {
    id: 'mistral.mistral-7b-instruct-v0:2', name: 'Mistral 7B Instruct', family: 'mistral-open', context: 32_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.15, output: 0.2, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'aws-benchmark-2025'] },
    invokeDefault: 512,
  },
  {
    id: 'mistral.mixtral-8x7b-instruct-v0:1', name: 'Mixtral 8x7B Instruct', family: 'mistral-open', context: 32_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.45, output: 0.7, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'aws-benchmark-2025'] },
    invokeDefault: 512,
  },
  {
    id: 'mistral.pixtral-large-2502-v1:0', name: 'Pixtral Large (25.02)', family: 'pixtral', context: 128_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 2, output: 6, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    profiles: 'us eu',
  },
  {
    id: 'mistral.ministral-3-14b-instruct', name: 'Ministral 14B 3.0', family: 'ministral', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.2, output: 0.2, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'mistral.ministral-3-8b-instruct', name: 'Ministral 3 8B', family: 'ministral', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.15, output: 0.15, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'mistral.ministral-3-3b-instruct', name: 'Ministral 3B', family: 'ministral', context: 256_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.1, output: 0.1, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'mistral.magistral-small-2509', name: 'Magistral Small 2509', family: 'magistral', context: 128_000, maxOutput: 40_000,
    price: { scope: 'in-region', input: 0.5, output: 1.5, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'mistral.devstral-2-123b', name: 'Devstral 2 123B', family: 'devstral', context: 256_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.4, output: 2, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'mistral.voxtral-mini-3b-2507', name: 'Voxtral Mini 3B', family: 'voxtral', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.04, output: 0.04, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
  {
    id: 'mistral.voxtral-small-24b-2507', name: 'Voxtral Small 24B', family: 'voxtral', context: 32_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.1, output: 0.3, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
];

import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** Qwen. Prices in USD per million tokens. */
export const qwen: ModelRow[] = [
  {
    id: 'qwen.qwen3-235b-a22b-2507-v1:0', name: 'Qwen3 235B A22B 2507', family: 'qwen3', context: 262_144, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.22, output: 0.88, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'qwen.qwen3-32b-v1:0', name: 'Qwen3 32B (dense)', family: 'qwen3', context: 16_384, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.15, output: 0.6, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
    note: 'Context: 16K in models.dev, 131K in litellm.',
  },
  {
    id: 'qwen.qwen3-coder-480b-a35b-v1:0', name: 'Qwen3 Coder 480B A35B', family: 'qwen3', context: 131_072, maxOutput: 65_536,
    price: { scope: 'in-region', input: 0.45, output: 1.8, tiers: FLEX_PRIORITY, confidence: 'medium', from: ['genai-prices'] },
    batch: true,
  },
  {
    id: 'qwen.qwen3-coder-30b-a3b-v1:0', name: 'Qwen3-Coder-30B-A3B-Instruct', family: 'qwen3', context: 262_144, maxOutput: 131_072,
    price: { scope: 'in-region', input: 0.15, output: 0.6, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true,
    note: '0.1545/0.618 in some regions.',
  },
  {
    id: 'qwen.qwen3-coder-next', name: 'Qwen3 Coder Next', family: 'qwen3', context: 262_144, maxOutput: 65_536,
    price: { scope: 'in-region', input: 0.5, output: 1.2, tiers: FLEX_PRIORITY, confidence: 'medium', from: ['litellm-2026-08'] },
    batch: true,
  },
  {
    id: 'qwen.qwen3-next-80b-a3b', name: 'Qwen3 Next 80B A3B', family: 'qwen3', context: 262_000, maxOutput: 262_000,
    price: { scope: 'in-region', input: 0.15, output: 1.2, tiers: FLEX_PRIORITY, confidence: 'medium', from: ['litellm-2026-08'] },
    batch: true,
  },
  {
    id: 'qwen.qwen3-vl-235b-a22b', name: 'Qwen3 VL 235B A22B', family: 'qwen3', context: 262_000, maxOutput: 262_000,
    price: { scope: 'in-region', input: 0.53, output: 2.66, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true,
  },
];

import { FLEX_PRIORITY, type ModelRow } from './row.ts';

/** Kimi. Prices in USD per million tokens. */
export const moonshot: ModelRow[] = [
  {
    id: 'moonshotai.kimi-k3', name: 'Kimi K3', family: 'kimi', context: 1_000_000,
    price: { scope: 'global', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '30m': 3.75 }, tiers: FLEX_PRIORITY, confidence: 'high', from: ['aws-card-copy', 'price-list-west'] },
    caching: { explicit: true, min: 1024, maxCheckpoints: 4, ttl: ['30m'], fields: [], implicit: true, note: 'Responses and Chat Completions APIs only' }, batch: 'unknown', profiles: 'us global', onDemand: false,
    note: 'Flex and priority only through Responses and Chat Completions.',
  },
  {
    id: 'moonshotai.kimi-k2.5', name: 'Kimi K2.5', family: 'kimi', context: 262_143, maxOutput: 16_000,
    price: { scope: 'in-region', input: 0.6, output: 3, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
  {
    id: 'moonshot.kimi-k2-thinking', name: 'Kimi K2 Thinking', family: 'kimi', context: 262_143, maxOutput: 16_000,
    price: { scope: 'in-region', input: 0.6, output: 2.5, tiers: FLEX_PRIORITY, confidence: 'high', from: ['litellm-2026-08', 'models.dev'] },
    batch: true,
  },
];

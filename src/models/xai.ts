import { FLEX_PRIORITY, implicitCaching, type ModelRow } from './row.ts';

/** Grok. Prices in USD per million tokens. */
export const xai: ModelRow[] = [
  {
    id: 'xai.grok-4.3', name: 'Grok 4.3', family: 'grok', context: 1_000_000, maxOutput: 131_072,
    price: { scope: 'in-region', input: 1.25, output: 2.5, cacheRead: 0.2, geographies: { 'us-gov': { input: 1.5, output: 3, cacheRead: 0.24, source: 'aws-card' } }, confidence: 'high', from: ['aws-card', 'litellm-2026-08', 'models.dev'] },
    caching: implicitCaching(null),
    note: 'bedrock-mantle only.',
  },
  {
    id: 'xai.grok-4.6', name: 'Grok 4.6', family: 'grok', context: 500_000,
    price: { scope: 'global', input: 2, output: 6, cacheRead: 0.5, tiers: FLEX_PRIORITY, geographies: { 'us-gov': { input: 2.2, output: 6.6, cacheRead: 0.55, source: 'aws-card-copy' } }, confidence: 'high', from: ['aws-card-copy'] },
    caching: implicitCaching(null), batch: 'unknown', burndown: null, profiles: 'us us-gov global', onDemand: false,
  },
  {
    id: 'xai.grok-4.7', name: 'Grok 4.7', family: 'grok', context: 500_000,
    price: { scope: 'global', input: 2, output: 6, cacheRead: 0.5, tiers: FLEX_PRIORITY, confidence: 'high', from: ['aws-card-copy'] },
    caching: implicitCaching(null), batch: 'unknown', burndown: null, profiles: 'us global', onDemand: false,
  },
];

import { NO_CARD, claudeCaching, type ModelRow } from './row.ts';

// Opus 4.7 is the first with the new tokenizer: the same text is about 30 % more tokens at the same price.
/** Claude. Prices in USD per million tokens. */
export const anthropic: ModelRow[] = [
  {
    id: 'anthropic.claude-fable-5-1', name: 'Claude Fable 5.1', family: 'claude-fable', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 10, output: 50, cacheRead: 0.25, cacheWrite: { '5m': 12.5, '1h': 20 }, confidence: 'high', from: ['price-list-east', 'anthropic-pricing', 'genai-prices', 'litellm-2026-10'] },
    caching: claudeCaching(512), burndown: 10, profiles: 'us eu global',
  },
  {
    id: 'anthropic.claude-fable-5', name: 'Claude Fable 5', family: 'claude-fable', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 10, output: 50, cacheRead: 1, cacheWrite: { '5m': 12.5, '1h': 20 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(512), burndown: null, profiles: 'us eu global',
  },
  {
    id: 'anthropic.claude-mythos-5-1', name: 'Claude Mythos 5.1 (gated)', family: 'claude-mythos', context: 1_000_000, maxOutput: 128_000,
    caching: claudeCaching(512), batch: 'unknown', burndown: null,
    from: 'aws-caching',
    note: 'Gated, price not published.',
  },
  {
    id: 'anthropic.claude-mythos-5', name: 'Claude Mythos 5 (gated)', family: 'claude-mythos', context: 1_000_000, maxOutput: 128_000,
    caching: claudeCaching(512), batch: 'unknown', burndown: null,
    from: 'aws-caching',
  },
  {
    id: 'anthropic.claude-mythos-preview', name: 'Claude Mythos Preview (gated)', family: 'claude-mythos', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'in-region', input: 27.5, output: 137.5, cacheRead: 2.75, cacheWrite: { '5m': 34.375 }, confidence: 'medium', from: ['litellm-2026-10'] },
    caching: claudeCaching(4096), batch: 'unknown', burndown: null,
    note: 'Gated. The regional rate; 25/125 by the rule for global ids.',
  },
  {
    id: 'anthropic.claude-opus-5-5', name: 'Claude Opus 5.5', family: 'claude-opus', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 4, output: 20, cacheRead: 0.2, cacheWrite: { '5m': 5, '1h': 8 }, confidence: 'high', from: ['price-list-west', 'price-list-east', 'anthropic-pricing', 'genai-prices', 'litellm-2026-10'] },
    caching: claudeCaching(512), burndown: 10, profiles: 'us eu au jp global', onDemand: false,
  },
  {
    id: 'anthropic.claude-opus-5', name: 'Claude Opus 5', family: 'claude-opus', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 5, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-10', 'litellm-2026-08'] },
    caching: claudeCaching(512), batch: true, burndown: 10, profiles: 'us eu au jp global',
  },
  {
    id: 'anthropic.claude-opus-4-8', name: 'Claude Opus 4.8', family: 'claude-opus', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 5, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024), burndown: 15, profiles: 'us eu au jp global',
  },
  {
    id: 'anthropic.claude-opus-4-7', name: 'Claude Opus 4.7', family: 'claude-opus', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 5, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(4096, ['5m', '1h'], 'litellm/Anthropic API say 2048'), burndown: 5, profiles: 'us eu au jp global', onDemand: false,
  },
  {
    id: 'anthropic.claude-opus-4-6-v1', name: 'Claude Opus 4.6', family: 'claude-opus', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 5, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(4096), batch: true, burndown: 5, profiles: 'us eu au global', aliases: ['anthropic.claude-opus-4-6'],
  },
  {
    id: 'anthropic.claude-opus-4-5-20251101-v1:0', name: 'Claude Opus 4.5', family: 'claude-opus', context: 200_000, maxOutput: 64_000,
    price: { scope: 'global', input: 5, output: 25, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(4096), batch: true, burndown: 5, profiles: 'us eu global', aliases: ['anthropic.claude-opus-4-5'],
  },
  {
    id: 'anthropic.claude-opus-4-1-20250805-v1:0', name: 'Claude Opus 4.1', family: 'claude-opus', context: 200_000, maxOutput: 32_000,
    price: { scope: 'in-region', input: 15, output: 75, cacheRead: 1.5, cacheWrite: { '5m': 18.75 }, confidence: 'high', from: ['price-list-west', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m']), burndown: 5, profiles: 'us',
    dates: { legacy: '2026-07-08', extended: '2026-10-08', eol: '2027-01-08', from: 'aws-lifecycle' }, successor: 'anthropic.claude-opus-5-5',
    note: 'A batch SKU exists, yet the model is not in the batch-support table.',
  },
  {
    id: 'anthropic.claude-opus-4-20250514-v1:0', name: 'Claude Opus 4', family: 'claude-opus', context: 200_000, maxOutput: 32_000,
    price: { scope: 'in-region', input: 15, output: 75, cacheRead: 1.5, cacheWrite: { '5m': 18.75 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m']), burndown: 5, profiles: 'us',
    dates: { eol: '2026-05-31', from: 'startups-pr-10' }, successor: 'anthropic.claude-opus-5-5',
  },
  {
    id: 'anthropic.claude-sonnet-5-5', name: 'Claude Sonnet 5.5', family: 'claude-sonnet', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 2, output: 10, cacheRead: 0.1, cacheWrite: { '5m': 2.5, '1h': 4 }, history: [{ until: '2026-10-07', precision: 'day', input: 2, output: 10, cacheRead: 0.2, source: 'price-list-west' }], confidence: 'medium', from: ['dated-catalogue', 'aws-card', 'price-list-west', 'price-list-east'] },
    caching: claudeCaching(512), burndown: null, profiles: 'us eu global', onDemand: false,
    note: 'Cache reads were halved on 2026-10-07, as Anthropic says too; the AWS rows we saw are older.',
  },
  {
    id: 'anthropic.claude-sonnet-5', name: 'Claude Sonnet 5', family: 'claude-sonnet', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 2, output: 10, cacheRead: 0.2, cacheWrite: { '5m': 2.5, '1h': 4 }, confidence: 'high', from: ['price-list-east', 'genai-prices', 'litellm-2026-10', 'litellm-2026-08'] },
    caching: claudeCaching(1024), burndown: 10, profiles: 'us eu au jp global',
    note: 'The launch price became permanent.',
  },
  {
    id: 'anthropic.claude-sonnet-4-6', name: 'Claude Sonnet 4.6', family: 'claude-sonnet', context: 1_000_000, maxOutput: 64_000,
    price: { scope: 'global', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '5m': 3.75, '1h': 6 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-10', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m', '1h'], 'aws/agent-toolkit-for-aws says 2048'), batch: true, burndown: 5, profiles: 'us eu au jp global',
    note: 'Max output: 64K in litellm and models.dev, 128K in the AI SDK.',
  },
  {
    id: 'anthropic.claude-sonnet-4-5-20250929-v1:0', name: 'Claude Sonnet 4.5', family: 'claude-sonnet', context: 200_000, maxOutput: 64_000,
    price: { scope: 'global', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '5m': 3.75, '1h': 6 }, longContext: { above: 200_000, input: 2, output: 1.5, cache: 2 }, geographies: { 'us-gov': { input: 3.6, output: 18, source: 'litellm-2026-08' } }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m', '1h'], 'AWS docs ~Mar 2026 said 4096'), batch: true, burndown: 5, profiles: 'us eu au jp us-gov global', aliases: ['anthropic.claude-sonnet-4-5'],
  },
  {
    id: 'anthropic.claude-sonnet-4-20250514-v1:0', name: 'Claude Sonnet 4', family: 'claude-sonnet', context: 200_000, maxOutput: 64_000,
    price: { scope: 'in-region', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '5m': 3.75 }, longContext: { above: 200_000, input: 2, output: 1.5, cache: 2 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m']), batch: true, burndown: 5, profiles: 'us eu apac global',
    dates: { legacy: '2026-04-14', extended: '2026-07-14', eol: '2026-10-14', from: 'aws-lifecycle' }, successor: 'anthropic.claude-sonnet-5',
  },
  {
    id: 'anthropic.claude-3-7-sonnet-20250219-v1:0', name: 'Claude 3.7 Sonnet', family: 'claude-sonnet', context: 200_000, maxOutput: 64_000,
    price: { scope: 'in-region', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '5m': 3.75 }, provisioned: [{ months: 1, usdPerUnitHour: 158.4, source: 'price-list-west' }], confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m']), batch: true, burndown: 5, profiles: 'us eu apac',
    dates: { eol: '2026-04-28', from: 'startups-pr-10' }, successor: 'anthropic.claude-sonnet-5',
  },
  {
    id: 'anthropic.claude-3-5-sonnet-20241022-v2:0', name: 'Claude 3.5 Sonnet v2', family: 'claude-sonnet', context: 200_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 3, output: 15, cacheRead: 0.3, cacheWrite: { '5m': 3.75 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(1024, ['5m'], 'preview'), batch: true, burndown: 5, profiles: 'us apac',
    dates: NO_CARD, successor: 'anthropic.claude-sonnet-5',
    note: '6/30 in tables of 2026 is the price of extended access, no long-context tier.',
  },
  {
    id: 'anthropic.claude-3-5-sonnet-20240620-v1:0', name: 'Claude 3.5 Sonnet', family: 'claude-sonnet', context: 200_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 3, output: 15, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, burndown: 5, profiles: 'us eu apac',
    dates: NO_CARD, successor: 'anthropic.claude-sonnet-5',
  },
  {
    id: 'anthropic.claude-3-sonnet-20240229-v1:0', name: 'Claude 3 Sonnet', family: 'claude-sonnet', context: 200_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 3, output: 15, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, burndown: 5, profiles: 'us eu apac',
    dates: NO_CARD, successor: 'anthropic.claude-sonnet-5',
  },
  {
    id: 'anthropic.claude-3-opus-20240229-v1:0', name: 'Claude 3 Opus', family: 'claude-opus', context: 200_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 15, output: 75, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, burndown: 5, profiles: 'us',
    dates: NO_CARD, successor: 'anthropic.claude-opus-5-5',
  },
  {
    id: 'anthropic.claude-haiku-5-5', name: 'Claude Haiku 5.5', family: 'claude-haiku', context: 1_000_000, maxOutput: 128_000,
    price: { scope: 'global', input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: { '5m': 0.125, '1h': 0.2 }, longContext: { above: 100_000, input: 5, output: 5, cache: 5 }, confidence: 'medium', from: ['anthropic-haiku-5-5', 'dated-catalogue'] },
    caching: claudeCaching(512), burndown: null, profiles: 'us eu au jp global', onDemand: false,
    note: 'The regional 10 % follow the rule for Claude 4.5 and later; no AWS price row seen.',
  },
  {
    id: 'anthropic.claude-haiku-4-5-20251001-v1:0', name: 'Claude Haiku 4.5', family: 'claude-haiku', context: 200_000, maxOutput: 64_000,
    price: { scope: 'global', input: 1, output: 5, cacheRead: 0.1, cacheWrite: { '5m': 1.25, '1h': 2 }, geographies: { 'us-gov': { input: 1.2, output: 6, source: 'litellm-2026-08' } }, confidence: 'high', from: ['price-list-west', 'price-list-east', 'genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(4096), batch: true, burndown: 5, profiles: 'us eu au jp us-gov global', onDemand: false, aliases: ['anthropic.claude-haiku-4-5'],
  },
  {
    id: 'anthropic.claude-3-5-haiku-20241022-v1:0', name: 'Claude 3.5 Haiku', family: 'claude-haiku', context: 200_000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.8, output: 4, cacheRead: 0.08, cacheWrite: { '5m': 1 }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: claudeCaching(2048, ['5m']), batch: true, burndown: 5, profiles: 'us',
    dates: { eol: '2026-06-19', from: 'startups-pr-10' }, successor: 'anthropic.claude-haiku-5-5',
  },
  {
    id: 'anthropic.claude-3-haiku-20240307-v1:0', name: 'Claude 3 Haiku', family: 'claude-haiku', context: 200_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.25, output: 1.25, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, burndown: 5, profiles: 'us eu apac',
    dates: { legacy: '2026-03-10', extended: '2026-06-10', eol: '2026-09-10', from: 'aws-lifecycle' }, successor: 'anthropic.claude-haiku-5-5',
  },
  {
    id: 'anthropic.claude-v2:1', name: 'Claude 2.1', family: 'claude-legacy', context: 200_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 8, output: 24, provisioned: [{ months: 1, usdPerUnitHour: 63, source: 'litellm-2026-08' }, { months: 6, usdPerUnitHour: 34.99, source: 'litellm-2026-08' }], confidence: 'high', from: ['litellm-2026-08', 'aws-benchmark-2025'] },
    burndown: 5,
    dates: NO_CARD, successor: 'anthropic.claude-sonnet-5',
  },
  {
    id: 'anthropic.claude-instant-v1', name: 'Claude Instant', family: 'claude-legacy', context: 100_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.8, output: 2.4, provisioned: [{ months: 1, usdPerUnitHour: 39.6, source: 'litellm-2026-08' }, { months: 6, usdPerUnitHour: 22, source: 'litellm-2026-08' }], confidence: 'high', from: ['litellm-2026-08', 'aws-benchmark-2025'] },
    burndown: 5,
    dates: NO_CARD, successor: 'anthropic.claude-haiku-5-5',
  },
  { id: 'anthropic.claude-v1', name: 'Claude 1', family: 'claude-legacy', burndown: 5, dates: NO_CARD, successor: 'anthropic.claude-sonnet-5', from: 'aws-cdk' },
  { id: 'anthropic.claude-v2', name: 'Claude 2', family: 'claude-legacy', context: 100_000, burndown: 5, dates: NO_CARD, successor: 'anthropic.claude-sonnet-5', from: 'aws-cdk' },
];

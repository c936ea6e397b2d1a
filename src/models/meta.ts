import type { LifecycleDates } from './model.ts';
import { NO_CARD, type ModelRow } from './row.ts';

/** One pull request ends it on 2026-07-07; AWS still lists its card. */
const LLAMA_3_2: LifecycleDates = { state: 'uncertain', from: 'startups-pr-10', note: 'ended on 2026-07-07 by one source, listed by another' };

/** Llama. Prices in USD per million tokens. */
export const meta: ModelRow[] = [
  {
    id: 'meta.llama4-maverick-17b-instruct-v1:0', name: 'Llama 4 Maverick 17B Instruct', family: 'llama4', context: 1_000_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.24, output: 0.97, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, profiles: 'us',
  },
  {
    id: 'meta.llama4-scout-17b-instruct-v1:0', name: 'Llama 4 Scout 17B Instruct', family: 'llama4', context: 3_500_000, maxOutput: 16_384,
    price: { scope: 'in-region', input: 0.17, output: 0.66, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, profiles: 'us',
  },
  {
    id: 'meta.llama3-3-70b-instruct-v1:0', name: 'Llama 3.3 70B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.72, output: 0.72, confidence: 'high', from: ['aws-card', 'genai-prices', 'litellm-2026-08', 'models.dev'] },
    batch: true, profiles: 'us',
  },
  {
    id: 'meta.llama3-2-90b-instruct-v1:0', name: 'Llama 3.2 90B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.72, output: 0.72, confidence: 'medium', from: ['genai-prices'] },
    batch: true, profiles: 'us',
    dates: LLAMA_3_2, successor: 'meta.llama3-3-70b-instruct-v1:0',
  },
  {
    id: 'meta.llama3-2-11b-instruct-v1:0', name: 'Llama 3.2 11B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.16, output: 0.16, confidence: 'medium', from: ['genai-prices', 'aws-benchmark-2025'] },
    batch: true, profiles: 'us',
    dates: LLAMA_3_2,
  },
  {
    id: 'meta.llama3-2-3b-instruct-v1:0', name: 'Llama 3.2 3B Instruct', family: 'llama3', context: 131_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.15, output: 0.15, geographies: { eu: { input: 0.19, output: 0.19, source: 'litellm-2026-08' } }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, profiles: 'us eu',
    dates: LLAMA_3_2,
  },
  {
    id: 'meta.llama3-2-1b-instruct-v1:0', name: 'Llama 3.2 1B Instruct', family: 'llama3', context: 131_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.1, output: 0.1, geographies: { eu: { input: 0.13, output: 0.13, source: 'litellm-2026-08' } }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    batch: true, profiles: 'us eu',
    dates: LLAMA_3_2,
  },
  {
    id: 'meta.llama3-1-405b-instruct-v1:0', name: 'Llama 3.1 405B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 2.4, output: 2.4, latencyOptimized: { input: 3, output: 3, source: 'aws-price-page-2025' }, history: [{ until: '2025-07-20', precision: 'bound', input: 5.32, output: 16, source: 'aws-benchmark-2025' }], confidence: 'medium', from: ['aws-price-page-2025'] },
    batch: true, profiles: 'us',
    note: 'Third-party tables still carry 5.32/16; a copy of the AWS price page of 2025-07-20 says 2.40.',
  },
  {
    id: 'meta.llama3-1-70b-instruct-v1:0', name: 'Llama 3.1 70B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.72, output: 0.72, latencyOptimized: { input: 0.9, output: 0.9, source: 'aws-price-page-2025' }, history: [{ until: '2025-07-20', precision: 'bound', input: 0.99, output: 0.99, source: 'litellm-2026-08' }], confidence: 'high', from: ['genai-prices', 'models.dev', 'aws-benchmark-2025'] },
    batch: true, profiles: 'us',
  },
  {
    id: 'meta.llama3-1-8b-instruct-v1:0', name: 'Llama 3.1 8B Instruct', family: 'llama3', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.22, output: 0.22, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev', 'aws-benchmark-2025'] },
    batch: true, profiles: 'us',
  },
  {
    id: 'meta.llama3-70b-instruct-v1:0', name: 'Llama 3 70B Instruct', family: 'llama3', context: 8192, maxOutput: 2048,
    price: { scope: 'in-region', input: 2.65, output: 3.5, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'aws-benchmark-2025'] },
  },
  {
    id: 'meta.llama3-8b-instruct-v1:0', name: 'Llama 3 8B Instruct', family: 'llama3', context: 8192, maxOutput: 2048,
    price: { scope: 'in-region', input: 0.3, output: 0.6, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'aws-benchmark-2025'] },
  },
  {
    id: 'meta.llama2-13b-chat-v1', name: 'Llama 2 Chat 13B', family: 'llama2', context: 4096,
    price: { scope: 'in-region', input: 0.75, output: 1, confidence: 'medium', from: ['aws-price-page-2025'] },
    dates: NO_CARD, successor: 'meta.llama3-1-8b-instruct-v1:0',
  },
  {
    id: 'meta.llama2-70b-chat-v1', name: 'Llama 2 Chat 70B', family: 'llama2', context: 4096,
    price: { scope: 'in-region', input: 1.95, output: 2.56, confidence: 'medium', from: ['aws-price-page-2025'] },
    dates: NO_CARD, successor: 'meta.llama3-3-70b-instruct-v1:0',
  },
  { id: 'meta.llama2-13b-v1', name: 'Llama 2 13B', family: 'llama2', context: 4096, dates: NO_CARD, from: 'aws-cdk' },
  { id: 'meta.llama2-70b-v1', name: 'Llama 2 70B', family: 'llama2', context: 4096, dates: NO_CARD, from: 'aws-cdk' },
];

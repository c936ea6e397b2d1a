import { NO_CARD, type ModelRow } from './row.ts';

/** AI21 Labs. Prices in USD per million tokens. */
export const ai21: ModelRow[] = [
  {
    id: 'ai21.jamba-1-5-large-v1:0', name: 'Jamba 1.5 Large', family: 'jamba', context: 256_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 2, output: 8, confidence: 'high', from: ['litellm-2026-08', 'aws-samples-2025'] },
    invokeDefault: 4096,
    dates: { legacy: '2026-05-26', extended: '2026-08-26', eol: '2026-11-26', from: 'aws-lifecycle' },
  },
  {
    id: 'ai21.jamba-1-5-mini-v1:0', name: 'Jamba 1.5 Mini', family: 'jamba', context: 256_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.2, output: 0.4, confidence: 'high', from: ['litellm-2026-08', 'aws-samples-2025'] },
    invokeDefault: 4096,
    dates: { legacy: '2026-05-26', extended: '2026-08-26', eol: '2026-11-26', from: 'aws-lifecycle' },
  },
  {
    id: 'ai21.jamba-instruct-v1:0', name: 'Jamba-Instruct', family: 'jamba',
    price: { scope: 'in-region', input: 0.5, output: 0.7, confidence: 'high', from: ['litellm-2026-10', 'aws-price-page-2025'] },
    invokeDefault: 4096, dates: NO_CARD,
  },
  {
    id: 'ai21.j2-ultra-v1', name: 'Jurassic-2 Ultra', family: 'jurassic', aliases: ['ai21.j2-ultra'],
    price: { scope: 'in-region', input: 18.8, output: 18.8, confidence: 'high', from: ['litellm-2026-10', 'aws-price-page-2025'] },
    dates: NO_CARD,
  },
  {
    id: 'ai21.j2-mid-v1', name: 'Jurassic-2 Mid', family: 'jurassic', aliases: ['ai21.j2-mid'],
    price: { scope: 'in-region', input: 12.5, output: 12.5, confidence: 'high', from: ['litellm-2026-10', 'aws-price-page-2025'] },
    dates: NO_CARD,
  },
  { id: 'ai21.j2-grande-instruct', name: 'Jurassic-2 Grande Instruct', family: 'jurassic', dates: NO_CARD, from: 'aws-cdk' },
  { id: 'ai21.j2-jumbo-instruct', name: 'Jurassic-2 Jumbo Instruct', family: 'jurassic', dates: NO_CARD, from: 'aws-cdk' },
];

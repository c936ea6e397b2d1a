import { NO_CARD, type ModelRow } from './row.ts';

/** Cohere. Prices in USD per million tokens. */
export const cohere: ModelRow[] = [
  {
    id: 'cohere.command-r-plus-v1:0', name: 'Command R+', family: 'command-r', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 3, output: 15, confidence: 'high', from: ['litellm-2026-08', 'aws-benchmark-2025'] },
    dates: { legacy: '2026-02-19', extended: '2026-05-19', eol: '2026-08-19', from: 'aws-lifecycle' },
  },
  {
    id: 'cohere.command-r-v1:0', name: 'Command R', family: 'command-r', context: 128_000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.5, output: 1.5, confidence: 'high', from: ['litellm-2026-08', 'aws-samples-2025'] },
    dates: { legacy: '2026-02-19', extended: '2026-05-19', eol: '2026-08-19', from: 'aws-lifecycle' },
  },
  {
    id: 'cohere.command-text-v14', name: 'Command', family: 'command', context: 4096, maxOutput: 4096,
    price: { scope: 'in-region', input: 1, output: 2, provisioned: [{ months: 1, usdPerUnitHour: 39.6, source: 'litellm-2026-08' }, { months: 6, usdPerUnitHour: 23.77, source: 'litellm-2026-08' }], history: [{ until: '2025-07-20', precision: 'bound', input: 1.5, output: 2, source: 'aws-benchmark-2025' }], confidence: 'medium', from: ['aws-price-page-2025'] },
    dates: NO_CARD,
    note: 'A copy of the AWS price page of 2025-07-20 says 1.00/2.00; older tables 1.50/2.00.',
  },
  {
    id: 'cohere.command-light-text-v14', name: 'Command Light', family: 'command', context: 4096,
    price: { scope: 'in-region', input: 0.3, output: 0.6, confidence: 'high', from: ['litellm-2026-08', 'aws-price-page-2025'] },
    dates: NO_CARD,
  },
  {
    id: 'cohere.embed-v4:0', name: 'Embed v4', family: 'embed', kind: 'embedding', context: 128_000,
    price: { scope: 'in-region', input: 0.12, output: 0, confidence: 'high', from: ['litellm-2026-08', 'embedding-tables'] },
    profiles: 'us eu global',
  },
  {
    id: 'cohere.embed-english-v3', name: 'Embed English', family: 'embed', kind: 'embedding', context: 512,
    price: { scope: 'in-region', input: 0.1, output: 0, confidence: 'high', from: ['litellm-2026-08', 'embedding-tables'] },
  },
  {
    id: 'cohere.embed-multilingual-v3', name: 'Embed Multilingual', family: 'embed', kind: 'embedding', context: 512,
    price: { scope: 'in-region', input: 0.1, output: 0, confidence: 'high', from: ['litellm-2026-08', 'embedding-tables'] },
  },
  { id: 'cohere.rerank-v3-5:0', name: 'Rerank 3.5', family: 'rerank', kind: 'rerank', from: 'aws-card-index', note: 'Billed by the query.' },
];

import { FLEX_PRIORITY, NOVA_CACHING, NO_CARD, type ModelRow } from './row.ts';

/** Nova, Titan and Amazon Rerank. Prices in USD per million tokens. */
export const amazon: ModelRow[] = [
  {
    id: 'amazon.nova-2-lite-v1:0', name: 'Nova 2 Lite', family: 'nova-2', context: 1_000_000, maxOutput: 64_000,
    price: { scope: 'global', input: 0.3, output: 2.5, cacheRead: 0.075, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: NOVA_CACHING, batch: true, invokeDefault: 'dynamic', profiles: 'us eu jp apac global',
    note: 'Provisioned as amazon.nova-2-lite-v1:0:256k.',
  },
  {
    id: 'amazon.nova-2-pro-preview-20251202-v1:0', name: 'Nova 2 Pro (preview)', family: 'nova-2', context: 1_000_000, maxOutput: 64_000,
    price: { scope: 'global', input: 1.25, output: 10, cacheRead: 0.3125, tiers: FLEX_PRIORITY, confidence: 'medium', from: ['litellm-2026-10', 'litellm-2026-08'] },
    caching: NOVA_CACHING, invokeDefault: 'dynamic', profiles: 'us eu apac global',
    dates: { state: 'uncertain', from: 'aws-card-index', note: 'a preview, no model card' },
  },
  {
    id: 'amazon.nova-premier-v1:0', name: 'Nova Premier', family: 'nova', context: 1_000_000, maxOutput: 10_000,
    price: { scope: 'in-region', input: 2.5, output: 12.5, cacheRead: 0.625, tiers: FLEX_PRIORITY, confidence: 'high', from: ['genai-prices', 'litellm-2026-08'] },
    caching: NOVA_CACHING, batch: true, invokeDefault: 'dynamic', profiles: 'us',
    dates: { legacy: '2026-03-13', eol: '2026-09-14', from: 'aws-lifecycle' }, successor: 'amazon.nova-pro-v1:0',
    note: 'Max output: 10K in litellm.',
  },
  {
    id: 'amazon.nova-pro-v1:0', name: 'Nova Pro', family: 'nova', context: 300_000, maxOutput: 5000,
    price: { scope: 'in-region', input: 0.8, output: 3.2, cacheRead: 0.2, tiers: FLEX_PRIORITY, geographies: { eu: { input: 1.05, output: 4.2, source: 'litellm-2026-08' }, apac: { input: 0.84, output: 3.36, source: 'litellm-2026-08' }, 'us-gov': { input: 0.96, output: 3.84, source: 'litellm-2026-08' } }, latencyOptimized: { input: 1, output: 4, source: 'aws-price-page-2025' }, confidence: 'high', from: ['genai-prices', 'litellm-2026-10', 'litellm-2026-08', 'models.dev'] },
    caching: NOVA_CACHING, batch: true, invokeDefault: 'dynamic', profiles: 'us eu apac us-gov', onDemand: true,
    note: 'Max output: 5K in the AWS card, 10K in litellm, 8K in models.dev.',
  },
  {
    id: 'amazon.nova-lite-v1:0', name: 'Nova Lite', family: 'nova', context: 300_000, maxOutput: 5000,
    price: { scope: 'in-region', input: 0.06, output: 0.24, cacheRead: 0.015, geographies: { eu: { input: 0.078, output: 0.312, source: 'litellm-2026-08' }, apac: { input: 0.063, output: 0.252, source: 'litellm-2026-08' } }, confidence: 'high', from: ['genai-prices', 'litellm-2026-08', 'models.dev'] },
    caching: NOVA_CACHING, batch: true, invokeDefault: 'dynamic', profiles: 'us eu apac us-gov', onDemand: true,
  },
  {
    id: 'amazon.nova-micro-v1:0', name: 'Nova Micro', family: 'nova', context: 128_000, maxOutput: 5000,
    price: { scope: 'in-region', input: 0.035, output: 0.14, cacheRead: 0.00875, geographies: { eu: { input: 0.046, output: 0.184, source: 'litellm-2026-08' }, apac: { input: 0.037, output: 0.148, source: 'litellm-2026-08' } }, confidence: 'high', from: ['genai-prices', 'litellm-2026-10', 'litellm-2026-08', 'models.dev'] },
    caching: NOVA_CACHING, batch: true, invokeDefault: 'dynamic', profiles: 'us eu apac us-gov', onDemand: true,
  },
  {
    id: 'amazon.titan-text-express-v1', name: 'Titan Text G1 - Express', family: 'titan-text', context: 8000, maxOutput: 8192,
    price: { scope: 'in-region', input: 0.2, output: 0.6, confidence: 'high', from: ['genai-prices', 'aws-benchmark-2025', 'aws-samples-2025'] },
    invokeDefault: 512,
    dates: NO_CARD, successor: 'amazon.nova-lite-v1:0',
  },
  {
    id: 'amazon.titan-text-lite-v1', name: 'Titan Text G1 - Lite', family: 'titan-text', context: 4000, maxOutput: 4096,
    price: { scope: 'in-region', input: 0.15, output: 0.2, confidence: 'high', from: ['genai-prices', 'aws-benchmark-2025', 'aws-samples-2025'] },
    invokeDefault: 512,
    dates: NO_CARD, successor: 'amazon.nova-micro-v1:0',
  },
  {
    id: 'amazon.titan-text-premier-v1:0', name: 'Titan Text G1 - Premier', family: 'titan-text', context: 32_000, maxOutput: 3072,
    price: { scope: 'in-region', input: 0.5, output: 1.5, confidence: 'high', from: ['litellm-2026-08', 'aws-samples-2025'] },
    invokeDefault: 512,
    dates: NO_CARD, successor: 'amazon.nova-lite-v1:0',
  },
  { id: 'amazon.titan-tg1-large', name: 'Titan Text Large', family: 'titan-text', invokeDefault: 512, dates: NO_CARD, successor: 'amazon.nova-lite-v1:0', from: 'aws-cdk' },
  { id: 'amazon.nova-sonic-v1:0', name: 'Nova Sonic', family: 'nova', kind: 'speech', dates: { legacy: '2026-03-13', eol: '2026-09-14', from: 'aws-lifecycle' }, from: 'aws-lifecycle', note: 'Speech has prices of its own.' },
  { id: 'amazon.nova-2-sonic-v1:0', name: 'Nova 2 Sonic', family: 'nova-2', kind: 'speech', context: 1_000_000, maxOutput: 64_000, from: 'aws-card-index', note: 'Speech has prices of its own.' },
  { id: 'amazon.nova-2-5-sonic', name: 'Nova 2.5 Sonic', family: 'nova-2', kind: 'speech', from: 'bedrock-probe', note: 'Speech has prices of its own.' },
  { id: 'amazon.nova-canvas-v1:0', name: 'Nova Canvas', family: 'nova', kind: 'image', dates: { legacy: '2026-03-30', eol: '2026-09-30', from: 'aws-lifecycle' }, from: 'aws-lifecycle' },
  { id: 'amazon.nova-reel-v1:0', name: 'Nova Reel 1.0', family: 'nova', kind: 'video', dates: { legacy: '2026-03-30', eol: '2026-09-30', from: 'aws-lifecycle' }, from: 'aws-lifecycle' },
  { id: 'amazon.nova-reel-v1:1', name: 'Nova Reel 1.1', family: 'nova', kind: 'video', dates: { legacy: '2026-03-30', eol: '2026-09-30', from: 'aws-lifecycle' }, from: 'aws-lifecycle' },
  { id: 'amazon.nova-2-multimodal-embeddings-v1:0', name: 'Nova Multimodal Embeddings', family: 'nova-embed', kind: 'embedding', context: 8192, batch: true, from: 'aws-models-supported' },
  {
    id: 'amazon.titan-embed-text-v2:0', name: 'Titan Text Embeddings V2', family: 'titan-embed', kind: 'embedding', context: 8192,
    price: { scope: 'in-region', input: 0.02, output: 0, confidence: 'medium', from: ['embedding-tables'] },
    batch: true,
    note: 'genai-prices matches it to V1 (0.10), litellm carries 0.20; four public tables say 0.02.',
  },
  {
    id: 'amazon.titan-embed-text-v1', name: 'Titan Embeddings G1 - Text', family: 'titan-embed', kind: 'embedding', context: 8192,
    price: { scope: 'in-region', input: 0.1, output: 0, confidence: 'high', from: ['genai-prices', 'embedding-tables'] },
  },
  { id: 'amazon.titan-embed-g1-text-02', name: 'Titan Embeddings G1 - Text v2', family: 'titan-embed', kind: 'embedding', context: 8192, from: 'aws-cdk' },
  { id: 'amazon.titan-embed-image-v1', name: 'Titan Multimodal Embeddings G1', family: 'titan-embed', kind: 'embedding', batch: true, from: 'aws-cdk' },
  { id: 'amazon.titan-image-generator-v1', name: 'Titan Image Generator G1', family: 'titan-image', kind: 'image', dates: NO_CARD, from: 'aws-cdk' },
  { id: 'amazon.titan-image-generator-v2:0', name: 'Titan Image Generator G1 v2', family: 'titan-image', kind: 'image', from: 'aws-models-supported' },
  { id: 'amazon.rerank-v1:0', name: 'Rerank 1.0', family: 'rerank', kind: 'rerank', from: 'aws-models-supported' },
];

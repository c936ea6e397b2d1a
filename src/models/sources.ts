/** One document the tables rest on. */
export interface Source {
  title: string;
  /** Day of the document's content, ISO date; the first of the month where only the month is known. */
  date: string;
}

/** Every document cited in the model files, by key. */
export const SOURCES = {
  'price-list-west': { title: 'AWS Price List, AmazonBedrockFoundationModels and AmazonBedrock, us-west-2 (rows in public test fixtures)', date: '2026-09-30' },
  'price-list-east': { title: 'AWS Price List API, us-east-1 (public price table)', date: '2026-09-29' },
  'aws-card': { title: 'AWS model card', date: '2026-10-01' },
  'aws-card-copy': { title: 'AWS model card (c2hans/aws-docs@25c01efa, 0cf87289, 1ae5aa2c)', date: '2026-10-07' },
  'bedrock-probe': { title: 'models called on Bedrock by a public extension (index id 70783786316)', date: '2026-10-10' },
  'dated-catalogue': { title: 'public catalogue with dated Bedrock prices (index id 70202043552)', date: '2026-10-07' },
  'aws-card-index': { title: 'AWS user guide, model-cards.md (c2hans/aws-docs@07f049df)', date: '2026-09-01' },
  'aws-caching': { title: 'AWS user guide, prompt-caching.md (c2hans/aws-docs@07f049df)', date: '2026-09-01' },
  'aws-lifecycle': { title: 'AWS user guide, model-lifecycle-legacy.md (crowecawcaw/aws-docs-history@ad952023)', date: '2026-09-01' },
  'aws-models-supported': { title: 'AWS user guide, models-supported.md (crowecawcaw/aws-docs-history@11a28c9c)', date: '2025-11-01' },
  'aws-price-page-2025': { title: 'aws.amazon.com/bedrock/pricing as copied in convo-lang/convo-lang bedrock-pricing.md', date: '2025-07-20' },
  'aws-benchmark-2025': { title: 'aws-samples/foundation-model-benchmarking-tool pricing_fallback.yml', date: '2025-04-11' },
  'aws-samples-2025': { title: 'aws-samples/amazon-bedrock-samples inference-profile-cost-tracing models.json', date: '2025-04-01' },
  'aws-cdk': { title: 'aws/aws-cdk aws-bedrock foundation-model.ts', date: '2025-01-01' },
  'anthropic-pricing': { title: 'platform.claude.com pricing page', date: '2026-09-26' },
  'anthropic-haiku-5-5': { title: 'platform.claude.com Haiku 5.5 overview', date: '2026-10-07' },
  'genai-prices': { title: '@pydantic/genai-prices 0.1.8, provider aws', date: '2026-09-23' },
  'litellm-2026-10': { title: 'BerriAI/litellm model prices @729b02d0', date: '2026-10-01' },
  'litellm-2026-08': { title: 'BerriAI/litellm model prices, August 2026', date: '2026-08-03' },
  'models.dev': { title: 'anomalyco/models.dev @f3fc692', date: '2026-07-02' },
  'startups-pr-10': { title: 'awslabs/startups pull request 10', date: '2026-05-17' },
  'embedding-tables': { title: 'public price tables of embedding models that agree (four repositories)', date: '2026-08-15' },
  'public-code': { title: 'the id as public code uses it (several repositories)', date: '2026-08-15' },
} satisfies Record<string, Source>;

/** Key of a cited document. */
export type SourceId = keyof typeof SOURCES;

/** A source in words: title and date. */
export function sourceText(id: SourceId): string {
  return `${SOURCES[id].title}, ${SOURCES[id].date}`;
}

import type { Caching, Confidence, Geography, GeographyPrice, LifecycleDates, Model, PastPrice, Price, Ttl } from './model.ts';
import type { SourceId } from './sources.ts';

/** A price as the vendor files write it: USD per million tokens, best source first. */
export interface PriceRow {
  scope: Price['scope'];
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: Partial<Record<Ttl, number>>;
  geographies?: Partial<Record<Geography, GeographyPrice>>;
  longContext?: Price['longContext'];
  tiers?: Price['tiers'];
  latencyOptimized?: Price['latencyOptimized'];
  provisioned?: Price['provisioned'];
  history?: PastPrice[];
  confidence: Confidence;
  from: [SourceId, ...SourceId[]];
}

/** A model as the vendor files write it. What is left out is none, false, 1 or unknown, as `catalogue.ts` says. */
export interface ModelRow {
  id: string;
  name: string;
  family: string;
  kind?: Model['kind'];
  context?: number;
  maxOutput?: number;
  price?: PriceRow;
  caching?: Caching;
  batch?: boolean | 'unknown';
  dates?: LifecycleDates;
  successor?: string;
  burndown?: number | null;
  invokeDefault?: Model['defaultMaxOutput']['invokeModel'];
  /** Geographies with an inference profile, separated by spaces. */
  profiles?: string;
  /** The bare id is accepted on demand; models without a profile need not say so. */
  onDemand?: boolean;
  aliases?: string[];
  /** Source of the id, where no price names one. */
  from?: SourceId;
  note?: string;
}

/** Factors of flex and priority, stated on the AWS card of Grok 4.6 and seen in price rows of other vendors. */
export const FLEX_PRIORITY = { flex: 0.5, priority: 1.75 };

/** AWS lists no model card any more; no day is published. */
export const NO_CARD: LifecycleDates = { state: 'eol', from: 'aws-card-index' };

/** No model card, though newer than the retired ones: no source says that it is gone. */
export const MAYBE_GONE: LifecycleDates = { state: 'uncertain', from: 'aws-card-index' };

/** Prompt caching of Claude: four cache points, anywhere. */
export function claudeCaching(min: number, ttl: Ttl[] = ['5m', '1h'], note?: string): Caching {
  return { explicit: true, min, maxCheckpoints: 4, ttl, fields: ['system', 'messages', 'tools'], ...(note && { note }) };
}

/** Prompt caching of Nova: no tools, 20,000 tokens at most, and by itself besides. */
export const NOVA_CACHING: Caching = { explicit: true, min: 1000, maxCheckpoints: 4, ttl: ['5m'], fields: ['system', 'messages'], maxTokens: 20_000, implicit: true };

/** Prompt caching of GPT-5.6 and GPT-6: breakpoints of the Responses API, none in Converse. */
export const GPT_CACHING: Caching = { explicit: true, min: 1024, maxCheckpoints: 4, ttl: ['30m'], fields: [], implicit: true, note: '`prompt_cache_breakpoint` of the Responses API' };

/** Caching that the service does by itself, without a write fee. */
export function implicitCaching(min: number | null, ttl: Ttl[] = [], note?: string): Caching {
  return { explicit: false, min, maxCheckpoints: null, ttl, fields: [], ...(note && { note }) };
}

import type { SourceId } from './sources.ts';

/** Where an inference profile sends the request; a bare id stays in the caller's region. */
export type Geography = 'us' | 'eu' | 'apac' | 'ap' | 'au' | 'jp' | 'ca' | 'in' | 'us-gov' | 'global';

/** high: AWS primary text, or two independent sources agree; medium: one good source; low: one weak source or two that disagree. */
export type Confidence = 'high' | 'medium' | 'low';

/** How long a cache entry lives after its last use. */
export type Ttl = '5m' | '30m' | '1h';

/** What is billed: on demand (default), half price later (flex), dearer and sooner (priority), or a job (batch). */
export type Tier = 'default' | 'flex' | 'priority' | 'batch';

/** A published price that one geography has to itself. USD per million tokens. */
export interface GeographyPrice {
  input: number;
  output: number;
  cacheRead?: number;
  source: SourceId;
}

/** A price that was once current. USD per million tokens. */
export interface PastPrice {
  /** First day on which this price was no longer current, ISO date. */
  until: string;
  /** bound: the change happened on or before `until`; its day is not published. */
  precision: 'day' | 'bound';
  input: number;
  output: number;
  /** Where the ratio to input was another one. */
  cacheRead?: number;
  source: SourceId;
}

/** A price as a price list states it, where another is derived by factors. USD per million tokens. */
export interface ListedPrice {
  /** AWS region codes. */
  regions: string[];
  /** Absent: the default tier. */
  tier?: Exclude<Tier, 'default'> | 'latency-optimized';
  /** Of `global.` ids. */
  global?: true;
  longContext?: true;
  input?: number;
  output?: number;
  cacheRead?: number;
  cacheWrite?: Partial<Record<Ttl, number>>;
}

/** A model's price list. USD per million tokens. */
export interface Price {
  /** global: the figures are those of `global.` ids and every other id pays `regional` times them; in-region: one price for all ids. */
  scope: 'global' | 'in-region';
  input: number;
  output: number;
  cacheRead: number | null;
  /** A model that caches without a write fee has no entry here. */
  cacheWrite: Partial<Record<Ttl, number>>;
  /** Factor of ids that are not `global.`. */
  regional: number;
  geographies: Partial<Record<Geography, GeographyPrice>>;
  /** Above this many input tokens the whole request is billed at these factors. */
  longContext: { above: number; input: number; output: number; cache: number } | null;
  /** Factors of the service tiers the model offers. */
  tiers: { flex?: number; priority?: number };
  /** The separate SKU of `performanceConfig.latency: 'optimized'`. */
  latencyOptimized: { input: number; output: number; source: SourceId } | null;
  /** USD per model unit and hour, by commitment. */
  provisioned: { months: 1 | 6; usdPerUnitHour: number; source: SourceId }[];
  history: readonly PastPrice[];
  /** What an overlay lists beyond these figures: it goes before what factors give. */
  listed?: { prices: readonly ListedPrice[]; asOf: string; source: string };
  /** Day of the newest source that confirms the price, ISO date. */
  asOf: string;
  /** The best source, in words, with its date. */
  source: string;
  sources: readonly SourceId[];
  confidence: Confidence;
}

/** Caching that the caller controls with cache points, or that the service does by itself. */
export type Caching =
  | {
      explicit: true;
      /** Tokens the prefix needs (counted from its start); below it the request works, uncached, without a word. */
      min: number;
      maxCheckpoints: number;
      ttl: Ttl[];
      /** Where a `cachePoint` is accepted. Empty: only through another API than Converse. */
      fields: ('system' | 'messages' | 'tools')[];
      /** Tokens that one cache entry holds at most. */
      maxTokens?: number;
      /** The service also caches by itself. */
      implicit?: true;
      note?: string;
    }
  | { explicit: false; min: number | null; maxCheckpoints: null; ttl: Ttl[]; fields: never[]; note?: string };

/** Published dates of a model's end; what they mean on a day is `lifecycleOf`'s to say. */
export interface LifecycleDates {
  /** Set where no dates are published: the model is gone, or sources disagree. */
  state?: 'eol' | 'uncertain';
  legacy?: string;
  /** From this day the provider may raise the price until the end. */
  extended?: string;
  eol?: string;
  from: SourceId;
  note?: string;
}

/** A model's state on one day. */
export interface Lifecycle {
  state: 'active' | 'legacy' | 'eol' | 'uncertain';
  /** ISO date; absent where none is published. */
  endOfLife?: string;
  legacySince?: string;
  extendedAccess?: string;
  /** Id of the live model to move to. */
  successor?: string;
  source?: string;
}

/** Everything known of one model on Amazon Bedrock. Unknown is null, never a guess. */
export interface Model {
  id: string;
  family: string;
  vendor: string;
  name: string;
  kind: 'text' | 'embedding' | 'image' | 'video' | 'speech' | 'rerank';
  /** Tokens. */
  contextWindow: number | null;
  /** Tokens. */
  maxOutput: number | null;
  price: Price | null;
  caching: Caching | null;
  batch: boolean | 'unknown';
  /** Judged on the day this module was loaded; `lifecycleOf(model, day)` judges another. */
  lifecycle: Lifecycle;
  dates: LifecycleDates | null;
  /** Tokens of quota that one output token takes; null where AWS names no figure. */
  outputBurndown: number | null;
  /** Output tokens allowed when the request names no limit. */
  defaultMaxOutput: { converse: number | null; invokeModel: number | 'required' | 'dynamic' | null };
  /** Geographies with an inference profile. */
  profiles: readonly Geography[];
  /** Whether the bare id is accepted on demand; 'unknown' where no source says and profiles exist. */
  onDemand: boolean | 'unknown';
  /** Other ids of the same model, e.g. on bedrock-mantle. */
  aliases: readonly string[];
  /** Source of the id, for models without a price. */
  source: string;
  note?: string;
}

/** What rules may ask about models, tokens and money. The doors hand in the real tables. */
import type { Call } from './call.ts';

export interface ModelFacts {
  /** Canonical id: no geography prefix, no ARN head. */
  readonly id: string;
  readonly family: string;
  readonly vendor: string;
  readonly name: string;
  readonly kind: string;
  /** Tokens; null where no source states it. */
  readonly contextWindow: number | null;
  readonly maxOutput: number | null;
  /** Tokens at which an answer to InvokeModel ends where the body sets no limit; `required`: such a body is refused; null where no source states it. */
  readonly bodyDefault: number | 'required' | 'dynamic' | null;
  readonly caching: {
    /** Tokens the cached prefix must have. */
    readonly min: number;
    readonly maxCheckpoints: number;
    readonly ttl: readonly string[];
    readonly fields: readonly ('system' | 'messages' | 'tools')[];
    readonly explicit: boolean;
  } | null;
  readonly batch: boolean | 'unknown';
  readonly lifecycle: { readonly state: 'active' | 'legacy' | 'eol' | 'uncertain'; readonly endOfLife?: string; readonly successor?: string };
  /** Output tokens × this are taken from the TPM quota (FACTS: token burndown). */
  readonly outputBurndown: number;
}

/** USD per million tokens for one model in one geography and tier. */
export interface Prices {
  readonly inputPerMTok: number;
  readonly outputPerMTok: number;
  readonly cacheReadPerMTok: number | null;
  readonly cacheWritePerMTok: { readonly [ttl in '5m' | '30m' | '1h']?: number };
}

export interface Count {
  readonly tokens: number;
  readonly basis: 'exact' | 'calibrated';
  /** Relative; 0 when exact. */
  readonly error: number;
}

export interface Facts {
  /** Accepts every form of id; undefined when the model is not known. */
  model(id: string): ModelFacts | undefined;
  /** What kind of thing the id names (`foundation-model`, `inference-profile`, `application-inference-profile`, …, `unknown`). */
  idKind(id: string): string;
  /** The nearest known id, with the geography prefix of this one; for typos only. */
  nearest(id: string): string | undefined;
  /** A live model of the same line at equal or lower price. */
  successor(model: ModelFacts): ModelFacts | undefined;
  /** Cheaper live models of the vendor for simple tasks, usual choice first. */
  smaller(model: ModelFacts): readonly ModelFacts[];
  /** The id of `to` in the geography in which `id` is written; undefined where it is not offered there. */
  inGeographyOf(id: string, to: ModelFacts): string | undefined;
  /** The id of the same model in its `global.` profile; undefined where there is none, or `id` is no profile of a geography. */
  globalProfile(id: string): string | undefined;
  /** Undefined where unpriced, or not to be had in the tier. */
  prices(id: string, tier?: 'batch' | 'flex'): Prices | undefined;
  /** Content tokens of a text as this model counts them; without id, as the most usual tokenizer does. */
  count(text: string, modelId: string | undefined): Count;
  /** Input tokens that are known before the run, by part, overhead included. */
  inputTokens(call: Call): Count;
  /** The date by which lifecycles are judged, ISO. */
  readonly today: string;
}

import type { PriceRowAt, Ttl } from '../models/index.ts';
import { costOf, shareOf, type Money } from './money.ts';

/** A cached prefix, asked for so often that each request falls within the lifetime of the one before. */
export interface CacheChain {
  /** Tokens of the prefix. */
  prefix: number;
  /** Requests in one chain: the first writes, the others read. */
  requests: number;
  ttl: Ttl;
}

/** The input cost of a prefix with and without caching. */
export interface CacheOutcome {
  uncached: Money;
  /** One write, then reads. */
  cached: Money;
  /** Every request comes too late and writes again. */
  allMisses: Money;
  /** Positive when caching pays. */
  saved: Money;
  /** `saved` as a share of `uncached`. */
  savedShare: number;
  /** What caching costs on top when every request misses. */
  lostAtWorst: Money;
}

/** When caching begins to pay. */
export interface BreakEven {
  /** The request of one chain with which caching has become cheaper. */
  requests: number;
  /** The share of hits above which it pays, however the requests are spread. */
  hitRate: number;
}

/** Cost of a prefix over one chain of requests; undefined where the model or tier has no cache price for this lifetime. */
export function cacheOutcome(row: PriceRowAt, { prefix, requests, ttl }: CacheChain): CacheOutcome | undefined {
  const rates = ratesOf(row, ttl);
  if (!rates) return undefined;
  const uncached = costOf(prefix * requests, rates.input);
  const allMisses = costOf(prefix * requests, rates.write);
  const cached = requests === 0 ? 0n : costOf(prefix, rates.write) + costOf(prefix * (requests - 1), rates.read);
  const saved = uncached - cached;
  return { uncached, cached, allMisses, saved, savedShare: shareOf(saved, uncached), lostAtWorst: allMisses - uncached };
}

/** Cost of a prefix when a share of the requests hits, however they are spread. `hitRate` from 0 to 1. */
export function costAtHitRate(row: PriceRowAt, { prefix, requests, ttl, hitRate }: CacheChain & { hitRate: number }): Money | undefined {
  const rates = ratesOf(row, ttl);
  if (!rates) return undefined;
  const hits = Math.round(requests * hitRate);
  return costOf(prefix * hits, rates.read) + costOf(prefix * (requests - hits), rates.write);
}

/** When caching with this lifetime begins to pay; undefined where it cannot be had. */
export function breakEven(row: PriceRowAt, ttl: Ttl): BreakEven | undefined {
  const rates = ratesOf(row, ttl);
  if (!rates || rates.read >= rates.input) return undefined;
  return {
    requests: requestsForSaving(row, ttl, 0) ?? 1,
    hitRate: Math.max(0, (rates.write - rates.input) / (rates.write - rates.read)),
  };
}

/** Requests that one chain needs to save `share` (0 to 1; 0: anything at all) of the prefix's cost; undefined where that is out of reach. */
export function requestsForSaving(row: PriceRowAt, ttl: Ttl, share: number): number | undefined {
  const rates = ratesOf(row, ttl);
  if (!rates || rates.read >= rates.input * (1 - share)) return undefined;
  // n requests cost write + read × (n − 1), and may cost input × n × (1 − share).
  const requests = (rates.write - rates.read) / (rates.input * (1 - share) - rates.read);
  const rounded = Number(requests.toPrecision(12));
  return share === 0 ? Math.floor(rounded) + 1 : Math.ceil(rounded);
}

function ratesOf(row: PriceRowAt, ttl: Ttl): { input: number; read: number; write: number } | undefined {
  const { inputPerMTok: input, cacheReadPerMTok: read, cacheWritePerMTok: writes } = row;
  if (read === null) return undefined;
  const free = Object.keys(writes).length === 0;
  const write = writes[ttl] ?? (free && ttl === '5m' ? input : undefined);
  return write === undefined ? undefined : { input, read, write };
}

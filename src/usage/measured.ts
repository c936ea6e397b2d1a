/** Traffic as logs tell it: requests, tokens and money of calls. */
import { costOfRequest, geographyOf, type Money, sum } from '../cost/index.ts';
import { findModel, parseModelId } from '../models/index.ts';
import type { UsageEntry } from './schema.ts';

/** A row of the query `TRAFFIC`. Tokens are sums. */
export interface TrafficRow {
  /** Null: of no call that is known. */
  readonly call: string | null;
  /** As the log writes it. */
  readonly model: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly operation: string | null;
  readonly requests: number;
  readonly failed: number;
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly cache_write_1h: number;
  /** Seconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** The time that logs speak of. */
export interface Window {
  /** Seconds since the epoch, of the first and the last request. */
  readonly first: number;
  readonly last: number;
  /** Whole hours from the first request's to the last one's, or as someone says. */
  readonly hours: number;
}

/** Hours of a month, as AWS reckons. */
export const MONTH_HOURS = 730;

export function windowOf(rows: readonly Pick<TrafficRow, 'first' | 'last'>[], days?: number): Window | undefined {
  if (rows.length === 0) return undefined;
  const first = Math.min(...rows.map(row => row.first));
  const last = Math.max(...rows.map(row => row.last));
  return { first, last, hours: days === undefined ? Math.floor(last / 3600) - Math.floor(first / 3600) + 1 : days * 24 };
}

/** What is measured of one call, or of what is of none. Tokens are of one request, on average. */
export interface Measured {
  readonly requests: number;
  readonly failed: number;
  readonly requestsPerMonth: number;
  /** Cached ones included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cache?: { readonly hitRate: number; readonly ttl: '5m' | '1h'; readonly prefixTokens: number };
  /** At the prices of each request's model; undefined where one has none. */
  readonly usdPerMonth: Money | undefined;
  /** Base ids, or what stands for them. */
  readonly models: readonly string[];
}

export function measuredOf(rows: readonly TrafficRow[], { hours }: Pick<Window, 'hours'>): Measured {
  const total = (of: (row: TrafficRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const requests = total(row => row.requests);
  const month = MONTH_HOURS / hours;
  const each = (tokens: number): number => (requests === 0 ? 0 : tokens / requests);
  const read = total(row => row.cache_read);
  const written = total(row => row.cache_write);
  const costs = rows.map(costOfRow);
  return {
    requests,
    failed: total(row => row.failed),
    requestsPerMonth: requests * month,
    inputTokens: each(total(row => row.input) + read + written),
    outputTokens: each(total(row => row.output)),
    ...(read + written > 0 && { cache: { hitRate: read / (read + written), ttl: total(row => row.cache_write_1h) * 2 > written ? '1h' : '5m', prefixTokens: each(read + written) } }),
    usdPerMonth: costs.some(cost => cost === undefined) ? undefined : perMonth(sum(costs.flatMap(cost => cost ?? [])), hours),
    models: [...new Set(rows.map(({ model }) => parseModelId(model).canonical))],
  };
}

/** What the requests of a row cost together; undefined where their model has no price. */
export function costOfRow({ model: id, requests, input, output, cache_read, cache_write, cache_write_1h }: Pick<TrafficRow, 'model' | 'requests' | 'input' | 'output' | 'cache_read' | 'cache_write' | 'cache_write_1h'>): Money | undefined {
  if (requests === 0) return 0n;
  const model = findModel(id);
  if (!model) return undefined;
  // The tier of long contexts is decided by request: the row stands for requests of its average size.
  const scale = 1 / requests;
  const usage = { input, output, cacheRead: cache_read, cacheWrite: { '5m': cache_write - cache_write_1h, '1h': cache_write_1h } };
  return costOfRequest(model, usage, { geography: geographyOf(id) }, (input + cache_read + cache_write) * scale)?.total;
}

export function perMonth(money: Money, hours: number): Money {
  return (money * BigInt(Math.round(MONTH_HOURS * 1000))) / BigInt(Math.round(hours * 1000));
}

/** What a usage file says of it. */
export function entryOf({ requestsPerMonth, inputTokens, outputTokens, cache }: Measured): UsageEntry {
  return {
    callsPerMonth: Math.round(requestsPerMonth),
    inputTokens: tenths(inputTokens),
    outputTokens: tenths(outputTokens),
    ...(cache && { cache: { hitRate: Math.round(cache.hitRate * 10_000) / 10_000, ttl: cache.ttl, prefixTokens: tenths(cache.prefixTokens) } }),
    basis: 'measured',
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

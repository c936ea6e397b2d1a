/** What is known of the traffic that advice is about. */
import type { Call } from '../../core/call.ts';
import { costOfUsage, geographyOf, type Money, prefixOf, type Usage } from '../../cost/index.ts';
import { findModel, type Model, priceRow, type PriceRowAt, type Tier } from '../../models/index.ts';
import { perMonth } from '../measured.ts';

/** Sums over requests. */
export interface TokenSums {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly cache_write_1h: number;
}
/** A row of the query `UNITS`. */
export interface UnitRow extends TokenSums {
  /** Id of a call, `p…` for a prefix that no call here sends, `?` for the rest. */
  readonly subject: string;
  readonly model: string;
  readonly requests: number;
  readonly prefix_chars: number;
  readonly chars: number;
  readonly within_5m: number;
  readonly within_30m: number;
  readonly within_1h: number;
  readonly timed: number;
}
/** A row of the query `RUNS`. */
export interface RunRow extends TokenSums {
  readonly subject: string;
  readonly model: string;
  readonly jobs: number;
  readonly requests: number;
  readonly largest: number;
}
/** A row of the query `HOURS`. */
export interface HourRow extends TokenSums {
  readonly model: string;
  readonly hour: number;
  readonly requests: number;
}

/** A unit with a price. */
export interface Unit {
  readonly row: UnitRow;
  readonly call: Call | undefined;
  readonly model: Model;
  readonly prices: PriceRowAt;
  /** What it cost in the time of the logs. */
  readonly cost: Money;
  /** Tokens of the part that is the same in each request. */
  readonly prefixTokens: number;
}

export function unitOf(row: UnitRow, call: Call | undefined): Unit | undefined {
  const model = findModel(row.model);
  const prices = model && pricesOf(row.model, model, row);
  if (!model || !prices) return undefined;
  const whole = (row.input + row.cache_read + row.cache_write) / Math.max(1, row.requests);
  // Of a prefix that stands in no code, its share of the characters is its share of the tokens.
  const prefixTokens = call ? prefixOf(call, row.model).tokens : row.chars > 0 && row.subject !== '?' ? Math.round((whole * row.prefix_chars) / row.chars) : 0;
  return { row, call, model, prices, cost: costOfSums(row, prices), prefixTokens: Math.min(prefixTokens, Math.round(whole)) };
}

/** The prices of a request of average size. */
export function pricesOf(id: string, model: Model, { requests, input, cache_read, cache_write }: TokenSums & { readonly requests: number }, tier: Tier = 'default'): PriceRowAt | undefined {
  return priceRow(model, { geography: geographyOf(id), inputTokens: (input + cache_read + cache_write) / Math.max(1, requests), tier });
}

export function costOfSums(sums: TokenSums, prices: PriceRowAt): Money {
  return costOfUsage(usageOf(sums), prices).total;
}

export function usageOf({ input, output, cache_read, cache_write, cache_write_1h }: TokenSums): Usage {
  return { input, output, cacheRead: cache_read, cacheWrite: { '5m': cache_write - cache_write_1h, '1h': cache_write_1h } };
}

/** Of the logs' time, as money of a month. */
export type ToMonth = (money: Money) => Money;

export function toMonth(hours: number): ToMonth {
  return money => perMonth(money, hours);
}

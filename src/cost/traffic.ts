import { priceRow, type PriceRowAt, type Ttl } from '../models/index.ts';
import { geographyOf, type PricedCall } from './estimate.ts';
import { sum, type Money } from './money.ts';
import { costOfUsage } from './usage.ts';

/** Traffic that someone declared or measured; nothing here is ever assumed. */
export interface Traffic {
  calls: number;
  /** Tokens that fill the holes of one call. */
  holeTokens: number;
  /** Tokens of one whole request, where they are known: they take the place of what is counted, and of the holes. */
  inputTokens?: number;
  /** Tokens of one answer. */
  outputTokens: number;
  /** Prefix that is cached, and how many of the calls (0 to 1) read it. */
  cache?: { prefixTokens: number; hitRate: number; ttl: Ttl };
}

/** What declared traffic costs. */
export interface TrafficCost {
  input: Money;
  output: Money;
  total: Money;
  basis: 'declared' | 'measured';
  row: PriceRowAt;
}

/** Cost of a priced call under traffic. Without traffic there is cost per call and per 1,000 calls, never per month. */
export function costOfTraffic(priced: PricedCall, traffic: Traffic, basis: TrafficCost['basis'] = 'declared'): TrafficCost | undefined {
  const { calls, holeTokens, inputTokens, outputTokens, cache } = traffic;
  const each = inputTokens ?? priced.input.tokens + holeTokens;
  const row = priceRow(priced.model, { geography: geographyOf(priced.id), inputTokens: each });
  if (!row) return undefined;
  const prefix = Math.min(cache?.prefixTokens ?? 0, each);
  const hits = Math.round(calls * (cache?.hitRate ?? 0));
  const cost = costOfUsage(
    {
      input: (each - prefix) * calls,
      output: outputTokens * calls,
      cacheRead: prefix * hits,
      ...(cache && { cacheWrite: { [cache.ttl]: prefix * (calls - hits) } }),
    },
    row,
  );
  return { input: sum([cost.input, cost.cacheRead, cost.cacheWrite]), output: cost.output, total: cost.total, basis, row };
}

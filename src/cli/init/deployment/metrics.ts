/** Metrics of `AWS/Bedrock` that alarms watch, and what they make of them. Names: Amazon Bedrock User Guide, runtime metrics. */
import type { WatchedModel } from './plan.ts';

export const NAMESPACE = 'AWS/Bedrock';

/** Tokens by how they are billed: id in an expression, and metric. `InputTokenCount` leaves out what the cache read or wrote. */
const TOKENS = { input: 'InputTokenCount', output: 'OutputTokenCount', read: 'CacheReadInputTokenCount', write: 'CacheWriteInputTokenCount' } as const;

export interface Metric {
  /** Of the metric in an expression. */
  readonly id: string;
  readonly metric: string;
}

/** All tokens of the account and region. */
export const allTokens: readonly Metric[] = Object.entries(TOKENS).map(([id, metric]) => ({ id, metric }));
export const allTokensExpression = allTokens.map(({ id }) => `FILL(${id}, 0)`).join(' + ');

/** Metrics that make the cost of a model, each with its price. A cache that bills nothing for writing has no price of it. */
export function pricedMetrics({ prices }: WatchedModel): readonly (Metric & { readonly usdPerMTok: number })[] {
  if (!prices) return [];
  const { inputPerMTok, outputPerMTok, cacheReadPerMTok, cacheWritePerMTok } = prices;
  const rates = { input: inputPerMTok, output: outputPerMTok, read: cacheReadPerMTok, write: cacheReadPerMTok === null ? null : (cacheWritePerMTok['5m'] ?? cacheWritePerMTok['30m'] ?? inputPerMTok) };
  return Object.entries(TOKENS).flatMap(([id, metric]) => {
    const usdPerMTok = rates[id as keyof typeof TOKENS];
    return usdPerMTok === null ? [] : [{ id, metric, usdPerMTok }];
  });
}

/** Dollars of one hour: tokens by the id of today and by the profile, at their prices. Eight metrics at most, of the ten that an alarm may hold. */
export function usdExpression(model: WatchedModel): string {
  return `(${pricedMetrics(model).map(({ id, usdPerMTok }) => `(FILL(${id}, 0) + FILL(${id}_profile, 0)) * ${usdPerMTok}`).join(' + ')}) / 1000000`;
}

/** Shares of a budget at which somebody is told. */
export const alerts: readonly { readonly type: 'ACTUAL' | 'FORECASTED'; readonly percent: number }[] = [
  { type: 'ACTUAL', percent: 50 },
  { type: 'ACTUAL', percent: 80 },
  { type: 'ACTUAL', percent: 100 },
  { type: 'FORECASTED', percent: 100 },
];

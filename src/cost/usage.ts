import { priceRow, type Model, type PriceCircumstances, type PriceRowAt, type Ttl } from '../models/index.ts';
import { costOf, sum, type Money } from './money.ts';

/** Tokens of one request or of many, as Bedrock reports them: `input` is what was neither read from a cache nor written to one. */
export interface Usage {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: Partial<Record<Ttl, number>>;
}

/** What the tokens of one kind cost. */
export interface UsageCost {
  input: Money;
  output: Money;
  cacheRead: Money;
  cacheWrite: Money;
  total: Money;
}

/** All input tokens, cached ones included: what decides the long-context tier. */
export function inputOf(usage: Usage): number {
  return usage.input + (usage.cacheRead ?? 0) + writtenTo(usage);
}

/** Usage of an API whose input total includes the cached tokens (OpenAI, most price libraries): they come off `input`. */
export function usageFromTotal(total: { input: number; output: number; cacheRead?: number; cacheWrite?: number; ttl?: Ttl }): Usage {
  const { input, output, cacheRead = 0, cacheWrite = 0, ttl = '5m' } = total;
  return { input: Math.max(0, input - cacheRead - cacheWrite), output, cacheRead, cacheWrite: { [ttl]: cacheWrite } };
}

/** What `usage` costs at the prices of `row`. Cached tokens without a price of their own cost what input costs. */
export function costOfUsage(usage: Usage, row: PriceRowAt): UsageCost {
  const input = costOf(usage.input, row.inputPerMTok);
  const output = costOf(usage.output, row.outputPerMTok);
  const cacheRead = costOf(usage.cacheRead ?? 0, row.cacheReadPerMTok ?? row.inputPerMTok);
  const writes = Object.entries(usage.cacheWrite ?? {}) as [Ttl, number][];
  const cacheWrite = sum(writes.map(([ttl, tokens]) => costOf(tokens, row.cacheWritePerMTok[ttl] ?? row.inputPerMTok)));
  return { input, output, cacheRead, cacheWrite, total: input + output + cacheRead + cacheWrite };
}

/**
 * What one request with this usage costs on `model`, long-context tier included; undefined where no price is published.
 * Where `usage` is that of many requests, `inputTokens` says how large one of them is.
 */
export function costOfRequest(model: Model, usage: Usage, circumstances: Omit<PriceCircumstances, 'inputTokens'> = {}, inputTokens = inputOf(usage)): UsageCost | undefined {
  const row = priceRow(model, { ...circumstances, inputTokens });
  return row && costOfUsage(usage, row);
}

function writtenTo(usage: Usage): number {
  return Object.values(usage.cacheWrite ?? {}).reduce((total, tokens) => total + tokens, 0);
}

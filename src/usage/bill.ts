/** Lines of bills (Cost and Usage Report, FOCUS) as tokens and money of models, beside what the price tables say. */
import { costOf, type Money, moneyOf, usd } from '../cost/index.ts';
import { billedTokens, geographyOfRegion, modelNamed, priceRow } from '../models/index.ts';

/** A group of lines: sums. */
export interface BillRow {
  readonly usage: string;
  readonly service: string | null;
  readonly model: string | null;
  readonly unit: string | null;
  readonly region: string | null;
  readonly amount: number;
  readonly usd: number;
  /** ISO dates. */
  readonly first: string | null;
  readonly last: string | null;
}
export interface BilledModel {
  /** Base id, or the name on the bill where no model of ours has it. */
  readonly model: string;
  readonly tokens: { readonly input: number; readonly output: number; readonly cacheRead: number; readonly cacheWrite: number };
  readonly usd: number;
  /** At the published prices; null where a part has none. */
  readonly usdAtPrices: number | null;
}
export interface Bill {
  readonly models: readonly BilledModel[];
  /** Of Bedrock, and no tokens: hours, images, logs. USD. */
  readonly otherUsd: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Tokens in a unit; lines of the marketplace count units of a million (price list, `…-Units`). */
const UNIT: { readonly [unit: string]: number } = { '1k tokens': 1000, '1m tokens': 1e6, tokens: 1, token: 1, units: 1e6, unit: 1e6 };

export function billOf(rows: readonly BillRow[]): Bill {
  const models = new Map<string, { tokens: { input: number; output: number; cacheRead: number; cacheWrite: number }; usd: number; atPrices: Money | undefined }>();
  let otherUsd = 0;
  for (const row of rows) {
    const billed = billedTokens({ usageType: row.usage, model: row.model, service: row.service });
    const factor = UNIT[(row.unit ?? 'units').toLowerCase()];
    if (!billed || factor === undefined) {
      otherUsd += row.usd;
      continue;
    }
    const model = modelNamed(billed.model);
    const name = model?.id ?? billed.model;
    const sums = models.get(name) ?? { tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, usd: 0, atPrices: 0n };
    models.set(name, sums);
    const tokens = row.amount * factor;
    sums.tokens[billed.kind] += tokens;
    sums.usd += row.usd;
    const price = billed.tier === 'latency-optimized' || billed.isLongContext ? undefined : model && priceRow(model, { geography: billed.isGlobal ? 'global' : geographyOfRegion(row.region ?? ''), region: row.region ?? undefined, tier: billed.tier, ...(row.first && { at: row.first.slice(0, 10) }) });
    const each = price && { input: price.inputPerMTok, output: price.outputPerMTok, cacheRead: price.cacheReadPerMTok ?? undefined, cacheWrite: price.cacheWritePerMTok[billed.ttl ?? '5m'] ?? price.inputPerMTok }[billed.kind];
    sums.atPrices = each === undefined || sums.atPrices === undefined ? undefined : sums.atPrices + costOf(tokens, each);
  }
  const dates = (of: (row: BillRow) => string | null): string[] => rows.flatMap(row => of(row) ?? []).toSorted();
  return {
    models: [...models].map(([model, { tokens, usd: billed, atPrices }]) => ({ model, tokens, usd: rounded(billed), usdAtPrices: atPrices === undefined ? null : usd(atPrices) })).toSorted((a, b) => b.usd - a.usd),
    otherUsd: rounded(otherUsd),
    first: dates(({ first }) => first)[0] ?? null,
    last: dates(({ last }) => last).at(-1) ?? null,
  };
}

function rounded(value: number): number {
  return usd(moneyOf(Math.round(value * 1e9) / 1e9));
}

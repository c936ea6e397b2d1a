import { createHash } from 'node:crypto';
import { allModels } from './catalogue.ts';
import { today } from './lifecycle.ts';
import { listedFigures } from './listed.ts';
import type { Confidence, Geography, Model, Price, Tier, Ttl } from './model.ts';
import { sourceText, type SourceId } from './sources.ts';

/** Prices of one request, after every rule. USD per million tokens. */
export interface PriceRowAt {
  inputPerMTok: number;
  outputPerMTok: number;
  /** null: no cache reads at this tier or model. */
  cacheReadPerMTok: number | null;
  /** A lifetime without an entry cannot be written; an empty record on a model with cache reads means that writing costs what input costs. */
  cacheWritePerMTok: Partial<Record<Ttl, number>>;
  asOf: string;
  source: string;
  confidence: Confidence;
  /** The rules that made these figures of the published ones, in order, for `explain`. */
  rules: string[];
}

/** What a price depends on. */
export interface PriceCircumstances {
  /** Geography of the id; absent for a bare id. */
  geography?: Geography | undefined;
  /** AWS region that bills it, where it is known. */
  region?: string | undefined;
  /** All input tokens of the request, cached ones included: decides the long-context tier. */
  inputTokens?: number | undefined;
  tier?: Tier | undefined;
  latency?: 'standard' | 'optimized' | undefined;
  /** Day of the request, ISO date (default today). */
  at?: string | undefined;
}

/** Day on which the whole table was last compiled from its sources, ISO date. Each row carries the day of its own newest source. */
export const pricesAsOf = '2026-11-22';

/** Days since the table was compiled, on `day` (ISO date, default today). Above 90 a report should say so. */
export function pricesAgeInDays(day: string = today()): number {
  return Math.max(0, Math.round((Date.parse(day) - Date.parse(pricesAsOf)) / 86_400_000));
}

interface Rates {
  input: number;
  output: number;
  cacheRead: number | null;
  cacheWrite: Partial<Record<Ttl, number>>;
  source: string;
  asOf: string;
  confidence: Confidence;
  rules: string[];
}

/** The price of a request to `model`, or undefined where none is published for these circumstances. */
export function priceRow(model: Model, at: PriceCircumstances = {}): PriceRowAt | undefined {
  const { price } = model;
  if (!price) return undefined;
  const day = at.at ?? today();
  const local = inGeography(price, onDay(price, day), at.geography);
  const rates = asListed(price, day, at, local && inTier(model, price, longContext(price, local, at.inputTokens), at));
  if (!rates) return undefined;

  // From this day on the provider may charge more than the price we know.
  const extended = model.dates?.extended !== undefined && day >= model.dates.extended;
  return {
    inputPerMTok: rates.input,
    outputPerMTok: rates.output,
    cacheReadPerMTok: rates.cacheRead,
    cacheWritePerMTok: rates.cacheWrite,
    asOf: rates.asOf,
    source: rates.source,
    confidence: extended ? 'low' : rates.confidence,
    rules: extended ? [...rates.rules, `extended access since ${model.dates?.extended}: the provider may charge more`] : rates.rules,
  };
}

/** sha256 over every model's prices and limits: two reports with the same digest priced alike. */
export function pricesDigest(): string {
  const rows = allModels().map(model => [model.id, model.price, model.caching, model.batch, model.maxOutput]);
  return `sha256:${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
}

function onDay(price: Price, day: string): Rates {
  const past = price.history.filter(entry => day < entry.until).toSorted((a, b) => a.until.localeCompare(b.until))[0];
  const { input, output, cacheRead, cacheWrite, source, asOf, confidence } = price;
  if (!past) return { input, output, cacheRead, cacheWrite, source, asOf, confidence, rules: [] };
  const factor = past.input / input;
  return {
    ...scaled({ input, output, cacheRead, cacheWrite, source, asOf, confidence, rules: [] }, factor, factor, factor, `price before ${past.until}`),
    input: past.input,
    output: past.output,
    cacheRead: past.cacheRead ?? (cacheRead === null ? null : product(cacheRead, factor)),
    source: sourceText(past.source),
    asOf: past.until,
    confidence: past.precision === 'day' ? confidence : 'low',
  };
}

function inGeography(price: Price, rates: Rates, geography: Geography | undefined): Rates | undefined {
  const own = geography && price.geographies[geography === 'ap' ? 'apac' : geography];
  if (own) {
    // Cache prices keep the ratio to input that the model has elsewhere.
    const factor = own.input / price.input;
    const row = scaled(rates, factor, factor, factor, `price of ${geography}`);
    return { ...row, input: own.input, output: own.output, cacheRead: own.cacheRead ?? row.cacheRead, source: sourceText(own.source as SourceId), confidence: 'medium' };
  }
  // GovCloud has prices of its own, some 20 % above: without a row there is none to tell.
  if (geography === 'us-gov') return undefined;
  if (price.regional === 1) return isElsewhere(geography) ? { ...rates, confidence: rates.confidence === 'low' ? 'low' : 'medium', rules: [...rates.rules, 'priced as in us-east-1'] } : rates;
  if (geography === 'global') return rates;
  return scaled(rates, price.regional, price.regional, price.regional, `not \`global.\`: ${price.regional} times the global price`);
}

/** Prices of one scope were read in us-east-1 and us-west-2. */
function isElsewhere(geography: Geography | undefined): boolean {
  return geography !== undefined && geography !== 'us' && geography !== 'global';
}

/** What the price list says itself goes before what factors give. */
function asListed(price: Price, day: string, at: PriceCircumstances, rates: Rates | undefined): Rates | undefined {
  if (!price.listed || price.history.some(({ until }) => day < until)) return rates;
  const isLong = price.longContext !== null && (at.inputTokens ?? 0) > price.longContext.above;
  const listed = listedFigures(price.listed.prices, { ...at, isLong });
  const { input = rates?.input, output = rates?.output } = listed ?? {};
  if (!listed || input === undefined || output === undefined) return rates;
  const isCached = at.latency !== 'optimized' && at.tier !== 'batch';
  const isWhole = listed.input !== undefined && listed.output !== undefined;
  return {
    input,
    output,
    cacheRead: isCached ? (listed.cacheRead ?? rates?.cacheRead ?? null) : null,
    cacheWrite: isCached ? { ...rates?.cacheWrite, ...listed.cacheWrite } : {},
    source: price.listed.source,
    asOf: price.listed.asOf,
    confidence: isWhole ? 'high' : (rates?.confidence ?? 'medium'),
    rules: [...(isWhole ? [] : (rates?.rules ?? [])), `as listed for ${listed.where}`],
  };
}

function longContext(price: Price, rates: Rates, inputTokens: number | undefined): Rates {
  const long = price.longContext;
  if (!long || inputTokens === undefined || inputTokens <= long.above) return rates;
  return scaled(rates, long.input, long.output, long.cache, `above ${long.above} input tokens: input ${long.input} times, output ${long.output} times`);
}

function inTier(model: Model, price: Price, rates: Rates, { tier = 'default', latency }: PriceCircumstances): Rates | undefined {
  if (latency === 'optimized') {
    const own = price.latencyOptimized;
    if (!own || tier !== 'default') return undefined;
    return { ...rates, input: own.input, output: own.output, cacheRead: null, cacheWrite: {}, source: sourceText(own.source), rules: ['latency-optimised SKU'] };
  }
  if (tier === 'default') return rates;
  if (tier === 'batch') {
    if (model.batch !== true) return undefined;
    return { ...scaled(rates, 0.5, 0.5, 1, 'batch: half price, no prompt caching'), cacheRead: null, cacheWrite: {} };
  }
  const factor = price.tiers[tier];
  return factor === undefined ? undefined : scaled(rates, factor, factor, factor, `${tier}: ${factor} times the default tier`);
}

function scaled(rates: Rates, input: number, output: number, cache: number, rule: string): Rates {
  const cacheWrite = Object.fromEntries(Object.entries(rates.cacheWrite).map(([ttl, usd]) => [ttl, product(usd, cache)]));
  return {
    ...rates,
    input: product(rates.input, input),
    output: product(rates.output, output),
    cacheRead: rates.cacheRead === null ? null : product(rates.cacheRead, cache),
    cacheWrite,
    rules: [...rates.rules, rule],
  };
}

/** The decimal product: published prices and factors have few digits, so 12 hold it and the binary noise goes. */
function product(a: number, b: number): number {
  return Number((a * b).toPrecision(12));
}

import type { Ttl } from './model.ts';

/** One token price of an AWS Price List offer file. */
export interface PriceListRow {
  sku: string;
  /** As the offer names it: `Claude Opus 5.5`, `Nova 2.0 Lite`. */
  model: string;
  /** AWS region code. */
  region: string;
  kind: 'input' | 'output' | 'cacheRead' | 'cacheWrite';
  /** Of cache writes. */
  ttl?: Ttl;
  tier: 'default' | 'flex' | 'priority' | 'batch' | 'latency-optimized';
  isGlobal: boolean;
  isLongContext: boolean;
  usdPerMTok: number;
}

/** The token prices of one offer file, and how many other rows it has. */
export interface PriceListFile {
  offer: string;
  /** ISO date. */
  published: string;
  rows: PriceListRow[];
  /** Rows that are no token price: hours, images, training. */
  skipped: number;
}

type Json = Record<string, unknown>;

const PER_MILLION: Record<string, number> = { '1k tokens': 1000, '1m tokens': 1, tokens: 1e6 };

/** What is billed by tokens and is still no price of a request. */
const OTHER = /reserved|provisioned|custom-model|customization|training|fine-?tun|guardrail|evaluation/;

/**
 * Reads an offer file of the AWS Price List bulk API (`AmazonBedrock`, `AmazonBedrockFoundationModels` or
 * `AmazonBedrockService`). Throws a TypeError that says what is missing when the file is none.
 */
export function readPriceList(file: unknown): PriceListFile {
  const { offerCode, publicationDate, products, terms } = objectOf(file);
  const onDemand = objectOf(objectOf(terms).OnDemand);
  if (typeof publicationDate !== 'string' || Object.keys(objectOf(products)).length === 0) throw new TypeError('This is no AWS Price List offer: `publicationDate` or `products` is missing.');

  const rows: PriceListRow[] = [];
  let skipped = 0;
  for (const [sku, product] of Object.entries(objectOf(products))) {
    const row = rowOf(sku, objectOf(objectOf(product).attributes), objectOf(onDemand[sku]));
    if (row) rows.push(row);
    else skipped++;
  }
  return { offer: String(offerCode ?? ''), published: publicationDate.slice(0, 10), rows, skipped };
}

function rowOf(sku: string, attributes: Json, terms: Json): PriceListRow | undefined {
  const billed = billedTokens({ usageType: String(attributes.usagetype ?? ''), model: attributes.model, service: attributes.servicename });
  const usdPerMTok = priceOf(terms);
  if (!billed || usdPerMTok === undefined) return undefined;
  return { sku, region: String(attributes.regionCode ?? ''), ...billed, usdPerMTok };
}

/** What tokens a line of a price list or of a bill is of; undefined where it is of none: hours, images, training. */
export function billedTokens({ usageType, model, service }: { readonly usageType: string; readonly model?: unknown; readonly service?: unknown }): Omit<PriceListRow, 'sku' | 'region' | 'usdPerMTok'> | undefined {
  const usage = words(usageType);
  const kind = kindOf(usage);
  const name = modelOf({ model, servicename: service });
  if (!kind || !name || OTHER.test(usage)) return undefined;
  return {
    model: name,
    kind,
    ...(kind === 'cacheWrite' && { ttl: /1h/.test(usage) ? ('1h' as const) : /30m/.test(usage) ? ('30m' as const) : ('5m' as const) }),
    tier: tierOf(usage),
    isGlobal: /\bglobal\b/.test(usage),
    isLongContext: /long-(?:ctx|context)/.test(usage),
  };
}

/** `InputTokenCount_Global` and `input-tokens-global` say the same. */
function words(usage: string): string {
  return usage.replace(/([a-z\d])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase();
}

function kindOf(usage: string): PriceListRow['kind'] | undefined {
  if (/cache-read/.test(usage)) return 'cacheRead';
  if (/cache-write/.test(usage)) return 'cacheWrite';
  if (/output-token/.test(usage)) return 'output';
  return /input-token/.test(usage) ? 'input' : undefined;
}

function tierOf(usage: string): PriceListRow['tier'] {
  for (const tier of ['batch', 'flex', 'priority', 'latency-optimized'] as const) if (usage.includes(tier)) return tier;
  return 'default';
}

/** The Marketplace offer has no model attribute; its service is named after the model. */
function modelOf({ model, servicename }: Json): string | undefined {
  if (typeof model === 'string' && model) return model;
  const edition = typeof servicename === 'string' ? /^(.+) \(Amazon Bedrock Edition\)$/.exec(servicename) : null;
  return edition?.[1];
}

function priceOf(terms: Json): number | undefined {
  for (const term of Object.values(terms))
    for (const dimension of Object.values(objectOf(objectOf(term).priceDimensions))) {
      const { unit, pricePerUnit } = objectOf(dimension);
      const factor = PER_MILLION[String(unit).toLowerCase()];
      const usd = Number(objectOf(pricePerUnit).USD);
      if (factor !== undefined && Number.isFinite(usd) && usd > 0) return Number((usd * factor).toPrecision(12));
    }
  return undefined;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

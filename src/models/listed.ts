import type { Geography, ListedPrice, Tier, Ttl } from './model.ts';
import type { PriceListRow } from './price-list.ts';

/** The built-in tables are those of us-east-1 and us-west-2, which have the same prices. */
export const HOME: readonly string[] = ['us-east-1', 'us-west-2'];

/** Source regions of the inference profiles of a geography. */
const REGIONS: Readonly<Record<Exclude<Geography, 'global' | 'us'>, RegExp>> = {
  eu: /^eu-/,
  apac: /^ap-/,
  ap: /^ap-/,
  au: /^ap-southeast-[246]$/,
  jp: /^ap-northeast-[13]$/,
  ca: /^ca-/,
  in: /^ap-south-/,
  'us-gov': /^us-gov-/,
};

/** What a listed price is looked up by. */
export interface ListedCircumstances {
  geography?: Geography | undefined;
  region?: string | undefined;
  tier?: Tier | undefined;
  latency?: 'standard' | 'optimized' | undefined;
  isLong: boolean;
}

/** Figures of listed prices; what no row says is undefined. USD per million tokens. */
export type ListedFigures = Pick<ListedPrice, 'input' | 'output' | 'cacheRead' | 'cacheWrite'> & { where: string };

/** Rows of one model as a list that keeps them all, where regions with the same prices share an entry. */
export function listedOf(rows: readonly PriceListRow[]): ListedPrice[] {
  const byPlace = new Map<string, ListedPrice>();
  for (const { region, tier, isGlobal, isLongContext, kind, ttl, usdPerMTok } of rows) {
    const key = [region, tier, isGlobal, isLongContext].join();
    const entry: ListedPrice = byPlace.get(key) ?? { regions: [region], ...(tier !== 'default' && { tier }), ...(isGlobal && { global: true }), ...(isLongContext && { longContext: true }) };
    byPlace.set(key, entry);
    if (kind !== 'cacheWrite') entry[kind] = usdPerMTok;
    else if (ttl) entry.cacheWrite = { ...entry.cacheWrite, [ttl]: usdPerMTok };
  }
  const byFigures = new Map<string, ListedPrice>();
  for (const [, entry] of [...byPlace].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { regions, cacheWrite, ...rest } = entry;
    const key = JSON.stringify([Object.entries(rest).toSorted(), Object.entries(cacheWrite ?? {}).toSorted()]);
    const same = byFigures.get(key);
    if (same) same.regions.push(...regions);
    else byFigures.set(key, entry);
  }
  return [...byFigures.values()];
}

/** What is listed for a request; undefined where nothing is, or where the regions that may bill it differ. */
export function listedFigures(listed: readonly ListedPrice[], { geography, region, tier = 'default', latency, isLong }: ListedCircumstances): ListedFigures | undefined {
  const wanted = latency === 'optimized' ? 'latency-optimized' : tier;
  if (wanted === 'latency-optimized' && tier !== 'default') return undefined;
  const rows = listed.filter((row) => (row.tier ?? 'default') === wanted && (row.global ?? false) === (geography === 'global') && (row.longContext ?? false) === isLong && row.regions.some(isAt(geography, region)));
  if (rows.length === 0) return undefined;
  const agreed = (of: (row: ListedPrice) => number | undefined) => {
    const values = new Set(rows.map(of).filter((value) => value !== undefined));
    return values.size === 1 ? [...values][0] : undefined;
  };
  const figures: ListedFigures = { where: [region ?? rows[0]!.regions.find(isAt(geography, region)), geography === 'global' && 'global', wanted !== 'default' && wanted, isLong && 'long context'].filter(Boolean).join(', ') };
  for (const kind of ['input', 'output', 'cacheRead'] as const) {
    const usd = agreed((row) => row[kind]);
    if (usd !== undefined) figures[kind] = usd;
  }
  for (const ttl of ['5m', '30m', '1h'] satisfies Ttl[]) {
    const usd = agreed((row) => row.cacheWrite?.[ttl]);
    if (usd !== undefined) figures.cacheWrite = { ...figures.cacheWrite, [ttl]: usd };
  }
  return figures;
}

function isAt(geography: Geography | undefined, region: string | undefined): (code: string) => boolean {
  if (region) return (code) => code === region;
  if (geography === undefined || geography === 'us' || geography === 'global') return (code) => HOME.includes(code);
  return (code) => REGIONS[geography].test(code);
}

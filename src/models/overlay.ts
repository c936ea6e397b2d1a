import { allModels, modelWithId } from './catalogue.ts';
import type { Model, Price, Ttl } from './model.ts';
import type { PriceListFile, PriceListRow } from './price-list.ts';

/** Prices that lie over the built-in ones: what `prices update` writes and `--prices` reads. */
export interface PriceOverlay {
  version: 1;
  /** Newest publication date of the files read, ISO date. */
  asOf: string;
  /** Where the prices come from, in words. */
  source: string;
  /** sha256 of what was read. */
  hash: string;
  /** By model id, USD per million tokens; `input` and `output` are global prices where the model has them. */
  prices: Record<string, { input?: number; output?: number; cacheRead?: number; cacheWrite?: Partial<Record<Ttl, number>> }>;
}

/** One price that an overlay changes. USD per million tokens. */
export interface PriceChange {
  id: string;
  /** `input`, `output`, `cacheRead`, `cacheWrite 1h`. */
  field: string;
  /** null: there was none. */
  before: number | null;
  after: number;
}

/** The built-in tables are those of us-east-1 and us-west-2; other regions have prices of their own. */
const REGIONS = new Set(['us-east-1', 'us-west-2']);

const builtIn = new Map<Model, Price | null>();

/** Makes an overlay of offer files. Names that match no model are given back, for the caller to tell. */
export function overlayOf(files: readonly PriceListFile[], hash: string): { overlay: PriceOverlay; unmatched: string[] } {
  const prices: PriceOverlay['prices'] = {};
  const unmatched = new Set<string>();
  for (const row of files.flatMap(file => file.rows)) {
    if (!REGIONS.has(row.region) || row.tier !== 'default' || row.isLongContext) continue;
    const model = modelNamed(row.model);
    if (!model) unmatched.add(row.model);
    else if (row.isGlobal === (model.price?.scope === 'global')) put((prices[model.id] ??= {}), row);
  }
  const asOf = files.map(file => file.published).toSorted().at(-1) ?? '';
  const offers = [...new Set(files.map(file => file.offer))].join(', ');
  return { overlay: { version: 1, asOf, source: `AWS Price List (${offers}), ${asOf}`, hash, prices }, unmatched: [...unmatched].toSorted() };
}

/** Lays prices over the built-in ones, for the whole process and until the next call; undefined takes them off. */
export function usePrices(overlay: PriceOverlay | undefined): void {
  for (const [model, price] of builtIn) model.price = price;
  builtIn.clear();
  for (const [id, over] of Object.entries(overlay?.prices ?? {})) {
    const model = modelWithId(id);
    if (!model || !overlay) continue;
    builtIn.set(model, model.price);
    model.price = merged(model.price, over, overlay);
  }
}

/** What an overlay changes about the built-in prices. */
export function priceChanges(overlay: PriceOverlay): PriceChange[] {
  const changes: PriceChange[] = [];
  for (const [id, { cacheWrite = {}, ...plain }] of Object.entries(overlay.prices)) {
    const model = modelWithId(id);
    if (!model) continue;
    const price = builtIn.get(model) ?? model.price;
    const add = (field: string, before: number | null | undefined, after: number) => {
      if (before !== after) changes.push({ id, field, before: before ?? null, after });
    };
    for (const [field, after] of Object.entries(plain)) add(field, price?.[field as keyof typeof plain], after);
    for (const [ttl, after] of Object.entries(cacheWrite)) add(`cacheWrite ${ttl}`, price?.cacheWrite[ttl as Ttl], after);
  }
  return changes;
}

function put(entry: PriceOverlay['prices'][string], row: PriceListRow): void {
  if (row.kind !== 'cacheWrite') entry[row.kind] = row.usdPerMTok;
  else if (row.ttl) entry.cacheWrite = { ...entry.cacheWrite, [row.ttl]: row.usdPerMTok };
}

/** A model without built-in price needs both sides to get one. */
function merged(price: Price | null, over: PriceOverlay['prices'][string], { asOf, source }: PriceOverlay): Price | null {
  const { input = price?.input, output = price?.output } = over;
  if (input === undefined || output === undefined) return price;
  const none = { scope: 'in-region', regional: 1, geographies: {}, longContext: null, tiers: {}, latencyOptimized: null, provisioned: [], sources: [] } as const;
  return {
    ...(price ?? { ...none, provisioned: [] }),
    input,
    output,
    cacheRead: over.cacheRead ?? price?.cacheRead ?? null,
    cacheWrite: { ...price?.cacheWrite, ...over.cacheWrite },
    history: price?.history ?? [],
    asOf,
    source,
    confidence: 'high',
  };
}

/** Offers write `Nova 2.0 Lite`, `Llama 3.3 70B` or `Mistral Large 3 675B Instruct` for what we call a little otherwise. */
export function modelNamed(name: string): Model | undefined {
  const wanted = plainName(name);
  return allModels().find(model => plainName(model.name) === wanted || plainName(model.id.slice(model.id.indexOf('.') + 1)) === wanted);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/-v\d+(?::\d+)?$/, '').replace(/\.0\b/g, '').replace(/\b(?:instruct|amazon|gated)\b/g, '').replace(/[^a-z0-9]/g, '');
}

import { allModels, modelWithId } from './catalogue.ts';
import { HOME, listedOf } from './listed.ts';
import type { ListedPrice, Model, Price, Ttl } from './model.ts';
import { priceRow, type PriceCircumstances, type PriceRowAt } from './price.ts';
import { geographyOfRegion } from './region.ts';
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
  /** By model id, USD per million tokens; `input` and `output` are global prices where the model has them. `listed` has those of other regions, tiers and lengths. */
  prices: Record<string, { input?: number; output?: number; cacheRead?: number; cacheWrite?: Partial<Record<Ttl, number>>; listed?: ListedPrice[] }>;
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

const builtIn = new Map<Model, Price | null>();

/** Makes an overlay of offer files, in which no token price of a known model is left out. Names that match no model are given back, for the caller to tell. */
export function overlayOf(files: readonly PriceListFile[], hash: string): { overlay: PriceOverlay; unmatched: string[] } {
  const rows = new Map<Model, PriceListRow[]>();
  const unmatched = new Set<string>();
  for (const row of files.flatMap(file => file.rows)) {
    const model = modelNamed(row.model);
    if (!model) unmatched.add(row.model);
    else rows.set(model, [...(rows.get(model) ?? []), row]);
  }
  const prices = Object.fromEntries([...rows].map(([model, of]) => [model.id, entryOf(model, of)]));
  const asOf = files.map(file => file.published).toSorted().at(-1) ?? '';
  const offers = [...new Set(files.map(file => file.offer))].join(', ');
  return { overlay: { version: 1, asOf, source: `AWS Price List (${offers}), ${asOf}`, hash, prices }, unmatched: [...unmatched].toSorted() };
}

function entryOf(model: Model, rows: readonly PriceListRow[]): PriceOverlay['prices'][string] {
  const isGlobal = model.price?.scope === 'global';
  const isHead = (row: PriceListRow) => HOME.includes(row.region) && row.tier === 'default' && !row.isLongContext && row.isGlobal === isGlobal;
  const homes = rows.filter(isHead).toSorted((a, b) => (a.region < b.region ? 1 : -1));
  // us-east-1 comes last and stands, where the two differ.
  const [home] = listedOf(homes.map(row => ({ ...row, region: HOME[0]! })));
  const { input, output, cacheRead, cacheWrite } = home ?? {};
  const head = { ...(input !== undefined && { input }), ...(output !== undefined && { output }), ...(cacheRead !== undefined && { cacheRead }), ...(cacheWrite && { cacheWrite }) };
  const differ = homes.some(({ kind, ttl, usdPerMTok }) => usdPerMTok !== (kind === 'cacheWrite' ? cacheWrite?.[ttl!] : head[kind]));
  const listed = listedOf(rows.filter(row => differ || !isHead(row)));
  return { ...head, ...(listed.length > 0 && { listed }) };
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
  for (const [id, { listed = [], ...head }] of Object.entries(overlay.prices)) {
    const model = modelWithId(id);
    if (!model) continue;
    const price = builtIn.get(model) ?? model.price;
    const add = (field: string, before: number | null | undefined, after: number) => {
      if (before !== after) changes.push({ id, field, before: before ?? null, after });
    };
    for (const [kind, ttl, after] of figuresOf(head)) add(fieldOf(kind, ttl), kind === 'cacheWrite' ? price?.cacheWrite[ttl!] : price?.[kind], after);
    for (const row of listed) {
      const before = price && priceRow({ ...model, price }, circumstancesOf(row, price));
      for (const [kind, ttl, after] of figuresOf(row)) add(`${fieldOf(kind, ttl)} ${placeOf(row)}`, before && beforeOf(before, kind, ttl), after);
    }
  }
  return changes;
}

type Figures = Pick<ListedPrice, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;
type Kind = keyof Figures;

function figuresOf({ cacheWrite = {}, ...plain }: Figures): [kind: Kind, ttl: Ttl | undefined, usd: number][] {
  return [
    ...(['input', 'output', 'cacheRead'] as const).flatMap(kind => (plain[kind] === undefined ? [] : [[kind, undefined, plain[kind]] satisfies [Kind, undefined, number]])),
    ...Object.entries(cacheWrite).map(([ttl, usd]) => ['cacheWrite', ttl as Ttl, usd] satisfies [Kind, Ttl, number]),
  ];
}

function fieldOf(kind: Kind, ttl: Ttl | undefined): string {
  return ttl ? `${kind} ${ttl}` : kind;
}

function beforeOf(row: PriceRowAt, kind: Kind, ttl: Ttl | undefined): number | null | undefined {
  if (kind === 'cacheWrite') return row.cacheWritePerMTok[ttl!];
  return { input: row.inputPerMTok, output: row.outputPerMTok, cacheRead: row.cacheReadPerMTok }[kind];
}

/** The requests that a listed price is of. */
function circumstancesOf({ regions, tier, global, longContext }: ListedPrice, price: Price): PriceCircumstances {
  return {
    geography: global ? 'global' : geographyOfRegion(regions[0] ?? ''),
    ...(tier === 'latency-optimized' ? { latency: 'optimized' as const } : { tier }),
    ...(longContext && { inputTokens: (price.longContext?.above ?? 0) + 1 }),
  };
}

/** `global, flex`, `eu-west-1 +3`. */
function placeOf({ regions, tier, global, longContext }: ListedPrice): string {
  const where = global ? 'global' : `${regions[0]}${regions.length > 1 ? ` +${regions.length - 1}` : ''}`;
  return [where, tier, longContext && 'long context'].filter(Boolean).join(', ');
}

/** A model without built-in price needs both sides to get one. */
function merged(price: Price | null, over: PriceOverlay['prices'][string], { asOf, source }: PriceOverlay): Price | null {
  const { input = price?.input, output = price?.output } = over;
  if (input === undefined || output === undefined) return price;
  const none = { scope: 'in-region', regional: 1, geographies: {}, longContext: null, tiers: {}, latencyOptimized: null, provisioned: [], sources: [] } as const;
  const isHead = figuresOf(over).length > 0;
  return {
    ...(price ?? { ...none, provisioned: [] }),
    input,
    output,
    cacheRead: over.cacheRead ?? price?.cacheRead ?? null,
    cacheWrite: { ...price?.cacheWrite, ...over.cacheWrite },
    history: price?.history ?? [],
    ...(over.listed && { listed: { prices: over.listed, asOf, source } }),
    ...(isHead || !price ? { asOf, source, confidence: 'high' } : { asOf: price.asOf, source: price.source, confidence: price.confidence }),
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

/** One run of `promptfare models`. */
import { allModels, findModel, isLive, lifecycleOf, nearestModelId, priceRow, pricesDigest, type Model } from '../../models/index.ts';
import { currencyName, moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, priceText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { type Column, tableLines, wrapped } from '../../reporters/table.ts';
import { nearestWord, suggestion } from '../../core/nearest-word.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { pricesInUse } from '../prices/flag.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export interface ModelsFlags {
  readonly vendor?: string;
  readonly sort?: 'input' | 'output' | 'context';
  readonly live?: boolean;
  readonly json?: boolean;
  readonly prices?: string;
}

/** Throws a UsageError where nothing matches. */
export function runModels(process: ProcessLike, query: readonly string[], { vendor, sort, live, json, prices }: ModelsFlags): number {
  const asOf = pricesInUse(process, prices);
  const vendors = [...new Set(allModels().map(model => model.vendor))];
  if (vendor !== undefined && !vendors.includes(vendor.toLowerCase())) throw new UsageError(`There is no vendor \`${printable(vendor)}\`.${suggestion(vendor, vendors) || ` Vendors: ${vendors.join(', ')}.`}`);
  const found = matching(query).filter(model => (vendor === undefined || model.vendor === vendor.toLowerCase()) && (!live || isLive(model)));
  if (found.length === 0) throw new UsageError(`No model matches.${query.length > 0 ? hint(query.join(' ')) : ''}`);
  const models = sort ? found.toSorted(by(sort)) : found;
  const { stdout } = process;
  if (json) stdout.write(jsonText({ schemaVersion: 1, asOf, digest: pricesDigest(), models: models.map(dataOf) }));
  else stdout.write(`${tableOf(models, columnsOf(stdout, Infinity)).join('\n')}\n`);
  return 0;
}

/** An id in any form is one model; other words stand anywhere in ids and names. */
function matching(query: readonly string[]): readonly Model[] {
  const [first] = query;
  const exact = query.length === 1 && first !== undefined ? findModel(first) : undefined;
  if (exact) return [exact];
  const words = query.flatMap(word => word.toLowerCase().split(/\s+/).filter(Boolean));
  return allModels().filter(model => {
    const text = [model.id, ...model.aliases, model.name, model.family, model.kind].join('\n').toLowerCase();
    return words.every(word => text.includes(word));
  });
}

function hint(query: string): string {
  const nearest = nearestModelId(query) ?? nearestWord(query, allModels().flatMap(model => [model.id, model.name, model.family, model.vendor, ...model.name.toLowerCase().split(' ')]));
  return nearest === undefined ? ' Try a vendor, or a part of a name.' : ` Did you mean \`${nearest}\`?`;
}

/** Models of which the figure is not known come last. */
function by(sort: NonNullable<ModelsFlags['sort']>): (a: Model, b: Model) => number {
  const figure = (model: Model): number => (sort === 'context' ? -(model.contextWindow ?? 0) || Infinity : (model.price?.[sort] ?? Infinity));
  return (a, b) => {
    const [one, other] = [figure(a), figure(b)];
    return one === other ? 0 : one - other;
  };
}

/** Prices of `global.` ids where a model has them, as its sources state them. */
function dataOf(model: Model): object {
  const batch = batchOf(model);
  return { ...model, lifecycle: lifecycleOf(model), price: model.price && { ...model.price, batch: batch ? { input: batch.inputPerMTok, output: batch.outputPerMTok } : null } };
}

function batchOf(model: Model): ReturnType<typeof priceRow> {
  return priceRow(model, { tier: 'batch', ...(model.price?.scope === 'global' && { geography: 'global' as const }) });
}

type Cell = readonly [column: Column & { readonly spare?: number }, text: (model: Model) => string];

/** `spare`: what a narrow terminal goes without, the highest first. */
const cellsOf = (): readonly Cell[] => [
  [{ head: 'model', shrinks: 'middle' }, model => model.id],
  [{ head: moneyHead('in'), align: 'right' }, ({ price }) => usd(price?.input)],
  [{ head: moneyHead('out'), align: 'right' }, ({ price }) => usd(price?.output)],
  [{ head: 'read', align: 'right', spare: 3 }, ({ price }) => usd(price?.cacheRead)],
  [{ head: 'write', align: 'right', spare: 4 }, ({ price }) => Object.entries(price?.cacheWrite ?? {}).map(([ttl, write]) => `${usd(write)} ${ttl}`).join(', ')],
  [{ head: 'batch', align: 'right', spare: 5 }, model => (model.batch === 'unknown' ? '?' : [batchOf(model)].map(row => (row ? `${usd(row.inputPerMTok)}/${usd(row.outputPerMTok)}` : '')).join(''))],
  [{ head: 'state' }, model => stateOf(model)],
  [{ head: 'cache from', align: 'right', spare: 7 }, ({ caching }) => (caching ? short(caching.min) || '?' : '')],
  [{ head: 'context', align: 'right', spare: 1 }, ({ contextWindow }) => short(contextWindow)],
  [{ head: 'output', align: 'right', spare: 6 }, ({ maxOutput }) => short(maxOutput)],
  [{ head: 'as of', spare: 2 }, ({ price }) => price?.asOf ?? ''],
  [{ head: 'confidence', spare: 8 }, ({ price }) => price?.confidence ?? ''],
];

function tableOf(models: readonly Model[], columns = Infinity): string[] {
  const all = cellsOf();
  let cells = [...all];
  // Ids stay readable to 28 columns; below that, other columns go.
  while (widthOf(cells, models) > columns) {
    const spared = cells.toSorted((a, b) => (b[0].spare ?? 0) - (a[0].spare ?? 0))[0]!;
    if (spared[0].spare === undefined) break;
    cells = cells.filter(cell => cell !== spared);
  }
  const notes = [
    `${countText(models.length, 'model')}. ${currencyName()} per million tokens.`,
    ...(models.some(({ price }) => price?.scope === 'global') ? ['Where Bedrock sells a model by geography too, the price is that of `global.` ids, and other ids pay 1.1 times as much.'] : []),
    ...(cells.length < all.length ? ['A wider terminal shows more columns; --json shows all.'] : []),
  ];
  return [...tableLines(cells.map(([column]) => column), models.map(model => cells.map(([, text]) => text(model))), columns, ''), '', ...notes.flatMap(note => wrapped(note, Math.min(columns, 120)))];
}

function widthOf(cells: readonly Cell[], models: readonly Model[]): number {
  return cells.reduce((sum, [{ head, shrinks }, text]) => {
    const width = Math.max(head.length, ...models.map(model => text(model).length));
    return sum + 2 + (shrinks ? Math.min(28, width) : width);
  }, -2);
}

function stateOf(model: Model): string {
  const { state, endOfLife } = lifecycleOf(model);
  if (state === 'eol') return endOfLife ? `ended ${endOfLife}` : 'ended';
  if (state === 'legacy') return endOfLife ? `ends ${endOfLife}` : 'legacy';
  return state === 'uncertain' ? 'in doubt' : endOfLife ? `ends ${endOfLife}` : 'active';
}

function usd(value: number | null | undefined): string {
  return value == null ? '' : priceText(value);
}

/** 200K, 1M, 4,096. */
function short(tokens: number | null): string {
  if (tokens === null) return '';
  if (tokens % 1_000_000 === 0) return `${tokens / 1_000_000}M`;
  if (tokens % 1000 === 0) return `${tokens / 1000}K`;
  return integerText(tokens);
}

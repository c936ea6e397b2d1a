/** Runs of `promptfare prices update` and `promptfare prices diff`. */
import { findModel, overlayOf, priceChanges, usePrices, type PriceChange, type PriceOverlay } from '../../models/index.ts';
import { countText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { type Column, tableLines } from '../../reporters/table.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { offerBytes, offersOf } from './offers.ts';
import { hashOf, jsonIn, offerIn, overlayFrom } from './overlay.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export interface UpdateFlags {
  readonly from?: readonly string[];
  readonly region?: readonly string[];
  readonly output: string;
}

const MOST_NAMES = 10;

export async function runUpdate(process: ProcessLike, { from, region = [], output }: UpdateFlags): Promise<number> {
  usePrices(undefined);
  if (from && region.length > 0) throw new UsageError('`--region` says which offers are fetched from AWS, and `--from` names others. Give one of them.');
  const sources = from ?? offersOf(region);
  const files: Buffer[] = [];
  for (const source of sources) files.push(await offerBytes(process, source));
  const offers = files.map((bytes, index) => offerIn(jsonIn(bytes, sources[index]!), sources[index]!));
  const { overlay, unmatched } = overlayOf(offers, hashOf(files));
  const models = Object.keys(overlay.prices).length;
  if (models === 0) throw new UsageError('The price list holds no token price of a model that is known here, in us-east-1 or us-west-2. Name the offers of Amazon Bedrock.');
  await writeOutput(process, output, `${JSON.stringify(sorted(overlay), null, 2)}\n`);

  const changes = priceChanges(overlay).length;
  process.stdout.write(`${printable(output)}: prices of ${countText(models, 'model')} as of ${overlay.asOf}, ${countText(changes, 'change')} against the built-in ones.\n`);
  process.stdout.write(`See them with \`promptfare prices diff ${printable(output)}\`, use them with \`--prices ${printable(output)}\`.\n`);
  if (unmatched.length > 0) {
    const more = unmatched.length > MOST_NAMES ? ', …' : '';
    process.stderr.write(`promptfare: ${countText(unmatched.length, 'name')} of the price list could not be matched to a model: ${unmatched.slice(0, MOST_NAMES).map(printable).join(', ')}${more}.\n`);
  }
  return 0;
}

export function runDiff(process: ProcessLike, file: string, asJson: boolean): number {
  usePrices(undefined);
  const overlay = overlayFrom(process, file);
  const changes = priceChanges(overlay);
  const unknown = Object.keys(overlay.prices).filter(id => !findModel(id));
  const { asOf, source, hash } = overlay;
  const { stdout } = process;
  if (asJson) stdout.write(jsonText({ schemaVersion: 1, asOf, source, hash, changes, unknown }));
  else stdout.write(`${[...diffLines(changes, columnsOf(stdout, Infinity)), `${countText(changes.length, 'change')}; ${printable(source)}; ${printable(hash)}`].join('\n')}\n`);
  if (unknown.length > 0) process.stderr.write(`promptfare: ${countText(unknown.length, 'model')} of the file unknown here: ${unknown.slice(0, MOST_NAMES).map(printable).join(', ')}.\n`);
  return 0;
}

const TABLE: Column[] = [{ head: 'model', shrinks: 'middle' }, { head: 'price' }, { head: 'before', align: 'right' }, { head: 'after', align: 'right' }, { head: 'change', align: 'right' }];

function diffLines(changes: readonly PriceChange[], columns = Infinity): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(({ id, field, before, after }) => [id, field, before === null ? '' : String(before), String(after), before ? percent(after / before - 1) : 'new']);
  return ['US dollars per million tokens', ...tableLines(TABLE, rows, columns), ''];
}

function percent(change: number): string {
  return `${change > 0 ? '+' : ''}${Number((change * 100).toFixed(1))} %`;
}

/** The same prices give the same bytes. */
function sorted(overlay: PriceOverlay): PriceOverlay {
  return { ...overlay, prices: Object.fromEntries(Object.entries(overlay.prices).toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** One run of `promptfare count`. */
import { apportioned, costOf, geographyOf, usd } from '../../cost/index.ts';
import { findModel, parseModelId, priceRow, type Model, type PriceRowAt } from '../../models/index.ts';
import { currencyName, currencySign, isConverted } from '../../reporters/currency.ts';
import { countText, integerText, priceText, usdText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { type Column, shortened, tableLines, wrapped } from '../../reporters/table.ts';
import { countTokens, tokenizerFamilyOf, type RequestShape, type TokenCount } from '../../tokens/index.ts';
import type { ExactMode } from '../exact/flag.ts';
import { exactCounts } from '../exact/run.ts';
import { unknownModelNote } from '../model-named.ts';
import { pricesInUse } from '../prices/flag.ts';
import { textOf } from '../read-input.ts';
import { type Section, sectionsOf } from './sections.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export interface CountFlags {
  readonly model: string;
  readonly by?: 'section';
  readonly format: 'text' | 'json';
  readonly prices?: string;
  readonly exact?: ExactMode;
}

interface CountedSection {
  readonly kind: Section['kind'];
  readonly name: string;
  readonly line: number;
  readonly depth: number;
  /** With the sections within it. */
  readonly tokens: number;
  readonly own: number;
  readonly share: number;
}
interface Counted extends TokenCount {
  readonly model: string;
  readonly canonical: string;
  readonly cost: { readonly usd: number; readonly perMTok: number; readonly asOf: string } | null;
  readonly contextWindow: number | null;
  /** Of the context window. */
  readonly share: number | null;
  readonly note?: string;
  readonly sections?: readonly CountedSection[];
}

const MOST_ROWS = 60;

export async function runCount(process: ProcessLike, file: string | undefined, { model: id, by, format, prices, exact }: CountFlags): Promise<number> {
  pricesInUse(process, prices);
  const text = await textOf(process, file);
  const { canonical } = parseModelId(id);
  const model = findModel(id);
  const estimated = countTokens(text, tokenizerFamilyOf(canonical));
  const count = (exact && estimated.basis !== 'exact' && (await exactly(process, exact, text, canonical))) || estimated;
  const row = model && priceRow(model, { geography: geographyOf(id), inputTokens: count.tokens });
  const note = unknownModelNote(id, count.error);
  const { contextWindow = null } = model ?? {};
  const counted: Counted = {
    model: id,
    canonical: model?.id ?? canonical,
    tokens: count.tokens,
    basis: count.basis,
    error: count.error,
    cost: row ? { usd: usd(costOf(count.tokens, row.inputPerMTok)), perMTok: row.inputPerMTok, asOf: row.asOf } : null,
    contextWindow,
    share: contextWindow === null ? null : count.tokens / contextWindow,
    ...(note && { note }),
    ...(by && { sections: countSections(text, canonical, count.tokens) }),
  };
  if (format === 'json') process.stdout.write(jsonText({ schemaVersion: 1, ...counted }));
  else process.stdout.write(textFor(counted, model, row, columnsOf(process.stdout, 100)));
  if (note) process.stderr.write(`promptfare: ${note}\n`);
  return 0;
}

/** The service counts requests: the text's own tokens are what is left without an empty message around it. */
async function exactly(process: ProcessLike, mode: NonNullable<CountFlags['exact']>, text: string, modelId: string): Promise<TokenCount | undefined> {
  const request = (content: string): RequestShape => ({ modelId, system: [], messages: [{ role: 'user', parts: [{ type: 'text', text: content }] }], tools: [] });
  const counts = exactCounts(process, mode, process.cwd())!;
  const [whole, empty] = [request(text), request('')] as const;
  await counts.ask([whole, empty]);
  const [all, around] = [counts.known(whole), counts.known(empty)];
  return all === undefined || around === undefined ? undefined : { tokens: Math.max(0, all - around), basis: 'exact', error: 0 };
}

/** Pieces are counted one by one, and made to sum to the count of the whole. */
function countSections(text: string, canonical: string, total: number): CountedSection[] {
  const sections = sectionsOf(text);
  const family = tokenizerFamilyOf(canonical);
  const own = apportioned(sections.map(section => section.own.reduce((sum, piece) => sum + countTokens(piece, family).tokens, 0)), total);
  const all = [...own];
  // A section stands before those within it.
  for (let index = sections.length - 1; index > 0; index--) all[index]! += sections[index]!.parts.reduce((sum, part) => sum + all[part]!, 0);
  return sections.flatMap(({ kind, name, line, depth }, index) => {
    if (index === 0 && own[0] === 0) return [];
    return [{ kind, name, line, depth, tokens: all[index]!, own: own[index]!, share: total === 0 ? 0 : all[index]! / total }];
  });
}

function textFor({ model: id, tokens, basis, error, cost, contextWindow, share, sections }: Counted, model: Model | undefined, row: PriceRowAt | undefined, columns: number): string {
  const lines = [
    `${countText(tokens, 'token')} (${basis}${error > 0 ? ` ± ${percent(error)}` : ''}) of ${printable(model?.name ?? id)}`,
    cost && row
      ? `${usdText(cost.usd)} as the input of one request, ${usdText(cost.usd * 1000)} of 1,000 (${currencySign()}${priceText(cost.perMTok)} per million tokens; ${row.source}; confidence ${row.confidence}${isConverted() ? `; ${currencyName()}` : ''})`
      : 'no price is known',
    contextWindow === null || share === null ? 'the context window is not known' : `${percent(share)} of the context window of ${integerText(contextWindow)} tokens`,
  ];
  const width = Math.max(20, columns);
  return `${[...lines.flatMap(line => wrapped(line, width)), ...(sections ? ['', ...sectionLines(sections, width)] : [])].join('\n')}\n`;
}

const TABLE: Column[] = [{ head: 'tokens', align: 'right' }, { head: 'share', align: 'right' }, { head: 'line', align: 'right' }, { head: 'section', shrinks: 'middle' }];

function sectionLines(sections: readonly CountedSection[], columns: number): string[] {
  // The smallest go first, in a text with more sections than anyone reads.
  const least = sections.map(({ tokens }) => tokens).toSorted((a, b) => b - a)[MOST_ROWS - 1] ?? 0;
  const shown = sections.filter(({ tokens }) => tokens >= least).slice(0, MOST_ROWS);
  const rows = shown.map(section => [integerText(section.tokens), percent(section.share), String(section.line), `${'  '.repeat(Math.min(section.depth, 10))}${titleOf(section)}`]);
  const more = sections.length - shown.length;
  return [...tableLines(TABLE, rows, columns), ...(more > 0 ? [`  … and ${integerText(more)} more; --format json lists all.`] : [])];
}

function titleOf({ kind, name }: CountedSection): string {
  const shown = shortened(printable(name), 60);
  if (kind === 'tag') return `<${shown}>`;
  if (kind === 'fence') return `\`\`\`${shown}`;
  return kind === 'heading' ? `# ${shown}` : '(outside of sections)';
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(share >= 0.1 ? 3 : 2))} %`;
}

/** The body of a comment, as long as there is room for. */
import type { DiffReport } from '../core/diff.ts';
import { budgetLines } from './budget-words.ts';
import { stateText } from './change-words.ts';
import { changeTable, figureTable, type Table, type TextOptions, worstFirst } from './comment-rows.ts';
import { findingItems } from './comment-findings.ts';
import { currencyName } from './currency.ts';
import { callsText, costText, coverageText } from './diff-words.ts';
import { countText, integerText } from './figures.ts';
import type { Markup } from './markup.ts';

/** Rows and findings that stand open; the others are folded. */
const open = { rows: 25, findings: 10 };
/** There is no room for more. */
const looked = 700;

/** How many of each list are shown. */
interface Counts {
  rows: number;
  findings: number;
  figures: number;
  fixed: number;
}

/** The text of a comment; where it is too long, rows are left out and counted, those of least weight first. */
export function commentText(diff: DiffReport, markup: Markup, most: number, options: TextOptions): string {
  const changes = diff.changes.slice(0, looked).toSorted(worstFirst);
  const table = changeTable(changes, markup, options);
  const figures = figureTable(changes, markup, options);
  const findings = findingItems(diff.findings.new.slice(0, looked), markup, options);
  const fixed = findingItems(diff.findings.fixed.slice(0, looked), markup, { ...options, isFixed: true });
  const textOf = (counts: Counts): string => assembled(diff, markup, { table, figures, findings, fixed }, counts).join('\n');
  const counts: Counts = { rows: changes.length, findings: findings.length, figures: changes.length, fixed: fixed.length };
  for (const key of ['fixed', 'figures', 'findings', 'rows'] as const) {
    if (textOf(counts).length <= most) break;
    let [fits, tooMany] = [0, counts[key]];
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (textOf({ ...counts, [key]: middle }).length <= most) fits = middle;
      else tooMany = middle;
    }
    counts[key] = fits;
  }
  return textOf(counts);
}

interface Parts {
  readonly table: Table;
  readonly figures: Table;
  readonly findings: readonly string[];
  readonly fixed: readonly string[];
}
function assembled(diff: DiffReport, markup: Markup, { table, figures, findings, fixed }: Parts, counts: Counts): string[] {
  const { changes, budgets = [], head } = diff;
  const shown = { rows: table.rows.slice(0, counts.rows), findings: findings.slice(0, counts.findings), fixed: fixed.slice(0, counts.fixed) };
  const news = diff.findings.new.length;
  return spaced([
    [`### Prompt cost: ${costText(diff)}`],
    [[...(changes.length > 0 ? [callsText(diff)] : []), ...(news > 0 ? [countText(news, 'new finding')] : [])].join(', ')].map(line => (line === '' ? '' : `${line}.`)),
    budgetLines(budgets, markup.code).map(line => `- ${line}`),
    tableLines(table, shown.rows.slice(0, open.rows)),
    restOf(table, shown.rows.slice(open.rows), changes.length, Math.min(shown.rows.length, open.rows), 'call', markup),
    ...(news > 0 ? [[`**${news === 1 ? 'New finding' : 'New findings'}**`], shown.findings.slice(0, open.findings), restOf(undefined, shown.findings.slice(open.findings), news, Math.min(shown.findings.length, open.findings), 'finding', markup)] : []),
    head.configurationChanged ? ['The configuration changes here; it holds from the next change on.'] : [],
    foldedLines(detailLines(diff, markup, figures, shown.fixed, counts), markup),
    [coverageText(diff.totals, markup.code)],
  ]);
}

function tableLines({ head }: Table, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [...head, ...rows];
}

/** What does not stand open: folded, or counted where there is no room for it. */
function restOf(table: Table | undefined, rows: readonly string[], all: number, before: number, one: string, markup: Markup): string[] {
  const left = all - before - (markup.folded ? rows.length : 0);
  return [
    ...(markup.folded && rows.length > 0 ? markup.folded(`${countText(rows.length, 'more', 'more')}`, table ? tableLines(table, rows) : rows) : []),
    ...(left > 0 ? [...(markup.folded && rows.length > 0 ? [''] : []), leftText(left, one)] : []),
  ];
}

function leftText(left: number, one: string): string {
  return `… and ${countText(left, one)} more, for which there is no room here.`;
}

function detailLines(diff: DiffReport, markup: Markup, figures: Table, fixed: readonly string[], counts: Counts): string[] {
  const { base, head, findings, totals: { coverage } } = diff;
  const named = coverage.skipped.length + coverage.failed.length > 0 ? [...coverage.failed.map(({ path, message }) => `- ${markup.code(path)} failed: ${markup.sentence(message)}`), ...coverage.skipped.map(({ path, reason }) => `- ${markup.code(path)} skipped: ${markup.sentence(reason)}`)] : [];
  return spaced([
    [`${stateText(base, markup.code)} → ${stateText(head, markup.code)}. ${currencyName()} for 1,000 calls, of the input that is known before the run.${diff.totals.usdPerMonth ? ` A month is of ${countText(diff.totals.usdPerMonth.calls, 'call')} whose traffic is known.` : ''}`],
    tableLines(figures, figures.rows.slice(0, counts.figures)),
    counts.figures < diff.changes.length && counts.figures > 0 ? [leftText(diff.changes.length - counts.figures, 'call')] : [],
    findings.fixed.length > 0 ? [`**${countText(findings.fixed.length, 'finding')} fixed**`] : [],
    fixed,
    findings.fixed.length > fixed.length && fixed.length > 0 ? [leftText(findings.fixed.length - fixed.length, 'finding')] : [],
    [...named.slice(0, 20), ...(named.length > 20 ? [`- … and ${integerText(named.length - 20)} more.`] : [])],
  ]);
}

function foldedLines(lines: readonly string[], markup: Markup): string[] {
  return markup.folded ? markup.folded('Details', lines) : [];
}

/** Sections with a blank line between them. */
function spaced(sections: readonly (readonly string[])[]): string[] {
  return sections.filter(lines => lines.some(line => line !== '')).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

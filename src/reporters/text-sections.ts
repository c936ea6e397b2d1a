/** The tables below the findings. */
import type { Report } from '../core/report.ts';
import { countedCalls } from '../core/counted.ts';
import { costByModel, monthTotal } from './breakdown.ts';
import { figureLines } from './budget-words.ts';
import { basisText, byCost, inputText, modelText, outputText, unpricedReasons } from './call-words.ts';
import { currencyName, moneyHead } from './currency.ts';
import { countText, integerText, usdText } from './figures.ts';
import { monthLines } from './month-table.ts';
import { callPlaceText } from './place.ts';
import { printable } from '../core/printable.ts';
import type { Style } from './style.ts';
import { type Column, clipped, tableLines, wrapped } from './table.ts';

const maxRows = 40;

/** Calls, dearest first. */
export function callSection({ calls }: Report, columns: number, style: Style, base = ''): string[] {
  if (calls.length === 0) return [];
  const sorted = countedCalls(calls).toSorted(byCost);
  const rows = sorted.slice(0, maxRows).map(call => [
    callPlaceText(call, base),
    modelText(call),
    inputText(call),
    outputText(call),
    call.cost ? usdText(call.cost.inputPerCall * 1000) : '',
    call.cost?.outputMaxPerCall == null ? '' : usdText(call.cost.outputMaxPerCall * 1000),
    basisText(call),
  ]);
  const table: Column[] = [
    { head: 'call', shrinks: 'start' },
    { head: 'model', shrinks: 'middle' },
    { head: 'input', align: 'right' },
    { head: 'output', align: 'right' },
    { head: moneyHead('input'), align: 'right' },
    { head: moneyHead('output'), align: 'right' },
    { head: 'basis' },
  ];
  const more = sorted.length - rows.length;
  return [
    style.bold('Calls'),
    ...wrapped(`Tokens per call, ${currencyName()} per 1,000 calls; \`+\` marks text that comes at run time, \`≤\` the limit.`, columns - 2).map(line => style.dim(`  ${line}`)),
    ...tableLines(table, rows, columns),
    ...(more > 0 ? [clipped(`  … and ${integerText(more)} more; --format json lists all.`, columns)] : []),
  ];
}

/** What each model would cost if every call ran a thousand times. */
export function modelSection(report: Report, columns: number, style: Style): string[] {
  const models = costByModel(report).filter(({ priced }) => priced > 0);
  if (models.length === 0) return [];
  const rows = models
    .toSorted((a, b) => b.input + b.outputMax - a.input - a.outputMax || (a.name < b.name ? -1 : 1))
    .map(({ name, priced, input, outputMax }) => [name, integerText(priced), usdText(input), usdText(outputMax)]);
  const table: Column[] = [{ head: 'model', shrinks: 'middle' }, { head: 'calls', align: 'right' }, { head: moneyHead('input'), align: 'right' }, { head: moneyHead('output'), align: 'right' }];
  return [style.bold('Models, 1,000 runs of each call'), ...tableLines(table, rows, columns)];
}

/** What calls cost in a month, dearest first: only where someone said how often they run. */
export function monthSection(report: Report, columns: number, style: Style, base = ''): string[] {
  const { calls, summary: { usdPerMonth } } = report;
  if (!usdPerMonth) return [];
  const dearest = countedCalls(calls)
    .flatMap(call => (call.monthly?.usd ? [{ call, monthly: call.monthly, total: call.monthly.usd.input + call.monthly.usd.output }] : []))
    .toSorted((a, b) => b.total - a.total || byCost(a.call, b.call))
    .slice(0, maxRows);
  return [style.bold(`A month: ${monthTotal(report)} for ${countText(usdPerMonth.calls, 'call')} with traffic`), ...monthLines(dearest.map(({ call, monthly }) => ({ place: callPlaceText(call, base), monthly })), columns)];
}

/** Findings by the way in which they save. */
export function savingsSection({ findings, summary }: Report, columns: number, style: Style): string[] {
  const strategies = new Map<string, { findings: number; tokens: number; usd: number }>();
  for (const { strategy, savings } of findings) {
    const total = strategies.get(strategy) ?? { findings: 0, tokens: 0, usd: 0 };
    strategies.set(strategy, { findings: total.findings + 1, tokens: total.tokens + (savings?.tokensPerCall ?? 0), usd: total.usd + (savings?.usdPerThousandCalls ?? 0) });
  }
  if (strategies.size === 0) return [];
  const rows = [...strategies]
    .toSorted(([a, one], [b, other]) => other.usd - one.usd || other.findings - one.findings || (a < b ? -1 : 1))
    .map(([strategy, { findings: count, tokens, usd }]) => [strategy.replaceAll('-', ' '), integerText(count), tokens > 0 ? integerText(tokens) : '', usd > 0 ? usdText(usd) : '']);
  const table: Column[] = [{ head: 'strategy', shrinks: 'middle' }, { head: 'findings', align: 'right' }, { head: 'tokens', align: 'right' }, { head: moneyHead('/ 1,000'), align: 'right' }];
  // Ways that exclude each other save once.
  const together = summary.achievable.usdPerThousandCalls;
  return [style.bold('Savings'), ...tableLines(table, rows, columns), ...(together > 0 ? wrapped(`Together: ${usdText(together)} per 1,000 runs of each call.`, columns - 2).map(line => `  ${line}`) : [])];
}

/** What the configuration allows, and what there is. */
export function budgetSection({ budgets = [] }: Report, columns: number, style: Style): string[] {
  if (budgets.length === 0) return [];
  return [style.bold('Budgets'), ...figureLines(budgets, printable).flatMap(({ text, isOver }) => wrapped(text, columns - 4).map((part, index) => `  ${index === 0 ? '' : '  '}${isOver ? style.red(part) : part}`))];
}

/** What was looked at, and what was not: blind spots have reasons. */
export function coverageSection({ files, calls }: Report, columns: number, style: Style, base = ''): string[] {
  const reasons = new Map<string, string[]>();
  for (const { path, reason } of files.skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), path]);
  const lines = [
    `${countText(files.scanned, 'file')} scanned, ${integerText(files.analyzed)} analysed`,
    ...[...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([reason, paths]) => `${integerText(paths.length)} skipped, ${reason}: ${examples(paths, base)}`),
    ...files.failed.slice(0, 10).map(({ path, message }) => `failed: ${printable(base + path)}: ${printable(message)}`),
    ...(files.failed.length > 10 ? [`… and ${integerText(files.failed.length - 10)} more failed`] : []),
    ...unpricedReasons(calls).slice(0, 10).map(({ reason, calls: count }) => `${countText(count, 'call')} without price: ${printable(reason)}`),
  ];
  return [style.bold('Coverage'), ...lines.flatMap(line => wrapped(line, columns - 4).map((part, index) => `  ${index === 0 ? '' : '  '}${part}`))];
}

function examples(paths: readonly string[], base: string): string {
  const [first, ...more] = paths;
  return `${printable(base + first!)}${more.length > 0 ? `, … (--format json lists all)` : ''}`;
}

/** What CloudWatch counts and what was billed, as lines. */
import { moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, usdText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { percentText } from '../../cost/money.ts';
import { tableLines } from '../../reporters/table.ts';
import { MONTH_HOURS } from '../../usage/measured.ts';
import { dayText, durationText, type ReadLogs } from './logs.ts';

export function metricLines({ metrics, rows, window }: ReadLogs, { byModel = false }: { readonly byModel?: boolean }): string[] {
  if (!metrics) return [];
  const unread = metrics.unread > 0 ? [`${countText(metrics.unread, 'series', 'series')} left out: the label names no metric of \`AWS/Bedrock\` or no model.`] : [];
  if (!metrics.window) return ['CloudWatch: nothing was counted.', ...unread];
  const perMonth = (all: readonly { readonly requests: number }[], hours: number): number => (all.reduce((sum, { requests }) => sum + requests, 0) * MONTH_HOURS) / hours;
  const counted = perMonth(metrics.rows, metrics.window.hours);
  const logged = window ? perMonth(rows, window.hours) : undefined;
  return [
    `CloudWatch counts ${integerText(counted)} requests a month from ${dayText(metrics.window.first)} to ${dayText(metrics.window.last)} (${durationText(metrics.window.hours)})${logged === undefined ? '' : `, the logs ${integerText(logged)} (${percentText(counted === 0 ? 0 : logged / counted)})`}.`,
    ...(logged === undefined && !byModel ? ['It knows no calls: `--by-model` takes what a model has for the one call in the code that uses it.'] : []),
    ...unread,
  ];
}

export function billLines({ bill }: ReadLogs, width: number): string[] {
  if (!bill) return [];
  const right = { align: 'right' as const };
  return [
    `Billed${bill.first ? ` from ${bill.first} to ${bill.last}` : ''}:`,
    ...tableLines(
      [{ head: 'model', shrinks: 'start' }, { head: 'tokens in', ...right }, { head: 'out', ...right }, { head: 'cache read', ...right }, { head: 'written', ...right }, { head: moneyHead('billed'), ...right }, { head: moneyHead('by price'), ...right }],
      bill.models.map(({ model, tokens, usd, usdAtPrices }) => [printable(model), ...[tokens.input, tokens.output, tokens.cacheRead, tokens.cacheWrite].map(integerText), usdText(usd), usdAtPrices === null ? '' : usdText(usdAtPrices)]),
      width,
    ),
    ...(bill.otherUsd > 0 ? [`  and ${usdText(bill.otherUsd)} for what is no tokens`] : []),
  ];
}

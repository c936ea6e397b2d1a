/** What calls cost in a month, as a table. */
import { ANSWERS, type Monthly } from '../core/report.ts';
import { moneyHead } from './currency.ts';
import { integerText, usdText } from './figures.ts';
import { printable } from '../core/printable.ts';
import { type Column, tableLines } from './table.ts';

const head = (): readonly Column[] => [{ head: 'call', shrinks: 'start' }, { head: 'a month', align: 'right' }, { head: moneyHead('input'), align: 'right' }, { head: moneyHead('output'), align: 'right' }, { head: 'basis' }, { head: 'leaves out', shrinks: 'middle' }];

/** A line for each call, in the order given; none without calls. */
export function monthLines(calls: readonly { readonly place: string; readonly monthly: Monthly }[], width: number): string[] {
  if (calls.length === 0) return [];
  const rows = calls.map(({ place, monthly: { calls: count, usd, basis, leavesOut = [] } }) => [place, integerText(count), usd ? usdText(usd.input) : 'unpriced', usd ? (leavesOut.includes(ANSWERS) ? '–' : usdText(usd.output)) : '', basis, printable(leavesOut.join(', '))]);
  return tableLines(head(), rows, width);
}

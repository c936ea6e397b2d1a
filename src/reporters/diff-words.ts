/** What texts, comments and summaries of a change share. */
import type { CallChange, Change, DiffReport, DiffTotals } from '../core/diff.ts';
import { moreText, percentText, type Shown } from './change-words.ts';
import { countText, integerText } from './figures.ts';

/** One sentence, the number first. */
export function headlineOf(diff: DiffReport): string {
  if (diff.changes.length === 0) return diff.findings.new.length > 0 ? `No change in cost, ${countText(diff.findings.new.length, 'new finding')}.` : 'No change in cost.';
  const text = `${costText(diff)}: ${callsText(diff)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `+$120.00 a month (+12 %), +$1.23 per 1,000 calls, up to +$4.56 of output`: as much as the limits allow; the month where traffic is known. */
export function costText({ changes, totals: { usdPerThousandCalls, usdPerMonth } }: DiffReport): string {
  if (changes.length === 0) return 'no change';
  const perThousand = perThousandText(usdPerThousandCalls);
  return usdPerMonth && usdPerMonth.change !== 0 ? `${monthText(usdPerMonth)}, ${perThousand}` : perThousand;
}

/** `+$120.00 a month (+12 %)`. */
export function monthText({ before, after }: Pick<Change, 'before' | 'after'>): string {
  const percent = percentText(before, after);
  return `${moreText(after - before)} a month${percent === '' ? '' : ` (${percent})`}`;
}

/** The month of one call; undefined where its traffic is not known, or it stays. */
export function monthOfChange({ usdPerMonth }: CallChange): string | undefined {
  const { before, after } = usdPerMonth ?? { before: null, after: null };
  return before === null || after === null || before === after ? undefined : monthText({ before, after });
}

function perThousandText({ input, outputMax }: DiffTotals['usdPerThousandCalls']): string {
  const percent = percentText(input.before, input.after);
  const output = outputMax.change === 0 ? [] : [`up to ${moreText(outputMax.change)} of output`];
  if (input.change === 0) return output.length === 0 ? 'the same per 1,000 calls' : `${output.join('')} per 1,000 calls`;
  return [`${moreText(input.change)}${percent === '' ? '' : ` (${percent})`} per 1,000 calls`, ...output].join(', ');
}

/** `2 calls changed, 1 added`; empty without a change. */
export function callsText({ totals: { calls } }: DiffReport): string {
  const parts = [
    ...(calls.changed > 0 ? [`${countText(calls.changed, 'call')} changed`] : []),
    ...(calls.added > 0 ? [`${calls.changed > 0 ? integerText(calls.added) : countText(calls.added, 'call')} added`] : []),
    ...(calls.removed > 0 ? [`${calls.changed + calls.added > 0 ? integerText(calls.removed) : countText(calls.removed, 'call')} removed`] : []),
  ];
  return parts.join(', ');
}

/** What was looked at, and what was not. */
export function coverageText({ coverage: { files, calls, unpriced, skipped, failed } }: DiffTotals, shown: Shown): string {
  const named = (all: readonly { readonly path: string }[]): string => `${shown(all[0]!.path)}${all.length > 1 ? ', …' : ''}`;
  return [
    `${countText(calls, 'call')} in ${countText(files, 'file')} that changed or depend on a change`,
    ...(unpriced > 0 ? [`${integerText(unpriced)} unpriced`] : []),
    ...(skipped.length > 0 ? [`${integerText(skipped.length)} skipped (${named(skipped)})`] : []),
    ...(failed.length > 0 ? [`${integerText(failed.length)} failed (${named(failed)})`] : []),
  ].join(', ').concat('.');
}

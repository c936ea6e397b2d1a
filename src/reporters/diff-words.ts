/** What texts, comments and summaries of a change share. */
import type { DiffReport, DiffTotals } from '../core/diff.ts';
import { moreText, percentText, type Shown } from './change-words.ts';
import { countText, integerText } from './figures.ts';

/** One sentence, the number first. */
export function headlineOf(diff: DiffReport): string {
  if (diff.changes.length === 0) return diff.findings.new.length > 0 ? `No change in cost, ${countText(diff.findings.new.length, 'new finding')}.` : 'No change in cost.';
  const text = `${costText(diff)}: ${callsText(diff)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `+$1.23 (+12 %) per 1,000 calls, up to +$4.56 of output`: as much as the limits allow. */
export function costText({ changes, totals: { usdPerThousandCalls: { input, outputMax } } }: DiffReport): string {
  if (changes.length === 0) return 'no change';
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

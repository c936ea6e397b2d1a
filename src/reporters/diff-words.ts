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

/** `+$120.00 a month (+12 %), +$1.23 per 1,000 calls, up to +$4.56 of output`: as much as the limits allow; the month where traffic is known. Where no figure tells, what changed instead. */
export function costText({ changes, totals: { usdPerThousandCalls, usdPerMonth } }: DiffReport): string {
  if (changes.length === 0) return 'no change';
  const perThousand = perThousandText(usdPerThousandCalls) ?? withoutFigure(changes);
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

function perThousandText({ input, outputMax }: DiffTotals['usdPerThousandCalls']): string | undefined {
  const percent = percentText(input.before, input.after);
  const output = outputMax.change === 0 ? [] : [`up to ${moreText(outputMax.change)} of output`];
  if (input.change === 0) return output.length === 0 ? undefined : `${output.join('')} per 1,000 calls`;
  return [`${moreText(input.change)}${percent === '' ? '' : ` (${percent})`} per 1,000 calls`, ...output].join(', ');
}

/** `+3,196 input tokens, unpriced`, `caching lost`: the sums stay, or nothing in them is known. */
function withoutFigure(changes: readonly CallChange[]): string {
  const unpriced = changes.filter(isUnpriced);
  const kinds = new Set(changes.flatMap(({ kinds: own }) => own));
  const tokens = unpriced.reduce((sum, { before, after }) => sum + (after?.tokens.input ?? 0) - (before?.tokens.input ?? 0), 0);
  const cached = new Set(changes.flatMap(({ kinds: own, after }) => (own.includes('caching') ? [after?.caching === 'used'] : [])));
  const words = [
    ...(tokens === 0 ? [] : [`${tokens > 0 ? '+' : '−'}${countText(Math.abs(tokens), 'input token')}`]),
    ...(kinds.has('model') ? ['another model'] : []),
    ...(kinds.has('limit') ? [limitWords(changes)] : []),
    ...(cached.has(false) ? ['caching lost'] : []),
    ...(cached.has(true) ? ['caching gained'] : []),
    ...(kinds.has('loop') ? ['run in another way'] : []),
    ...(unpriced.length === changes.length ? ['unpriced'] : []),
  ];
  return words.length > 0 ? words.join(', ') : 'the same per 1,000 calls';
}

function limitWords(changes: readonly CallChange[]): string {
  const limits = changes.filter(({ kinds }) => kinds.includes('limit'));
  if (limits.every(({ after }) => after?.maxTokens.state === 'missing')) return 'a limit removed';
  return limits.every(({ before }) => before?.maxTokens.state === 'missing') ? 'a limit added' : 'another limit';
}

function isUnpriced({ usdPerThousandCalls: { before, after } }: CallChange): boolean {
  return before === null || after === null;
}

/** `2 calls changed, 1 added, 1 of these unpriced`; empty without a change. */
export function callsText({ changes, totals: { calls, prompts } }: DiffReport): string {
  const unpriced = changes.filter(isUnpriced).length;
  const parts = [
    ...countsText(calls, 'call'),
    ...(prompts ? countsText(prompts, 'prompt') : []),
    ...(unpriced > 0 && unpriced < changes.length ? [`${integerText(unpriced)} of these unpriced`] : []),
  ];
  return parts.join(', ');
}

/** `2 calls changed`, `1 added`: what is counted is named once. */
function countsText({ changed, added, removed }: DiffTotals['calls'], one: string): string[] {
  const counts = [[changed, 'changed'], [added, 'added'], [removed, 'removed']] as const;
  return counts.filter(([count]) => count > 0).map(([count, what], index) => `${index === 0 ? countText(count, one) : integerText(count)} ${what}`);
}

/** What was looked at, and what was not. */
export function coverageText({ coverage: { files, calls, unpriced, skipped, failed } }: DiffTotals, shown: Shown): string {
  const named = (all: readonly { readonly path: string }[]): string => `${shown(all[0]!.path)}${all.length > 1 ? ', …' : ''}`;
  return [
    `${countText(calls, 'call')} in ${countText(files, 'file')} that the change reaches`,
    ...(unpriced > 0 ? [`${integerText(unpriced)} unpriced`] : []),
    ...(skipped.length > 0 ? [`${integerText(skipped.length)} skipped (${named(skipped)})`] : []),
    ...(failed.length > 0 ? [`${integerText(failed.length)} failed (${named(failed)})`] : []),
  ].join(', ').concat('.');
}

/** Is a change worth a word? */
import type { CallChange, DiffReport } from '../core/diff.ts';

/** US dollars per 1,000 calls, or percent of what they cost before; up or down. */
export interface MinChange {
  readonly value: number;
  readonly unit: 'usd' | 'percent';
}

/** New findings and budgets that the change reaches are; old debt and findings that it fixes are no reason to speak up. */
export function isBeyond({ changes, findings, totals, budgets = [] }: DiffReport, min: MinChange | undefined): boolean {
  if (findings.new.length > 0 || budgets.some(({ state, reached }) => state === 'over' || state === 'raised' || reached.length > 0)) return true;
  if (min === undefined) return changes.length > 0;
  const { input, outputMax } = totals.usdPerThousandCalls;
  return [input, outputMax].some(({ before, after }) => isMore(before, after, min)) || changes.some(change => isRowBeyond(change, min));
}

function isRowBeyond({ before, after, kinds, usdPerThousandCalls }: CallChange, min: MinChange): boolean {
  // What the figures do not show is not below them: a lost cache, a loop, a price that is no longer known.
  if (kinds.includes('caching') || kinds.includes('loop')) return true;
  if ((usdPerThousandCalls.before === null) !== (usdPerThousandCalls.after === null)) return true;
  if (usdPerThousandCalls.before === null || usdPerThousandCalls.after === null) return min.unit === 'percent' && isMore(before?.tokens.input ?? 0, after?.tokens.input ?? 0, min);
  const [old, now] = [before, after].map(state => (state === null ? 0 : (state.usdPerThousandCalls?.outputMax ?? null))) as [number | null, number | null];
  return isMore(usdPerThousandCalls.before, usdPerThousandCalls.after, min) || (old !== null && now !== null && isMore(old, now, min));
}

function isMore(before: number, after: number, { value, unit }: MinChange): boolean {
  if (before === after) return false;
  if (unit === 'usd') return Math.abs(after - before) >= value;
  return before === 0 || Math.abs(after / before - 1) * 100 >= value;
}

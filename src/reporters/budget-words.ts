import type { BudgetState } from '../core/diff.ts';
import type { Shown } from './change-words.ts';
import { integerText, usdText } from './figures.ts';

/** A sentence for each budget that the change brings to an alert level or over its limit, or finds there. */
export function budgetLines(budgets: readonly BudgetState[], shown: Shown): string[] {
  return budgets.flatMap(budget => {
    const { name, limit, before, after, state, reached } = budget;
    const figure = (value: number): string => (budget.measure === 'tokens' ? `${integerText(value)} tokens` : `${usdText(value)} per 1,000 calls${budget.measure === 'usdPerThousandCalls' ? '' : ' at the limits'}`);
    const of = `Budget ${shown(name)}: ${figure(after)} of ${figure(limit)}`;
    if (state === 'over') return [`${of}, over by this change (it was ${figure(before)}).`];
    if (state === 'raised') return [`${of}, over before and raised by this change (it was ${figure(before)}).`];
    if (state === 'was-over') return [`${of}, over already before this change.`];
    return reached.length > 0 ? [`${of}, ${reached.at(-1)} % reached by this change.`] : [];
  });
}

import type { BudgetState } from '../core/diff.ts';
import type { Measured } from './figures.ts';

/** Budgets under a change; both lists are of the same budgets. Those of which nothing is known on either side are left out. */
export function statesOf(before: readonly Measured[], after: readonly Measured[]): BudgetState[] {
  return after.flatMap(({ name, measure, limit, alerts, value: now }, index) => {
    const old = before[index]?.value;
    if (now === undefined && old === undefined) return [];
    const [from, to] = [old ?? 0, now ?? 0];
    const at = (alert: number): number => (limit * alert) / 100;
    return [{ name, measure, limit, before: from, after: to, reached: alerts.filter(alert => to >= at(alert) && from < at(alert)), state: stateOf(from, to, limit) }];
  });
}

function stateOf(before: number, after: number, limit: number): BudgetState['state'] {
  if (after <= limit) return 'within';
  if (before <= limit) return 'over';
  return after > before ? 'raised' : 'was-over';
}

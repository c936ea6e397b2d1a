/** The budgets of the configuration, held against what was found. */
import { resolve } from 'node:path';
import { figuresIn, type Measured, measured } from '../budget/figures.ts';
import { statesOf } from '../budget/states.ts';
import { countedCalls } from '../core/counted.ts';
import type { BudgetState } from '../core/diff.ts';
import type { Report } from '../core/report.ts';
import { pairsOf } from '../diff/match.ts';
import { relativePath } from '../project/relative-path.ts';
import type { Configuration } from '../scan/settings.ts';

/** The report with its budgets. Paths of calls are relative to `root`. */
export function withBudgets(report: Report, { settings: { budgets = [] }, directory }: Configuration, root: string): Report {
  return budgets.length === 0 ? report : { ...report, budgets: figuresIn(measured(budgets, report.calls, fromDirectory(directory, root))) };
}

/** Budgets under a change; both reports are of the whole project. */
export function budgetsOf(base: Report, head: Report, { settings: { budgets = [] }, directory }: Configuration, root: string): BudgetState[] {
  const idBefore = new Map(pairsOf(countedCalls(base.calls), countedCalls(head.calls)).flatMap(([before, after]) => (before && after ? [[after.id, before.id] as const] : [])));
  const of = ({ calls }: Report, idOf?: Parameters<typeof measured>[3]): Measured[] => measured(budgets, calls, fromDirectory(directory, root), idOf);
  return statesOf(of(base), of(head, ({ id }) => idBefore.get(id) ?? id));
}

function fromDirectory(directory: string, root: string): (path: string) => string {
  return path => relativePath(directory, resolve(root, path));
}

/** What the calls of each budget come to. */
import picomatch from 'picomatch';
import type { BudgetMeasure } from '../core/diff.ts';
import { countedCalls } from '../core/counted.ts';
import type { BudgetFigure, ReportCall } from '../core/report.ts';
import { moneyOf, sum, usd } from '../cost/index.ts';
import { type Budget, defaultAlerts, measures } from './budget.ts';

/** One limit of one budget, and the calls it is about. */
export interface Measured {
  readonly name: string;
  readonly measure: BudgetMeasure;
  readonly limit: number;
  /** Percent, ascending. */
  readonly alerts: readonly number[];
  /** Undefined where nothing is known: no call is in it, or none of them has a price or traffic. */
  readonly value: number | undefined;
  readonly calls: readonly ReportCall[];
  /** Calls that have no figure of this kind, which the value therefore leaves out. */
  readonly without: number;
}

/**
 * `toDirectory` turns the path of a call into one that the globs of the configuration are meant for.
 * `idOf` is the id that budgets know a call by: a change to its prompt gives it another one.
 */
export function measured(budgets: readonly Budget[], calls: readonly ReportCall[], toDirectory: (path: string) => string, idOf: (call: ReportCall) => string = ({ id }) => id): Measured[] {
  const counted = countedCalls(calls);
  return budgets.flatMap(budget => {
    const isInFiles = budget.files ? picomatch([...budget.files], { dot: true, nonegate: true }) : () => true;
    const within = counted.filter(call => (budget.call === undefined || [call.id, idOf(call)].includes(budget.call)) && (budget.within === undefined || budget.within === call.within) && isInFiles(toDirectory(call.path)));
    const alerts = [...new Set(budget.alerts ?? defaultAlerts)].toSorted((a, b) => a - b);
    return measures.flatMap(measure => {
      const limit = budget[measure];
      if (limit === undefined) return [];
      const figures = within.map(call => figureOf(call, measure));
      const known = figures.filter(figure => figure !== undefined);
      return [{ name: nameOf(budget), measure, limit, alerts, value: known.length === 0 ? undefined : together(known, measure), calls: within, without: figures.length - known.length }];
    });
  });
}

/** A budget as a report of one state has it. */
export function figuresIn(all: readonly Measured[]): BudgetFigure[] {
  return all.map(({ name, measure, limit, alerts, value, calls, without }) => ({
    name,
    measure,
    limit,
    value: value ?? null,
    calls: calls.length,
    ...(without > 0 && { without }),
    reached: value === undefined ? [] : alerts.filter(alert => value >= (limit * alert) / 100),
    isOver: value !== undefined && value > limit,
  }));
}

function figureOf({ tokens, cost, monthly }: ReportCall, measure: BudgetMeasure): number | undefined {
  switch (measure) {
    case 'tokens':
      return tokens.input.static;
    case 'usdPerThousandCalls':
      return cost ? cost.inputPerCall * 1000 : undefined;
    case 'usdPerThousandCallsAtLimit':
      // Without a limit there is no most that it can cost.
      return cost && cost.outputMaxPerCall !== null ? (cost.inputPerCall + cost.outputMaxPerCall) * 1000 : undefined;
    default:
      return monthly?.usd ? monthly.usd.input + monthly.usd.output : undefined;
  }
}

/** A limit of tokens is one for each call; money is for all of them. */
function together(figures: readonly number[], measure: BudgetMeasure): number {
  return measure === 'tokens' ? Math.max(...figures) : usd(sum(figures.map(moneyOf)));
}

function nameOf({ name, call, files, within }: Budget): string {
  return name ?? ([call, files?.join(', '), within].filter(part => part !== undefined).join(' ') || 'project');
}

/** A budget as the configuration has it. */
import type { BudgetMeasure } from '../core/diff.ts';

export interface Budget extends Partial<Readonly<Record<BudgetMeasure, number>>> {
  readonly name?: string;
  /** Which calls it is about; all of the project without any of these. */
  readonly call?: string;
  readonly files?: readonly string[];
  readonly within?: string;
  /** Percent of the limit at which it speaks up. */
  readonly alerts?: readonly number[];
}

/** Each is a limit of its own. */
export const measures = ['tokens', 'usdPerThousandCalls', 'usdPerThousandCallsAtLimit', 'usdPerMonth'] as const satisfies readonly BudgetMeasure[];

export const defaultAlerts: readonly number[] = [50, 80, 100];

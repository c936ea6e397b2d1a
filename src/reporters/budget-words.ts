import type { BudgetState } from '../core/diff.ts';
import type { BudgetFigure } from '../core/report.ts';
import type { Shown } from './change-words.ts';
import { countText, integerText, usdText } from './figures.ts';

/** A sentence for each budget that the change brings to an alert level or over its limit, or finds there. */
export function budgetLines(budgets: readonly BudgetState[], shown: Shown): string[] {
  return budgets.flatMap(budget => {
    const { name, limit, before, after, state, reached } = budget;
    const figure = (value: number): string => figureText(value, budget.measure);
    const of = `Budget ${shown(name)}: ${figure(after)} of ${limitText(limit, budget.measure)}`;
    if (state === 'over') return [`${of}, over by this change (it was ${figure(before)}).`];
    if (state === 'raised') return [`${of}, over before and raised by this change (it was ${figure(before)}).`];
    if (state === 'was-over') return [`${of}, over already before this change.`];
    return reached.length > 0 ? [`${of}, ${reached.at(-1)} % reached by this change.`] : [];
  });
}

/** A sentence for each budget of a report. */
export function figureLines(budgets: readonly BudgetFigure[], shown: Shown): { readonly text: string; readonly isOver: boolean; readonly meetsNone: boolean }[] {
  return budgets.map(({ name, measure, limit, value, calls, without = 0, reached, isOver }) => {
    const of = limitText(limit, measure);
    if (value === null) return { text: `Budget ${shown(name)}: of ${of} nothing is known, ${calls === 0 ? 'no call is in it' : `${countText(calls, 'call')} without ${missing[measure]}`}.`, isOver, meetsNone: calls === 0 };
    const percent = limit === 0 ? '' : `, ${integerText(Math.floor((value / limit) * 100))} %`;
    const left = without > 0 ? `, without ${countText(without, 'call')} that ${without === 1 ? 'has' : 'have'} no ${missing[measure]}` : '';
    return { text: `Budget ${shown(name)}: ${figureText(value, measure)} of ${of}${isOver ? ', over' : reached.length > 0 ? percent : ''}${left}.`, isOver, meetsNone: false };
  });
}

const missing: { readonly [measure in BudgetFigure['measure']]: string } = { tokens: 'tokens', usdPerThousandCalls: 'price', usdPerThousandCallsAtLimit: 'price or limit', usdPerMonth: 'traffic or price' };
const units: { readonly [measure in BudgetFigure['measure']]: string } = { tokens: 'tokens a call', usdPerThousandCalls: 'per 1,000 calls', usdPerThousandCallsAtLimit: 'per 1,000 calls at the limits', usdPerMonth: 'a month' };

function figureText(value: number, measure: BudgetFigure['measure']): string {
  return measure === 'tokens' ? integerText(value) : usdText(value);
}

function limitText(limit: number, measure: BudgetFigure['measure']): string {
  return `${figureText(limit, measure)} ${units[measure]}`;
}

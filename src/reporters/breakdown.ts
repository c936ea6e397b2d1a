/** What calls cost, by file and by model; what can be saved, by strategy. */
import { generates } from '../core/call.ts';
import { countedCalls } from '../core/counted.ts';
import type { Report, ReportCall } from '../core/report.ts';
import { modelText } from './call-words.ts';
import { errorText, usdText } from './figures.ts';

/** Calls that have something in common. US dollars when each of them runs 1,000 times. */
export interface Share {
  readonly name: string;
  readonly calls: number;
  /** Calls that have a price: the figures are of them. */
  readonly priced: number;
  /** Calls that generate and have none. */
  readonly unpriced: number;
  /** Known input. */
  readonly input: number;
  /** Answers as long as their limits: the most that they can cost, not what they will. */
  readonly outputMax: number;
  /** `exact`, or within how much of the figure for the input the truth lies. */
  readonly basis: string;
  /** Calls with traffic and what they cost a month, where someone told or measured that. */
  readonly month?: { readonly calls: number; readonly usd: number };
}

/** The dearest input first. */
export function costByFile({ calls }: Report): Share[] {
  return shares(calls, ({ path }) => path);
}

/** The dearest input first; of a call that may use several models the dearest counts. */
export function costByModel({ calls }: Report): Share[] {
  return shares(calls, modelText);
}

/** One way to spend less. */
export interface StrategyShare {
  readonly name: string;
  readonly findings: number;
  /** Of 1,000 runs of each call, on the known input; what excludes each other counts once. */
  readonly usd: number;
}

/** The largest saving first, then those whose findings have no figure. */
export function savingsByStrategy({ findings, summary }: Report): StrategyShare[] {
  const counts = new Map<string, number>();
  for (const { strategy } of findings) counts.set(strategy, (counts.get(strategy) ?? 0) + 1);
  const usdOf = new Map<string, number>(summary.achievable.strategies.map(({ strategy, usdPerThousandCalls }) => [strategy, usdPerThousandCalls]));
  return [...counts]
    .map(([strategy, count]) => ({ name: strategy.replaceAll('-', ' '), findings: count, usd: usdOf.get(strategy) ?? 0 }))
    .toSorted((a, b) => b.usd - a.usd || b.findings - a.findings || (a.name < b.name ? -1 : 1));
}

function shares(calls: readonly ReportCall[], nameOf: (call: ReportCall) => string): Share[] {
  const groups = new Map<string, ReportCall[]>();
  for (const call of countedCalls(calls)) {
    const group = groups.get(nameOf(call));
    if (group) group.push(call);
    else groups.set(nameOf(call), [call]);
  }
  return [...groups].map(([name, own]) => shareOf(name, own)).toSorted((a, b) => b.input - a.input || b.outputMax - a.outputMax || b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

function shareOf(name: string, calls: readonly ReportCall[]): Share {
  const priced = calls.filter(({ cost }) => cost !== null);
  const months = calls.flatMap(({ monthly }) => monthly?.usd ?? []);
  return {
    name,
    calls: calls.length,
    priced: priced.length,
    unpriced: calls.filter(({ cost, operation }) => cost === null && generates.has(operation)).length,
    input: total(priced.map(({ cost }) => cost!.inputPerCall * 1000)),
    outputMax: total(priced.map(({ cost }) => (cost!.outputMaxPerCall ?? 0) * 1000)),
    basis: basisOf(priced),
    ...(months.length > 0 && { month: { calls: months.length, usd: total(months.map(({ input, output }) => input + output)) } }),
  };
}

/** A sum is at most as far off as the worst of its terms. */
function basisOf(calls: readonly ReportCall[]): string {
  if (calls.length === 0) return 'unpriced';
  const error = calls.reduce((most, { tokens }) => Math.max(most, tokens.input.error), 0);
  return error > 0 ? errorText(error) : calls.every(({ cost }) => cost!.basis === 'exact') ? 'exact' : calls[0]!.cost!.basis;
}

/** What a month costs, of the calls whose traffic is known; empty where none is. Parts of which nothing is said cost something, too. */
export function monthTotal({ calls, summary: { usdPerMonth } }: Report): string {
  if (!usdPerMonth) return '';
  const isLeast = calls.some(({ monthly }) => monthly && (!monthly.usd || monthly.leavesOut));
  return `${isLeast ? 'at least ' : ''}${usdText(usdPerMonth.input + usdPerMonth.output)}`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Where the month's bill goes, by what was spent in each hour. */
import { type Money, moneyOf, sum } from '../../cost/index.ts';
import { dollars } from './caching.ts';
import type { ModelHours } from './capacity.ts';

export interface Forecast {
  /** `2026-10`. */
  readonly month: string;
  /** Of this month, in the logs. USD. */
  readonly spent: number;
  /** At the month's end. USD. */
  readonly atEnd: number;
  /** Hours of the month before the logs begin: they are taken to be like the others. */
  readonly hoursBefore: number;
  /** By weekday where the logs are of two weeks or more. */
  readonly byWeekday: boolean;
  /** When a share of the budget is spent (ISO date and hour); null: not in this month. */
  readonly crossings: readonly { readonly percent: number; readonly usd: number; readonly at: string | null }[];
}

const HOUR = 3600;
const WEEK = 7 * 24;

/** `first` and `last` in seconds; `budget` in USD a month. */
export function forecastOf(models: readonly ModelHours[], { first, last }: { readonly first: number; readonly last: number }, budget?: number): Forecast | undefined {
  const costs = new Map<number, Money>();
  for (const { hours } of models) for (const { row, cost } of hours) costs.set(row.hour, (costs.get(row.hour) ?? 0n) + cost);
  if (costs.size === 0) return undefined;
  const from = first - (first % HOUR);
  const to = last - (last % HOUR) + HOUR;
  const day = new Date(last * 1000);
  const start = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1) / 1000;
  const end = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1) / 1000;
  const byWeekday = (to - from) / HOUR >= 2 * WEEK;
  const rates = ratesOf(costs, from, to, byWeekday);
  const spentAt = (hour: number): number => (hour >= from && hour < to ? dollars(costs.get(hour) ?? 0n) : rates(hour));
  let total = 0;
  const crossings = (budget === undefined ? [] : [50, 80, 100]).map(percent => ({ percent, usd: (budget! * percent) / 100, at: null as string | null }));
  for (let hour = start; hour < end; hour += HOUR) {
    total += spentAt(hour);
    // Sums of binary fractions fall a hair short of a round budget.
    for (const crossing of crossings) if (crossing.at === null && total + 1e-9 >= crossing.usd) crossing.at = new Date(hour * 1000).toISOString().slice(0, 13);
  }
  const spent = sum([...costs].flatMap(([hour, cost]) => (hour >= start ? [cost] : [])));
  return { month: day.toISOString().slice(0, 7), spent: dollars(spent), atEnd: dollars(moneyOf(total)), hoursBefore: Math.max(0, Math.round((from - start) / HOUR)), byWeekday, crossings };
}

/** USD of an hour that is not in the logs. */
function ratesOf(costs: ReadonlyMap<number, Money>, from: number, to: number, byWeekday: boolean): (hour: number) => number {
  const sums = Array.from({ length: 7 }, () => ({ usd: 0, hours: 0 }));
  for (let hour = from; hour < to; hour += HOUR) {
    const slot = sums[weekday(hour)]!;
    slot.usd += dollars(costs.get(hour) ?? 0n);
    slot.hours++;
  }
  const all = sums.reduce((total, { usd, hours }) => ({ usd: total.usd + usd, hours: total.hours + hours }), { usd: 0, hours: 0 });
  return hour => {
    const { usd, hours } = byWeekday ? sums[weekday(hour)]! : all;
    return hours === 0 ? 0 : usd / hours;
  };
}

function weekday(hour: number): number {
  return new Date(hour * 1000).getUTCDay();
}

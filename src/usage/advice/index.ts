/** Advice on measured traffic. */
import type { Call } from '../../core/call.ts';
import { type Money, sum } from '../../cost/index.ts';
import type { Window } from '../measured.ts';
import type { Advice } from './advice.ts';
import { cacheInUse, cachingAdvice } from './caching.ts';
import { canBeProvisioned, modelHoursOf, provisionedAdvice, selfHostingAdvice, type UnitOfCapacity } from './capacity.ts';
import { deduplicationAdvice, type Doubles, unitKey } from './flights.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { globalProfileAdvice, modelAdvice } from './placed.ts';
import { ranked } from './ranked.ts';
import { type Repeats, semanticCacheAdvice } from './repeats.ts';
import { type HourRow, type RunRow, toMonth, type Unit, type UnitRow, unitOf } from './unit.ts';
import { waitingAdvice } from './waiting.ts';

export { type Advice, type AdviceKind, type Level, RULES } from './advice.ts';
export { dollars } from './caching.ts';
export type { Forecast } from './forecast.ts';

/** What was asked of the table `requests`. */
export interface TrafficFacts {
  readonly window: Window;
  readonly units: readonly UnitRow[];
  readonly runs: readonly RunRow[];
  readonly hours: readonly HourRow[];
  /** By the key of a unit. */
  readonly doubles: ReadonlyMap<string, Doubles>;
  readonly repeats: ReadonlyMap<string, Repeats>;
}
export interface AdviceOptions {
  readonly call: (id: string) => Call | undefined;
  /** Does a finding say that the call's task is simple? */
  readonly isSimple: (id: string) => boolean;
  /** Another model that someone asks about. */
  readonly model?: string;
  /** For how long a stored answer holds. */
  readonly lifeHours: number;
  readonly provisioned?: UnitOfCapacity;
  readonly instance?: UnitOfCapacity;
  /** USD a month. */
  readonly budget?: number;
}
export interface Advised {
  readonly usdPerMonth: Money;
  readonly units: readonly { readonly unit: Unit; readonly usdPerMonth: Money; readonly cache?: { readonly hitRate: number; readonly usdPerMonth: Money } }[];
  /** Requests of models without a price: nothing is said of them. */
  readonly unpriced: number;
  readonly advice: readonly (Advice & { readonly isCounted: boolean })[];
  readonly together: Money;
  readonly forecast?: Forecast;
  /** Of the busiest hour of each model, tokens a minute: what the reserved tier is asked by. */
  readonly peaks: readonly { readonly model: string; readonly inputPerMinute: number; readonly outputPerMinute: number; readonly canBeProvisioned: boolean }[];
}

export function adviceOn({ window, units: rows, runs, hours, doubles, repeats }: TrafficFacts, options: AdviceOptions): Advised {
  const month = toMonth(window.hours);
  const units = rows.flatMap(row => unitOf(row, options.call(row.subject)) ?? []);
  const runOf = new Map(runs.map(run => [unitKey(run), run]));
  const models = modelHoursOf(hours);
  const ofUnits = units.flatMap((unit): (Advice | undefined)[] => {
    const key = unitKey(unit.row);
    const found = repeats.get(key);
    // What is lumped together has no prefix and no shape of its own.
    if (unit.row.subject === '?') return [globalProfileAdvice(unit, month)];
    return [
      cachingAdvice(unit, month),
      ...waitingAdvice(unit, runOf.get(key), month),
      deduplicationAdvice(unit, doubles.get(key), month),
      found && semanticCacheAdvice(unit, found, options.lifeHours, month),
      globalProfileAdvice(unit, month),
      modelAdvice(unit, { isSimple: options.isSimple(unit.row.subject), ...(options.model !== undefined && { to: options.model }) }, month),
    ];
  });
  const ofModels = models.flatMap(own => [options.provisioned && provisionedAdvice(own, options.provisioned, window.hours, month), options.instance && selfHostingAdvice(own, options.instance, month)]);
  const costs = new Map(units.map(({ row, cost }) => [unitKey(row), month(cost)]));
  const { advice, together, counted } = ranked([...ofUnits, ...ofModels].filter(one => one !== undefined), costs, ({ subject = '', model }) => unitKey({ subject, model }));
  const forecast = forecastOf(models, window, options.budget);
  return {
    usdPerMonth: sum(costs.values()),
    units: units.map(unit => {
      const cache = cacheInUse(unit, month);
      return { unit, usdPerMonth: month(unit.cost), ...(cache && { cache }) };
    }),
    unpriced: rows.reduce((total, row) => total + row.requests, 0) - units.reduce((total, { row }) => total + row.requests, 0),
    advice: advice.map(one => ({ ...one, isCounted: counted.has(one) })),
    together,
    ...(forecast && { forecast }),
    peaks: models.map(({ id, model, hours: own }) => ({ model: id, inputPerMinute: most(own.map(({ row }) => row.input + row.cache_write)) / 60, outputPerMinute: most(own.map(({ row }) => row.output)) / 60, canBeProvisioned: canBeProvisioned(model) })),
  };
}

function most(values: readonly number[]): number {
  return values.reduce((best, value) => Math.max(best, value), 0);
}

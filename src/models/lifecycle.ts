import type { Lifecycle, LifecycleDates, Model } from './model.ts';
import { sourceText } from './sources.ts';

/** Today in UTC, ISO date. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What published dates mean on one day (ISO date). A model is gone from its end-of-life day on. */
export function lifecycleOn(dates: LifecycleDates | null, successor: string | undefined, day: string): Lifecycle {
  if (!dates) return { state: 'active', ...(successor && { successor }) };
  return {
    state: stateOn(dates, day),
    ...(dates.eol && { endOfLife: dates.eol }),
    ...(dates.legacy && { legacySince: dates.legacy }),
    ...(dates.extended && { extendedAccess: dates.extended }),
    ...(successor && { successor }),
    source: sourceText(dates.from),
  };
}

/** The model's lifecycle on `day` (ISO date, default today). */
export function lifecycleOf(model: Model, day: string = today()): Lifecycle {
  return lifecycleOn(model.dates, model.lifecycle.successor, day);
}

/** Whether new code may rely on the model on `day`: neither legacy, nor ended, nor uncertain. */
export function isLive(model: Model, day: string = today()): boolean {
  return lifecycleOf(model, day).state === 'active';
}

function stateOn(dates: LifecycleDates, day: string): Lifecycle['state'] {
  if (dates.state) return dates.state;
  if (dates.eol && day >= dates.eol) return 'eol';
  if (dates.legacy && day >= dates.legacy) return 'legacy';
  return 'active';
}

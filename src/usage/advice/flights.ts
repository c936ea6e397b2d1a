/** Equal requests that are under way at the same time. */
import { percentText } from '../../cost/money.ts';
import type { Advice } from './advice.ts';
import { costOfSums, type TokenSums, type ToMonth, type Unit } from './unit.ts';

/** A row of the query `FLIGHTS`, in its order. */
export interface FlightRow extends TokenSums {
  readonly subject: string;
  readonly model: string;
  readonly request: unknown;
  readonly sent: number;
  /** Milliseconds. */
  readonly latency: number | null;
}
/** Requests that one under way could have answered. */
export interface Doubles extends TokenSums {
  readonly requests: number;
}

/** Goes through the rows: while one request runs, equal ones wait for it; when it is done, the next one is sent anew. By subject and model. */
export function doublesIn(): { take(row: FlightRow): void; result(): ReadonlyMap<string, Doubles> } {
  const found = new Map<string, { -readonly [name in keyof Doubles]: number }>();
  let request: unknown;
  let ready = -Infinity;
  return {
    take(row) {
      if (row.request !== request) [request, ready] = [row.request, -Infinity];
      if (row.sent >= ready) {
        ready = row.latency === null ? -Infinity : row.sent + row.latency / 1000;
        return;
      }
      const key = unitKey(row);
      const sums = found.get(key) ?? { requests: 0, input: 0, output: 0, cache_read: 0, cache_write: 0, cache_write_1h: 0 };
      sums.requests++;
      for (const name of ['input', 'output', 'cache_read', 'cache_write', 'cache_write_1h'] as const) sums[name] += row[name] ?? 0;
      found.set(key, sums);
    },
    result: () => found,
  };
}

export function unitKey({ subject, model }: { readonly subject: string; readonly model: string }): string {
  return `${subject}\n${model}`;
}

export function deduplicationAdvice({ row, prices }: Unit, doubles: Doubles | undefined, month: ToMonth): Advice | undefined {
  if (!doubles) return undefined;
  const untimed = row.requests - row.timed;
  return {
    kind: 'deduplication',
    title: 'let equal requests share one answer',
    subject: row.subject,
    model: row.model,
    usdPerMonth: month(costOfSums(doubles, prices)),
    effort: 'low',
    risk: 'low',
    because: [
      `${doubles.requests} of ${row.requests} requests (${percentText(doubles.requests / row.requests)}) were sent while an equal one was under way.`,
      ...(untimed > 0 ? [`Of ${untimed} requests the log tells no latency; they count as done at once.`] : []),
      'Logs keep whole seconds.',
    ],
    figures: { requests: doubles.requests, share: doubles.requests / row.requests },
  };
}

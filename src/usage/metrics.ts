/** What CloudWatch counts of `AWS/Bedrock`: requests and tokens by model, without a word of a prompt. */
import { parseModelId } from '../models/index.ts';
import type { TrafficRow, Window } from './measured.ts';

/** A series as `get-metric-data` gives it. Sums of each period. */
export interface MetricSeries {
  readonly label: string;
  readonly id?: string;
  /** ISO dates, or seconds since the epoch. */
  readonly timestamps: readonly (string | number)[];
  readonly values: readonly number[];
}
export interface MetricTraffic {
  /** One for each model; the call is not known. */
  readonly rows: readonly TrafficRow[];
  readonly window: Window | undefined;
  /** Series whose label names no metric of ours or no model. */
  readonly unread: number;
}

/** Names of the metrics (FACTS 6; the older ones of caching end in `Tokens`), and what they count. */
export const METRICS: { readonly [name: string]: keyof Pick<TrafficRow, 'requests' | 'failed' | 'input' | 'output' | 'cache_read' | 'cache_write'> } = {
  Invocations: 'requests',
  InvocationClientErrors: 'failed',
  InvocationServerErrors: 'failed',
  InvocationThrottles: 'failed',
  InputTokenCount: 'input',
  OutputTokenCount: 'output',
  CacheReadInputTokenCount: 'cache_read',
  CacheReadInputTokens: 'cache_read',
  CacheWriteInputTokenCount: 'cache_write',
  CacheWriteInputTokens: 'cache_write',
};

/** A label says metric and model in either order, as `us.amazon.nova-lite-v1:0 Invocations` does. `hours`: the time they are of, where that is known. */
export function metricTraffic(series: readonly MetricSeries[], hours?: number): MetricTraffic {
  const rows = new Map<string, { -readonly [name in keyof TrafficRow]: TrafficRow[name] }>();
  const times: number[] = [];
  let period = Infinity;
  let unread = 0;
  for (const { label, id = '', timestamps, values } of series) {
    const words = label.split(/[\s,|]+/);
    const metric = words.find(word => Object.hasOwn(METRICS, word)) ?? Object.keys(METRICS).find(name => id.toLowerCase().startsWith(name.toLowerCase()));
    const model = words.find(word => parseModelId(word).kind !== 'unknown');
    if (metric === undefined || model === undefined) {
      unread++;
      continue;
    }
    const row = rows.get(model) ?? { call: null, model, account: null, region: null, operation: null, requests: 0, failed: 0, input: 0, output: 0, cache_read: 0, cache_write: 0, cache_write_1h: 0, first: 0, last: 0 };
    rows.set(model, row);
    row[METRICS[metric]!] += values.reduce((sum, value) => sum + value, 0);
    const own = timestamps.map(secondsOf).filter(Number.isFinite).toSorted((a, b) => a - b);
    for (const [index, time] of own.entries()) {
      times.push(time);
      if (index > 0 && time > own[index - 1]!) period = Math.min(period, time - own[index - 1]!);
    }
  }
  if (times.length === 0) return { rows: [], window: undefined, unread };
  const first = times.reduce((least, time) => Math.min(least, time));
  // The last period begins with its timestamp. Of a single one nothing tells how long it is.
  const last = times.reduce((most, time) => Math.max(most, time)) + (Number.isFinite(period) ? period : 0);
  return { rows: [...rows.values()].filter(row => row.requests > 0).map(row => ({ ...row, first, last })), window: hours !== undefined || last > first ? { first, last, hours: hours ?? (last - first) / 3600 } : undefined, unread };
}

function secondsOf(timestamp: string | number): number {
  return typeof timestamp === 'number' ? (timestamp > 1e11 ? timestamp / 1000 : timestamp) : Date.parse(timestamp) / 1000;
}

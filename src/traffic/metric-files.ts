/** Series of metrics in answers of `aws cloudwatch get-metric-data`. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { MetricSeries } from '../usage/metrics.ts';
import type { SniffedFile } from './sniff.ts';

/** Undefined where a file is none. */
export function seriesIn({ path, isGzip }: SniffedFile): MetricSeries[] | undefined {
  try {
    const bytes = readFileSync(path);
    const { MetricDataResults: results } = JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')) as { MetricDataResults?: unknown };
    return Array.isArray(results) ? results.flatMap(seriesOf) : undefined;
  } catch {
    return undefined;
  }
}

function seriesOf(value: unknown): MetricSeries[] {
  const { Label: label, Id: id, Timestamps: timestamps, Values: values } = (value ?? {}) as { [name: string]: unknown };
  if (!Array.isArray(timestamps) || !Array.isArray(values) || typeof label !== 'string') return [];
  return [{ label, ...(typeof id === 'string' && { id }), timestamps, values: values.map(Number).filter(Number.isFinite) }];
}

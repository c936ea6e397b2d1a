/** Logs that a command is given, joined to the calls of the project. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { integerText, countText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { billRows, type Database, filesIn, type FoundFiles, ingest, type Ingested, MissingDuckDb, openDatabase, seriesIn } from '../../traffic/index.ts';
import { type Bill, billOf } from '../../usage/bill.ts';
import { type Fingerprints, fingerprintsOf } from '../../usage/fingerprint.ts';
import { type TrafficRow, type Window, windowOf } from '../../usage/measured.ts';
import { type MetricSeries, type MetricTraffic, metricTraffic } from '../../usage/metrics.ts';
import { TRAFFIC } from '../../usage/sql/queries.ts';
import type { ProjectCall } from '../project-calls.ts';
import { relativePath } from '../../project/relative-path.ts';
import type { ProcessLike } from '../terminal.ts';

export interface LogFlags {
  readonly days?: number;
  readonly memory?: string;
}
export interface ReadLogs {
  readonly database: Database;
  readonly found: FoundFiles;
  readonly ingested: Ingested;
  readonly fingerprints: Fingerprints;
  readonly rows: readonly TrafficRow[];
  /** Undefined where there is no record. */
  readonly window: Window | undefined;
  /** What CloudWatch counts, where an answer of it is among the files. */
  readonly metrics: MetricTraffic | undefined;
  /** What was billed, where a bill is among the files. */
  readonly bill: Bill | undefined;
}

/** Reads the logs; `work` has the database until it is done. */
export async function withLogs<T>(process: ProcessLike, given: readonly string[], counted: readonly ProjectCall[], { days, memory, withTexts, series: more = [], metricDays = days }: LogFlags & { readonly withTexts?: boolean; readonly series?: readonly MetricSeries[]; readonly metricDays?: number | undefined }, work: (logs: ReadLogs) => Promise<T>): Promise<T> {
  const found = await foundLogs(process, given);
  const fingerprints = fingerprintsOf(counted.map(({ call }) => call));
  const database = await opened(memory);
  try {
    const total = found.files.filter(({ kind }) => kind === 'lines' || kind === 'stamped').length;
    const onProgress = process.stderr.isTTY && !process.env['CI'] ? (files: number) => process.stderr.write(`\r${integerText(files)} of ${countText(total, 'file')} read${files >= total ? '\r\u001B[K' : ''}`) : undefined;
    const ingested = await ingest(database, found.files, { matching: { fingerprints: fingerprints.ordered, isHashed: false }, ...(withTexts && { withTexts }), ...(onProgress && { onProgress }) });
    const rows = await database.rows<TrafficRow>(TRAFFIC);
    return await work({ database, found, ingested, fingerprints, rows, window: windowOf(rows, days), ...(await othersIn(database, found, more, metricDays === undefined ? undefined : metricDays * 24)) });
  } finally {
    database.close();
  }
}

async function othersIn(database: Database, { files }: FoundFiles, more: readonly MetricSeries[], hours: number | undefined): Promise<Pick<ReadLogs, 'metrics' | 'bill'>> {
  const series = [...more, ...files.filter(({ kind }) => kind === 'metrics').flatMap(file => seriesIn(file) ?? [])];
  const bills = [];
  for (const file of files) if (file.kind === 'table' || file.kind === 'parquet') bills.push(...((await billRows(database, file)) ?? []));
  return { metrics: series.length > 0 ? metricTraffic(series, hours) : undefined, bill: bills.length > 0 ? billOf(bills) : undefined };
}

/** The files below the paths. Throws a UsageError where a path is none. */
export async function foundLogs(process: ProcessLike, given: readonly string[]): Promise<FoundFiles> {
  const missing = given.find(path => !existsSync(resolve(process.cwd(), path)));
  if (missing !== undefined) throw new UsageError(`There is no file or directory \`${missing}\`. Check the path of the logs.`);
  try {
    return await filesIn(given.map(path => resolve(process.cwd(), path)));
  } catch (error) {
    throw new UsageError(`The logs cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Check who may read them.`);
  }
}

export async function opened(memory: string | undefined): Promise<Database> {
  try {
    return await openDatabase(memory === undefined ? {} : { memory });
  } catch (error) {
    throw error instanceof MissingDuckDb ? new UsageError(error.message) : error;
  }
}

/** What was read, and what was left out, as lines. */
export function readLines(cwd: string, { found, ingested, rows, window }: ReadLogs): string[] {
  if (!window) return [`No record of an invocation in ${countText(found.files.length, 'file')}.`, ...leftOut(cwd, found, ingested)];
  const several = (of: (row: TrafficRow) => string | null, one: string): string[] => {
    const names = new Set(rows.map(of));
    return names.size > 1 ? [countText(names.size, one)] : [];
  };
  const more = [...several(row => row.account, 'account'), ...several(row => row.region, 'region')];
  const failures = rows.reduce((sum, { failed }) => sum + failed, 0);
  return [
    `${countText(ingested.records, 'request')} in ${countText(ingested.files, 'file')}, ${dayText(window.first)} to ${dayText(window.last)} (${durationText(window.hours)})${more.length > 0 ? `, ${more.join(', ')}` : ''}.`,
    ...(failures > 0 ? [`${countText(failures, 'request')} failed; they are not counted below.`] : []),
    ...leftOut(cwd, found, ingested),
  ];
}

function leftOut(cwd: string, found: FoundFiles, { broken, incomplete, withoutTokens, repeated, bodiesApart, truncated, failed }: Ingested): string[] {
  const names = (paths: readonly string[]): string => `${paths.slice(0, 3).map(path => printable(relativePath(cwd, path))).join(', ')}${paths.length > 3 ? ' …' : ''}`;
  const files = (paths: readonly string[], what: string): string[] => (paths.length === 0 ? [] : [`${countText(paths.length, 'file')} ${what}: ${names(paths)}`]);
  const parts = [
    ...(broken > 0 ? [`${countText(broken, 'line')} that ${broken === 1 ? 'is' : 'are'} no record`] : []),
    ...(incomplete > 0 ? [`${countText(incomplete, 'record')} without a model or a time`] : []),
    ...(repeated > 0 ? [`${countText(repeated, 'repeated record')}`] : []),
    ...files(found.duplicates, 'with the content of another'),
    ...failed.map(({ path, reason }) => `${names([path])}: ${reason}`),
    ...files(found.unreadable, 'that cannot be read'),
    ...files(found.files.filter(({ kind }) => kind === 'other').map(({ path }) => path), 'of another kind'),
  ];
  return [
    ...(parts.length > 0 ? [`Left out: ${parts.join('; ')}.`] : []),
    ...files(truncated, 'end early; what is there is counted').map(text => `${text}.`),
    ...(withoutTokens > 0 ? [`${countText(withoutTokens, 'record')} without tokens; counted as requests.`] : []),
    ...(bodiesApart > 0 ? [`${countText(bodiesApart, 'body', 'bodies')} in S3 and not here: their calls cannot be told. Give the folder \`data/\` of the bucket, too.`] : []),
  ];
}

export function dayText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

export function durationText(hours: number): string {
  return hours >= 48 ? `${Math.round(hours / 2.4) / 10} days` : countText(hours, 'hour');
}

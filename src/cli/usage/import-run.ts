/** One run of `promptfare usage import`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { usd } from '../../cost/index.ts';
import { moneyHead } from '../../reporters/currency.ts';
import { countText, integerText, usdText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { percentText } from '../../cost/money.ts';
import { type Column, tableLines } from '../../reporters/table.ts';
import { parseModelId } from '../../models/index.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { CloudWatchFault, cloudWatchSeries, MissingCloudWatch } from '../../traffic/index.ts';
import { entryOf, type Measured, measuredOf, type TrafficRow, type Window } from '../../usage/measured.ts';
import type { MetricSeries } from '../../usage/metrics.ts';
import type { UsageEntry } from '../../usage/schema.ts';
import { synced } from '../../usage/sync.ts';
import { withMeasures } from '../../usage/write-measured.ts';
import { listedCall } from './listed-call.ts';
import { type LogFlags, readLines, type ReadLogs, withLogs } from './logs.ts';
import { billLines, metricLines } from './metrics-text.ts';
import { projectCalls, type ProjectCall, type ProjectFlags } from '../project-calls.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';
import { usageFor, usageIn } from './file.ts';
import { USAGE_NAME } from './flag.ts';
import { rootOf } from '../root.ts';
import { writeOutput } from '../write-output.ts';

export interface ImportFlags extends LogFlags, Omit<ProjectFlags, 'usage'> {
  readonly project: readonly string[];
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly replace?: boolean;
  readonly byModel?: boolean;
  readonly from?: 'cloudwatch';
  readonly format: 'text' | 'json';
}

/** What is measured of one call, or of several that send the same prompt. */
interface MeasuredCall extends Measured {
  readonly calls: readonly ProjectCall[];
}

export async function runImport(process: ProcessLike, given: readonly string[], flags: ImportFlags): Promise<number> {
  const cwd = process.cwd();
  const project = await projectCalls(process, flags.project, { ...flags, usage: false });
  if (given.length === 0 && flags.from === undefined) throw new UsageError('Name the logs: files and folders, or `--from cloudwatch`.');
  const series = flags.from === undefined ? [] : await askedSeries(process, flags);
  return withLogs(process, given, project.counted, { ...flags, series, ...(flags.from && { metricDays: flags.days ?? ASKED_DAYS }) }, async read => {
    const logs = read.window ? read : byMetrics(read, project.counted, flags);
    const { window, rows } = logs;
    const calls = window ? measuredCalls(project.counted, logs, window) : [];
    const change = await changeOf(cwd, project.counted, calls, flags);
    if (change.text !== undefined && change.text !== change.before && !flags.dryRun) await writeOutput(process, change.path, change.text, change.shown);
    const others = window ? unmatched(rows, window) : [];
    const { stdout } = process;
    if (flags.format === 'json') stdout.write(jsonText(dataOf(logs, calls, others, change)));
    else {
      const width = Math.max(40, columnsOf(stdout, 120));
      stdout.write(`${[...readLines(cwd, read), ...metricLines(read, flags), ...linesOf(logs, calls, others, project.counted.length, width), ...billLines(read, width), changeLine(change, flags)].join('\n')}\n`);
    }
    return 0;
  });
}

/** As far back as the list of metrics goes. */
const ASKED_DAYS = 14;

async function askedSeries({ env }: ProcessLike, { days = ASKED_DAYS }: ImportFlags): Promise<MetricSeries[]> {
  try {
    return await cloudWatchSeries({ days, env, now: Date.now() });
  } catch (error) {
    if (error instanceof MissingCloudWatch) throw new UsageError(error.message);
    throw error instanceof CloudWatchFault ? new UsageError(`CloudWatch was not read: ${error.message}.`) : error;
  }
}

/** Without a record, what CloudWatch counts by model; with `--by-model` it is of the call that alone uses the model. */
function byMetrics(read: ReadLogs, counted: readonly ProjectCall[], { byModel = false }: ImportFlags): ReadLogs {
  const { metrics } = read;
  if (!metrics?.window) return read;
  const users = (model: string): readonly ProjectCall[] => counted.filter(({ call }) => call.model.ids.length === 0 || call.model.isOpen || call.model.ids.some(id => parseModelId(id).canonical === parseModelId(model).canonical));
  const only = (model: string): string | null => {
    const [user, ...more] = users(model);
    return byModel && user && more.length === 0 && user.call.model.state === 'known' ? user.call.id : null;
  };
  return { ...read, window: metrics.window, rows: metrics.rows.map(row => ({ ...row, call: only(row.model) })) };
}

function measuredCalls(counted: readonly ProjectCall[], { rows, fingerprints }: ReadLogs, window: Window): MeasuredCall[] {
  const byId = new Map(counted.map(one => [one.call.id, one]));
  const groups = grouped(rows.filter(({ call }) => call !== null), ({ call }) => call!);
  return [...groups].map(([id, own]) => ({ ...measuredOf(own, window), calls: (fingerprints.alike.get(id) ?? [id]).flatMap(each => byId.get(each) ?? []) })).toSorted((a, b) => b.requests - a.requests);
}

function unmatched(rows: readonly TrafficRow[], window: Window): (Measured & { model: string })[] {
  return [...grouped(rows.filter(({ call }) => call === null), ({ model }) => model)].map(([model, own]) => ({ model, ...measuredOf(own, window) })).toSorted((a, b) => b.requests - a.requests);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

interface Change {
  readonly path: string;
  readonly shown: string;
  readonly before: string | undefined;
  readonly text: string | undefined;
  readonly measured: readonly string[];
  readonly kept: readonly string[];
}

async function changeOf(cwd: string, counted: readonly ProjectCall[], calls: readonly MeasuredCall[], { output, project, replace = false }: ImportFlags): Promise<Change> {
  const found = output === undefined ? await usageFor(rootOf(cwd, project).root, cwd, undefined) : undefined;
  const shown = output ?? USAGE_NAME;
  const path = found?.path ?? resolve(cwd, shown);
  const before = found?.text ?? (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  if (before !== undefined) await usageIn(before, shown);
  const entries = new Map<string, UsageEntry>();
  // Of calls that send the same prompt, nothing says which one a request is of.
  for (const measured of calls) if (measured.calls.length === 1 && measured.requests > 0) entries.set(measured.calls[0]!.call.id, entryOf(measured));
  if (entries.size === 0) return { path, shown, before, text: before, measured: [], kept: [] };
  return { path, shown, before, ...withMeasures(synced(before, counted.map(listedCall)).text, entries, { replace }) };
}

function requestsIn(rows: readonly TrafficRow[]): number {
  return rows.reduce((sum, { requests, failed }) => sum + requests + failed, 0);
}

function changeLine({ shown, before, text, measured, kept }: Change, { dryRun }: ImportFlags): string {
  if (measured.length + kept.length === 0) return 'There is nothing to write: no request is of one call of this project.';
  const done = text === before ? 'unchanged' : dryRun ? 'would be written' : 'written';
  return `${printable(shown)}: ${done}: ${countText(measured.length, 'call')} measured${kept.length > 0 ? `, ${integerText(kept.length)} kept as declared (\`--replace\` takes the measured figures)` : ''}.`;
}

function linesOf({ rows, fingerprints }: ReadLogs, calls: readonly MeasuredCall[], others: readonly (Measured & { model: string })[], all: number, width: number): string[] {
  if (calls.length + others.length === 0) return [];
  const matched = calls.reduce((sum, { requests, failed }) => sum + requests + failed, 0);
  const number = calls.reduce((sum, { calls: own }) => sum + own.length, 0);
  const figures: Column[] = [{ head: 'requests', align: 'right' }, { head: 'a month', align: 'right' }, { head: moneyHead('a month'), align: 'right' }, { head: 'tokens in', align: 'right' }, { head: 'out', align: 'right' }, { head: 'cache hits', align: 'right' }];
  const cells = ({ requests, requestsPerMonth, usdPerMonth, inputTokens, outputTokens, cache }: Measured): string[] => [
    integerText(requests), integerText(requestsPerMonth), usdPerMonth === undefined ? 'unpriced' : usdText(usd(usdPerMonth)), integerText(inputTokens), integerText(outputTokens), cache ? percentText(cache.hitRate) : '',
  ];
  const alike = calls.filter(({ calls: own }) => own.length > 1);
  return [
    `${percentText(matched / Math.max(1, requestsIn(rows)))} of the requests are of ${integerText(number)} of ${countText(all, 'call')} in the code${fingerprints.without.length > 0 ? `; ${integerText(fingerprints.without.length)} ${fingerprints.without.length === 1 ? 'has' : 'have'} too little text of ${fingerprints.without.length === 1 ? 'its' : 'their'} own to be found` : ''}.`,
    ...(calls.length > 0 ? tableLines([{ head: 'call', shrinks: 'start' }, ...figures], calls.map(one => [one.calls.map(({ place }) => place).join(' or '), ...cells(one)]), width) : []),
    ...(alike.length > 0 ? [`Calls with the same prompt cannot be told apart: their figures are not written.`] : []),
    ...(others.length > 0 ? ['Of no call here:', ...tableLines([{ head: 'model', shrinks: 'start' }, ...figures], others.slice(0, 20).map(one => [printable(one.model), ...cells(one)]), width)] : []),
    ...(others.length > 20 ? [`  and ${countText(others.length - 20, 'more model')}`] : []),
  ];
}

function dataOf({ found, ingested, rows, window, fingerprints, metrics, bill }: ReadLogs, calls: readonly MeasuredCall[], others: readonly (Measured & { model: string })[], change: Change): object {
  const figures = ({ requests, failed, requestsPerMonth, inputTokens, outputTokens, cache, usdPerMonth, models }: Measured): object => ({
    requests, failed, models, requestsPerMonth, inputTokens, outputTokens, cache: cache ?? null, usdPerMonth: usdPerMonth === undefined ? null : usd(usdPerMonth),
  });
  return {
    schemaVersion: 1,
    window: window ? { first: new Date(window.first * 1000).toISOString(), last: new Date(window.last * 1000).toISOString(), hours: window.hours } : null,
    read: { ...ingested, truncated: ingested.truncated.length, failed: ingested.failed.length, duplicateFiles: found.duplicates.length, unreadableFiles: found.unreadable.length, accounts: new Set(rows.map(({ account }) => account)).size, regions: new Set(rows.map(({ region }) => region)).size },
    matchedShare: calls.reduce((sum, { requests, failed }) => sum + requests + failed, 0) / Math.max(1, requestsIn(rows)),
    metrics: metrics ? { requests: requestsIn(metrics.rows), models: metrics.rows.length, unreadSeries: metrics.unread, hours: metrics.window?.hours ?? null } : null,
    bill: bill ?? null,
    withoutText: fingerprints.without,
    calls: calls.map(one => ({ ids: one.calls.map(({ call }) => call.id), ...figures(one) })),
    unmatched: others.map(({ model, ...one }) => ({ model, ...figures(one) })),
    written: change.measured,
    kept: change.kept,
  };
}

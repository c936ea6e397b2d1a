/** Runs of `promptfare usage init`, `sync` and `check`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { countText, integerText, usdText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { monthLines } from '../../reporters/month-table.ts';
import { relativePath } from '../../project/relative-path.ts';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { synced } from '../../usage/sync.ts';
import { listedCall } from './listed-call.ts';
import { type LogFlags, withLogs } from './logs.ts';
import { projectCalls, type ProjectCall, type ProjectFlags } from '../project-calls.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';
import { beyond, driftLines, driftsOf } from './drift.ts';
import { usageIn, usageFor } from './file.ts';
import { USAGE_NAME } from './flag.ts';
import { rootOf } from '../root.ts';
import { writeOutput } from '../write-output.ts';

export interface SyncFlags extends ProjectFlags {
  readonly output?: string;
  readonly dryRun?: boolean;
}
export interface CheckFlags extends ProjectFlags, LogFlags {
  readonly usage?: string;
  readonly logs?: readonly string[];
  /** Per cent. */
  readonly maxDrift?: number;
  readonly format: 'text' | 'json';
}

export async function runSync(process: ProcessLike, paths: readonly string[], flags: SyncFlags, name: 'init' | 'sync'): Promise<number> {
  const { stdout } = process;
  const cwd = process.cwd();
  const found = flags.output === undefined && name === 'sync' ? await usageFor(rootOf(cwd, paths).root, cwd, undefined) : undefined;
  const shown = flags.output ?? USAGE_NAME;
  const path = found?.path ?? resolve(cwd, shown);
  const before = found?.text ?? (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  if (name === 'init' && before !== undefined) throw new UsageError(`${printable(shown)} is there already. \`promptfare usage sync\` brings it up to date.`);
  if (before !== undefined) await usageIn(before, shown);

  const { counted } = await projectCalls(process, paths, flags);
  const result = synced(before, counted.map(listedCall));
  if (result.text !== before && !flags.dryRun) await writeOutput(process, path, result.text, shown);
  const changes = [
    [result.added.length, 'added'],
    [result.renamed.length, 'changed, with their figures kept'],
    [result.gone.length, 'gone'],
    [result.back.length, 'back'],
  ].flatMap(([number, what]) => (Number(number) > 0 ? [`${countText(Number(number), 'call')} ${what}`] : []));
  const done = result.text === before ? 'unchanged' : flags.dryRun ? 'would be written' : 'written';
  stdout.write(`${printable(shown)}: ${done}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}.\n`);
  return 0;
}

export async function runCheck(process: ProcessLike, paths: readonly string[], flags: CheckFlags): Promise<number> {
  const project = await projectCalls(process, paths, flags);
  const { counted, report, usage } = project;
  if (!usage) throw new UsageError(`There is no ${USAGE_NAME} here. \`promptfare usage init\` writes one.`);
  if (flags.maxDrift !== undefined && !flags.logs) throw new UsageError('`--max-drift` compares with logs: name them with `--logs`.');
  const ids = new Set(counted.map(({ call }) => call.id));
  const unknown = Object.entries(usage.file.calls ?? {}).flatMap(([id, entry]) => (ids.has(id) || entry?.gone ? [] : [id]));
  const open = counted.filter(({ reported }) => !reported.monthly);
  const data = {
    schemaVersion: 1,
    calls: counted.length,
    withTraffic: counted.length - open.length,
    usdPerMonth: report.summary.usdPerMonth ?? null,
    open: open.map(({ call, place }) => ({ id: call.id, place })),
    leavesOut: counted.flatMap(({ call, place, reported }) => (reported.monthly?.leavesOut ? [{ id: call.id, place, leavesOut: reported.monthly.leavesOut }] : [])),
    unknownIds: unknown,
  };
  const cwd = process.cwd();
  const width = Math.max(40, columnsOf(process.stdout, 120));
  const write = (more: object, lines: readonly string[]) => process.stdout.write(flags.format === 'json' ? jsonText({ ...data, ...more }) : `${[...linesOf(counted, data, width), ...lines].join('\n')}\n`);
  if (!flags.logs) {
    write({}, []);
    return 0;
  }
  const { root } = rootOf(cwd, paths);
  const toUsageDirectory = (path: string): string => relativePath(dirname(usage.path), resolve(root, path));
  return withLogs(process, flags.logs, counted, flags, async logs => {
    const drifts = driftsOf(counted, usage.file, toUsageDirectory, logs);
    const off = flags.maxDrift === undefined ? 0 : beyond(drifts, flags.maxDrift / 100);
    write({ drift: drifts }, [...driftLines(cwd, logs, drifts, width), ...(off > 0 ? [`${countText(off, 'figure')} off by more than ${flags.maxDrift} %. \`promptfare usage import\` takes the measured ones.`] : [])]);
    return off > 0 ? 1 : 0;
  });
}

interface Checked {
  readonly calls: number;
  readonly withTraffic: number;
  readonly usdPerMonth: { input: number; output: number } | null;
  readonly open: readonly { id: string; place: string }[];
  readonly unknownIds: readonly string[];
}

function linesOf(counted: readonly ProjectCall[], { calls, withTraffic, usdPerMonth, open, unknownIds }: Checked, width: number): string[] {
  return [
    `${integerText(withTraffic)} of ${countText(calls, 'call')} with traffic${usdPerMonth ? `: ${usdText(usdPerMonth.input + usdPerMonth.output)} a month` : ''}.`,
    ...monthLines(counted.flatMap(({ place, reported: { monthly } }) => (monthly ? [{ place, monthly }] : [])), width),
    ...(open.length > 0 ? [`${countText(open.length, 'call')} without traffic:`, ...open.slice(0, 20).map(({ id, place }) => `  ${id} ${place}`)] : []),
    ...(unknownIds.length > 0 ? [`No call has the id${unknownIds.length === 1 ? '' : 's'} ${unknownIds.slice(0, 20).map(printable).join(', ')}. Run \`promptfare usage sync\`.`] : []),
  ];
}

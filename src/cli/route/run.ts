/** One run of `promptfare route`. */
import type { RoutedTask } from '../../../rules/routing.ts';
import { tasksOf } from '../../../rules/routing.ts';
import { countText } from '../../reporters/figures.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { printable } from '../../core/printable.ts';
import { type Column, tableLines } from '../../reporters/table.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { createEngine } from '../engine.ts';
import { pricesInUse } from '../prices/flag.ts';
import { projectCalls, type ProjectFlags } from '../project-calls.ts';
import { routingTable } from './routing-table.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export interface RouteFlags extends ProjectFlags {
  readonly format: 'text' | 'json';
  readonly export?: string;
}

/** A task with where it stands, and what the known part of its input costs on both models. */
interface Placed extends RoutedTask {
  readonly place: string;
  /** Dollars over 1,000 calls. */
  readonly saved?: number;
}

export async function runRoute(process: ProcessLike, paths: readonly string[], flags: RouteFlags): Promise<number> {
  const language = flags.export === undefined ? undefined : languageOf(flags.export);
  const { facts } = await createEngine(pricesInUse(process, flags.prices));
  const { counted } = await projectCalls(process, paths, flags);
  const places = new Map(counted.map(({ call, place }) => [call.id, place]));
  const tasks = tasksOf(counted.map(({ call }) => call), facts).map((task): Placed => {
    const [from, to] = [facts.prices(task.id), task.smaller && facts.prices(task.smaller.id)];
    const saved = from && to && (facts.inputTokens(task.call).tokens * (from.inputPerMTok - to.inputPerMTok)) / 1000;
    return { ...task, place: places.get(task.call.id) ?? task.call.path, ...(saved !== undefined && { saved }) };
  });
  const { stdout } = process;
  if (flags.format === 'json') stdout.write(jsonText({ version: 1, tasks: tasks.map(dataOf), untold: counted.length - tasks.length }));
  else stdout.write(`${linesOf(tasks, counted.length, Math.max(40, columnsOf(stdout, 120))).join('\n')}\n`);
  if (flags.export !== undefined && language) {
    if (tasks.length === 0) throw new UsageError(`No task was found, so there is nothing to write to \`${printable(flags.export)}\`.`);
    await writeOutput(process, flags.export, routingTable(tasks, language), `--export ${flags.export}`);
  }
  return 0;
}

function languageOf(file: string): 'typescript' | 'python' {
  if (/\.[mc]?ts$/.test(file)) return 'typescript';
  if (file.endsWith('.py')) return 'python';
  throw new UsageError(`\`--export ${printable(file)}\` ends in neither .ts nor .py. Name a file of TypeScript or Python.`);
}

function dataOf({ call, class: kind, name, id, smaller, place, saved }: Placed): unknown {
  return { callId: call.id, place, within: call.within ?? null, class: kind, task: name, model: id, needs: smaller?.id ?? id, percentLess: smaller?.percent ?? 0, savedUsdPerThousandCalls: saved ?? 0 };
}

const ORDER = ['short', 'data', 'open', 'asked'] as const;

function linesOf(tasks: readonly Placed[], calls: number, width: number): string[] {
  if (tasks.length === 0) return [calls === 0 ? 'No call was found.' : `${countText(calls, 'call')}, of which none says what class of task it is.`];
  const columns: Column[] = [{ head: 'class' }, { head: 'task', shrinks: 'middle' }, { head: 'runs on', shrinks: 'middle' }, { head: 'needs', shrinks: 'middle' }, { head: 'less', align: 'right' }, { head: 'where', shrinks: 'start' }];
  const sorted = tasks.toSorted((a, b) => ORDER.indexOf(a.class) - ORDER.indexOf(b.class));
  const rows = sorted.map(({ class: kind, name, model, smaller, place }) => [kind, name, model.name, smaller?.model.name ?? model.name, smaller ? `${smaller.percent} %` : '', place]);
  const moved = tasks.filter(({ smaller }) => smaller);
  const saved = tasks.reduce((sum, task) => sum + (task.saved ?? 0), 0);
  const rest = calls - tasks.length;
  return [
    `${countText(tasks.length, 'task')} by class, the model that each needs:`,
    '',
    ...tableLines(columns, rows, width),
    '',
    moved.length === 0 ? 'Each runs on a model that its class needs.' : `${moved.length} of them can run on a smaller model: $${saved.toFixed(2)} less per 1,000 calls of each, on the input that is known. Try it with \`promptfare evaluate\`.`,
    ...(rest > 0 ? [`${countText(rest, 'other call')}: the class is not told by the prompt.`] : []),
  ];
}

/** One run of `promptfare evaluate`. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RoutedTask } from '../../../rules/routing.ts';
import { tasksOf } from '../../../rules/routing.ts';
import { countText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { createEngine } from '../engine.ts';
import { pricesInUse } from '../prices/flag.ts';
import { oneOf, projectCalls, type ProjectFlags } from '../project-calls.ts';
import { promptfooConfiguration } from './promptfoo-configuration.ts';
import type { ProcessLike } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export interface EvaluateFlags extends ProjectFlags {
  readonly call?: string;
  readonly cases: string;
  readonly output?: string;
}

export async function runEvaluate(process: ProcessLike, paths: readonly string[], flags: EvaluateFlags): Promise<number> {
  const { facts } = await createEngine(pricesInUse(process, flags.prices));
  const { counted } = await projectCalls(process, paths, flags);
  const all = tasksOf(counted.map(({ call }) => call), facts).filter(({ smaller }) => smaller);
  if (all.length === 0) {
    process.stdout.write(`${counted.length === 0 ? 'No call was found.' : `${countText(counted.length, 'call')}, none of which is larger than its task.`}\n`);
    return 0;
  }
  const tasks = flags.call === undefined ? all : [oneOf(all, ({ call }) => call.id, flags.call, 'oversized call')];
  const files = named(tasks).map(({ name, task }) => ({ name, text: promptfooConfiguration(task, counted.find(({ call }) => call.id === task.call.id)!.place, flags.cases) }));
  const [only, ...more] = files;
  if (flags.output === undefined) {
    if (more.length > 0) throw new UsageError(`${countText(files.length, 'call')} are larger than their task: name a directory with \`--output\`, or one of them with \`--call\` (${tasks.slice(0, 5).map(({ call }) => call.id).join(', ')}).`);
    process.stdout.write(only!.text);
    return 0;
  }
  if (more.length === 0) await writeOutput(process, flags.output, only!.text);
  else await writeAll(process, flags.output, files);
  process.stderr.write(`Wrote ${countText(files.length, 'evaluation')} to ${printable(flags.output)}. Each reads your cases from ${printable(flags.cases)} beside it.\n`);
  return 0;
}

async function writeAll(process: ProcessLike, directory: string, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  try {
    mkdirSync(resolve(process.cwd(), directory), { recursive: true });
  } catch (error) {
    throw new UsageError(`\`--output ${printable(directory)}\` cannot be made a directory (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
  for (const { name, text } of files) await writeOutput(process, join(directory, name), text);
}

/** `promptfoo.<function>.yaml`; names that several share are numbered. */
function named(tasks: readonly RoutedTask[]): { readonly name: string; readonly task: RoutedTask }[] {
  const used = new Set<string>();
  return tasks.map(task => {
    const base = (task.call.within ?? task.name).replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'call';
    let name = base;
    for (let number = 2; used.has(name); number++) name = `${base}-${number}`;
    used.add(name);
    return { name: `promptfoo.${name}.yaml`, task };
  });
}

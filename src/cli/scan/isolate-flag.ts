/** `--isolate`, of the commands that read the files of a project. */
import { InvalidArgumentError, type Command } from 'commander';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';

export interface IsolateFlags {
  readonly isolate?: boolean;
  /** Seconds. */
  readonly maxFileTime?: number;
}

/** Seconds that no file of those we met comes near. */
const usualTime = 30;

export function withIsolateFlags(command: Command): Command {
  return command
    .option('--isolate', 'read the files in a process of its own: one that ends it or keeps it too long is reported as failed, and costs no other')
    .option('--max-file-time <seconds>', `with \`--isolate\`, how long the process may stand on one file (default: ${usualTime})`, secondsOf);
}

/** The exit code of `work`, done in a process of its own where that is asked for. */
export async function isolatedIfAsked(process: ProcessLike, { isolate, maxFileTime }: IsolateFlags, work: () => Promise<number>): Promise<number> {
  if (isolate) return (await import('./isolated.ts')).isolated(process, maxFileTime ?? usualTime, work);
  if (maxFileTime !== undefined) throw new UsageError('`--max-file-time` goes with `--isolate`, which reads the files in a process that can be stopped. Add it, or leave both out.');
  return work();
}

function secondsOf(text: string): number {
  const seconds = Number(text.trim().replace(/s$/, ''));
  if (!(seconds >= 1 && seconds <= 3600)) throw new InvalidArgumentError('Give seconds, from 1 to 3600.');
  return seconds;
}

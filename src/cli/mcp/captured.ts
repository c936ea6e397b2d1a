/** Commands run for a tool: what they would print comes back, in the directory that the server was started in. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { isInside } from '../../project/disk.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';

/** Runs a command and gives what it printed. */
export async function captured(process: ProcessLike, command: (process: ProcessLike) => number | Promise<number>, input = ''): Promise<string> {
  let printed = '';
  await command({
    argv: process.argv,
    env: { NO_COLOR: '1' },
    cwd: () => process.cwd(),
    stdin: (async function* () {
      yield input;
    })(),
    stdout: { write: text => void (printed += text) },
    stderr: process.stderr,
  });
  return printed;
}

/** Paths that lie in the directory of the server, links followed. Throws a UsageError for others. */
export function confined(process: ProcessLike, paths: readonly string[]): string[] {
  const root = realpathSync.native(process.cwd());
  return paths.map(path => {
    const full = resolve(process.cwd(), path);
    const outside = new UsageError(`\`${path}\` lies outside the directory of this server. Name a path below it.`);
    if (path.includes('\0') || !isInside(full, process.cwd())) throw outside;
    if (existsSync(full) && !isInside(realpathSync.native(full), root)) throw outside;
    return path;
  });
}

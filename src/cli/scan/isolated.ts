/** `--isolate`: the run in a process of its own. Where a file ends that process or keeps it too long, the run is made again without the file, which the report then names as failed. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOSED, type Entry, JOURNAL, keepJournal, lastIn } from './journal.ts';
import type { ProcessLike } from '../terminal.ts';

/** More files that do harm are no accident of theirs. */
const mostClosed = 10;
/** What a process does not do to itself: to stop, or to be quiet, others ask it. */
const asked = new Set<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGPIPE']);
/** Exit codes of Windows that stand for a fault of the program, as its stack that ended. */
const firstFault = 0xc0000000;
/** With so much of its memory in use before a file, it is not this file that was too much. */
const full = 0.7;
/** Milliseconds between two looks at the journal. */
const tick = 250;

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The file that it was stopped for, after so many seconds. */
  readonly stoodOn?: string;
}

/** The exit code: that of the run, or 2 where it ends whatever is left out. In the process that reads the files, that of `work`. */
export async function isolated({ argv, env, stderr, cwd }: ProcessLike, maxFileTime: number, work: () => Promise<number>): Promise<number> {
  const own = env[JOURNAL];
  if (own !== undefined) {
    keepJournal(own, env[CLOSED]);
    return work();
  }
  const directory = mkdtempSync(join(tmpdir(), 'promptfare-'));
  const journal = join(directory, 'journal');
  const closed = new Map<string, string>();
  try {
    for (;;) {
      writeFileSync(journal, '');
      const { code, signal, stoodOn } = await childRun(argv.slice(1), { cwd: cwd(), env: { ...env, [JOURNAL]: journal, [CLOSED]: JSON.stringify(Object.fromEntries(closed)) } }, journal, maxFileTime);
      if (signal !== null && asked.has(signal)) return 128 + constants.signals[signal];
      if (signal === null && (code ?? 0) < firstFault) return code ?? 2;
      const last = lastIn(journal);
      if (signal === 'SIGABRT' && (last.memory ?? 0) > full) {
        stderr.write('promptfare: the process that reads the files has used up its memory, and not for one of them. Give it more, in MB, as in `NODE_OPTIONS=--max-old-space-size=8192`, or scan a part of the files at a time, with `--shard`.\n');
        return 2;
      }
      const fault = signal ?? `0x${code!.toString(16)}`;
      const path = stoodOn ?? last.path;
      if (path === undefined || closed.has(path) || closed.size === mostClosed) {
        stderr.write(`promptfare: the process that reads the files ended (${fault}), and not for one of them. Scan a part of them, to see what does it.\n`);
        return 2;
      }
      closed.set(path, stoodOn === undefined ? `Reading it ended the process (${fault}).` : `Reading it took longer than ${maxFileTime} s.`);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function childRun(args: readonly string[], where: Pick<SpawnOptions, 'cwd' | 'env'>, journal: string, maxFileTime: number): Promise<End> {
  const child = spawn(process.execPath, [...process.execArgv, ...args], { ...where, stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  const passed = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
  for (const signal of passed) process.on(signal, pass);
  let stoodOn: string | undefined;
  let last: Entry = { turn: 0 };
  let ticks = 0;
  // Looks are counted, not the time between them: a machine that slept has not read for so long.
  const watch = setInterval(() => {
    const entry = lastIn(journal);
    ticks = entry.path !== undefined && entry.turn === last.turn ? ticks + 1 : 0;
    last = entry;
    if (ticks * tick < maxFileTime * 1000) return;
    stoodOn = entry.path;
    child.kill('SIGKILL');
  }, tick);
  return new Promise((done, failed) => {
    const settled = (): void => {
      clearInterval(watch);
      for (const each of passed) process.off(each, pass);
    };
    child.on('error', error => {
      settled();
      failed(error);
    });
    child.on('close', (code, signal) => {
      settled();
      done({ code, signal, ...(stoodOn !== undefined && { stoodOn }) });
    });
  });
}

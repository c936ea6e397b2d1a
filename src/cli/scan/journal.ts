/** The file in which a process notes what it works on, for the one that watches over it (`--isolate`). */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { putUpFence } from '../../core/fence.ts';

/** Names of the environment: where the journal is, and which files are kept from the process, with the reason. */
export const JOURNAL = 'PROMPTFARE_JOURNAL';
export const CLOSED = 'PROMPTFARE_CLOSED';

/** How often the process has gone from one file to another, the file that it works on, and how much of its memory was in use before it. */
export interface Entry {
  readonly turn: number;
  readonly path?: string;
  /** A part of what the process may have, from 0 to 1. */
  readonly memory?: number;
}

/** Notes each file before it is worked on, and that it no longer is. An entry is written over the one before: what stands behind its end means nothing. */
export function keepJournal(journal: string, closed = '{}'): void {
  const file = openSync(journal, 'r+');
  let turn = 0;
  putUpFence({
    at: path => {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      writeSync(file, `${JSON.stringify({ turn: ++turn, path, memory: used / limit } satisfies Record<keyof Entry, unknown>)}\n`, 0);
    },
    closed: new Map(Object.entries(JSON.parse(closed) as { readonly [path: string]: string })),
  });
}

/** Turn 0: none was noted, or the note is being written. */
export function lastIn(journal: string): Entry {
  const [line = ''] = readFileSync(journal, 'utf8').split('\n', 1);
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return { turn: 0 };
  }
}

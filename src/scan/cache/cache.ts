/** The result of a scan, kept for the next run that would see the same. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Report } from '../../core/report.ts';
import type { Note } from '../../project/project.ts';
import { type Recorder, type Trace, createRecorder, holds } from '../../project/trace.ts';
import type { Discovered } from '../discover.ts';
import { readKept, writeKept } from './store.ts';

export interface CacheOptions {
  /** Absolute directory. */
  readonly location: string;
  /** What a run is about: of runs with the same, the last one is kept. */
  readonly about: readonly unknown[];
  /** All that a result depends on besides files: tool, configuration, prices, flags. */
  readonly conditions: readonly unknown[];
  /** When the run began, in milliseconds; now. */
  readonly now?: number;
}
export interface Kept {
  readonly report: Report;
  readonly notes: readonly Note[];
}
export interface ScanCache {
  /** For the disk of the run. */
  readonly recorder: Recorder;
  /** What an earlier run found, if this one would find the same among these files. */
  find(discovered: Discovered): Kept | undefined;
  /** Keeps what was found; the reason where that was not possible. */
  keep(discovered: Discovered, kept: Kept): string | undefined;
}
interface Stored extends Kept {
  readonly conditions: string;
  readonly discovered: string;
  readonly trace: Trace;
}

export function openCache({ location, about, conditions, now }: CacheOptions): ScanCache {
  const path = join(location, `scan-${digest(about).slice(0, 32)}.json`);
  const own = digest(conditions);
  const recorder = createRecorder(now);
  return {
    recorder,
    find(discovered) {
      const record = readKept(path) as Stored | undefined;
      if (record?.conditions !== own || record.discovered !== digestOf(discovered) || !holds(record.trace)) return undefined;
      return { report: record.report, notes: record.notes };
    },
    keep(discovered, { report, notes }) {
      const trace = recorder.trace();
      // Something changed while it was read, or could not be read: the next run may see more.
      if (!trace) return undefined;
      return writeKept(path, { conditions: own, discovered: digestOf(discovered), trace, report, notes } satisfies Stored);
    },
  };
}

function digestOf({ files, skipped }: Discovered): string {
  return digest([files, skipped]);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

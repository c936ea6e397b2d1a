/** What was seen of the file system, so that one can tell whether the same would be seen again. */
import { createHash } from 'node:crypto';
import { type Stats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { type DiskObserver, type Entries, entriesOf, realPathOf } from './disk.ts';

/** Size, time of the last change of contents and of anything, and number of a file: where all are the same, nothing has happened to it. */
type Mark = readonly [size: number, modified: number, changed: number, number: number];
/** No mark: only what stands there tells. */
type Seen = readonly [mark: Mark | null, digest: string];

/** By absolute path. */
export interface Trace {
  readonly directories: { readonly [path: string]: Seen };
  readonly files: { readonly [path: string]: Seen };
  /** Where links lead, and to what. */
  readonly links: { readonly [path: string]: string };
}
export interface Recorder extends DiskObserver {
  /** A file, by absolute path, is going to be read anew. */
  forget(path: string): void;
  /** Undefined where the run saw something that will not be seen again in the same way. */
  trace(): Trace | undefined;
}

/** Clocks of file systems are coarse: what changed this long (milliseconds) before a run, or since, may have changed again within one tick. */
const tick = 2500;

export function createRecorder(now = Date.now()): Recorder {
  const directories = new Map<string, Seen>();
  const files = new Map<string, Seen>();
  const links = new Map<string, string>();
  let isSound = true;

  const markOf = (stats: Stats | undefined): Mark | null => (stats && Math.max(stats.ctimeMs, stats.mtimeMs) < now - tick ? marked(stats) : null);
  const keep = (into: Map<string, Seen>, path: string, seen: Seen): void => {
    const before = into.get(path);
    if (before && before[1] !== seen[1]) isSound = false;
    into.set(path, seen);
  };

  return {
    directory: (path, entries, stats) => keep(directories, path, [markOf(stats), digestOfEntries(entries)]),
    link(path, target) {
      const seen = targetAt(target);
      if ((links.get(path) ?? seen) !== seen) isSound = false;
      links.set(path, seen);
    },
    file(path, stats, bytes) {
      const mark = markOf(stats);
      const before = files.get(path);
      // Read again, and nothing has happened to it.
      if (before?.[0] && mark && isSame(before[0], mark)) return;
      keep(files, path, [mark, bytes ? digestOf(bytes) : `size ${stats.size}`]);
    },
    forget: path => void files.delete(path),
    trouble: () => void (isSound = false),
    trace: () => (isSound ? { directories: Object.fromEntries(directories), files: Object.fromEntries(files), links: Object.fromEntries(links) } : undefined),
  };
}

/** Would a run see what the trace says? */
export function holds(trace: Trace): boolean {
  return changesSince(trace).next().done === true;
}

/** What would be seen otherwise now: the place of files (by a directory or link) before the contents of files. */
export function* changesSince({ directories, files, links }: Trace): Generator<{ readonly kind: 'place' | 'contents'; readonly path: string }> {
  for (const [path, target] of Object.entries(links)) if (targetAt(realPathOf(path)) !== target) yield { kind: 'place', path };
  for (const [path, [mark, digest]] of Object.entries(directories)) if (!isUntouched(path, mark) && digestOfEntries(entriesOf(path)) !== digest) yield { kind: 'place', path };
  for (const [path, [mark, digest]] of Object.entries(files)) if (!isUntouched(path, mark) && digestAt(path, digest.startsWith('size ')) !== digest) yield { kind: 'contents', path };
}

function targetAt(real: string | undefined): string {
  const stats = real === undefined ? undefined : statSync(real, { throwIfNoEntry: false });
  return `${stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : 'nothing'} ${real ?? ''}`;
}

function isUntouched(path: string, mark: Mark | null): boolean {
  if (!mark) return false;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && isSame(marked(stats), mark);
}

function marked({ size, mtimeMs, ctimeMs, ino }: Stats): Mark {
  return [size, mtimeMs, ctimeMs, ino];
}

function isSame(a: Mark, b: Mark): boolean {
  return a.every((value, index) => value === b[index]);
}

/** As for a short name of contents: nobody gains from two files of one. */
function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64').slice(0, 22);
}

function digestOfEntries(entries: Entries): string {
  return digestOf([...entries].map(([name, kind]) => `${kind} ${name}`).toSorted().join('\0'));
}

/** Of a regular file that stands at the path itself. */
function digestAt(path: string, isSize: boolean): string | undefined {
  let descriptor: number | undefined;
  try {
    if (!statSync(path).isFile()) return undefined;
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (isSize) return `size ${size}`;
    const bytes = Buffer.allocUnsafe(size + 1);
    let length = 0;
    for (let count = 1; count > 0 && length < bytes.length; length += count) count = readSync(descriptor, bytes, length, bytes.length - length, null);
    return length === size ? digestOf(bytes.subarray(0, length)) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

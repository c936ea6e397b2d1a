/** The one place that opens files of a project: regular files inside the boundary, none larger than the limit. */
import { type Stats, closeSync, constants, fstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { relativePath } from './relative-path.ts';

export interface DiskOptions {
  /** Absolute; paths are relative to it. */
  readonly root: string;
  /** Absolute; nothing outside is read. The root or a directory above it. */
  readonly boundary: string;
  /** Bytes. */
  readonly maxFileSize: number;
  readonly observer?: DiskObserver;
}
/** Is told all that is learnt of the file system, by absolute path. Links are followed already. */
export interface DiskObserver {
  /** `stats` from before the listing. */
  directory(path: string, entries: Entries, stats: Stats | undefined): void;
  link(path: string, target: string | undefined): void;
  /** `stats` from before the reading; without bytes where it is too large. */
  file(path: string, stats: Stats, bytes?: Buffer): void;
  /** Something could not be looked at. */
  trouble(): void;
}
export type Entries = ReadonlyMap<string, EntryKind | 'link' | 'other'>;
export interface OpenedFile {
  /** A view into a buffer that the next `open` overwrites. */
  readonly bytes: Buffer;
  readonly realPath: string;
  readonly mode: number;
  readonly isLink: boolean;
}
export type EntryKind = 'file' | 'directory';

export interface Disk {
  open(path: string): OpenedFile | { readonly refused: string };
  kind(path: string): EntryKind | undefined;
  names(directory: string): readonly string[];
}

interface Directory {
  readonly realPath: string;
  readonly entries: Entries;
}
/** Why a directory cannot be looked into. */
type Absent = 'missing' | 'outside the root';

const maxDirectories = 100_000;

/**
 * Knows files by listings of their directories, each read once: files are expected to stay while a run lasts. A directory
 * that its parent does not list costs no system call, and only links cost a look at where they lead.
 */
export function createDisk({ root, boundary, maxFileSize, observer }: DiskOptions): Disk {
  const realBoundary = realOf(boundary) ?? boundary;
  const directories = new Map<string, Directory | Absent>();
  let buffer = Buffer.allocUnsafe(1 << 16);
  let [lastPath, last]: [string | undefined, Directory | Absent] = [undefined, 'missing'];

  /** `path` is normal: `.`, `a/b` or `../a`. Questions about one directory come one after the other. */
  function directoryAt(path: string): Directory | Absent {
    if (path !== lastPath) [lastPath, last] = [path, known(path)];
    return last;
  }
  function known(path: string): Directory | Absent {
    let found = directories.get(path);
    if (found === undefined) {
      if (directories.size >= maxDirectories) directories.clear();
      directories.set(path, (found = path === '.' || /(?:^|\/)\.\.$/.test(path) ? above(path) : below(path)));
    }
    return found;
  }
  function above(path: string): Directory | Absent {
    const full = resolve(root, path);
    if (!isInside(full, boundary)) return 'outside the root';
    const real = realOf(full);
    return real === undefined ? 'missing' : { realPath: real, entries: listed(real) };
  }
  function below(path: string): Directory | Absent {
    const parent = directoryAt(posix.dirname(path));
    if (typeof parent === 'string') return parent;
    const name = posix.basename(path);
    const full = join(parent.realPath, name);
    const kind = parent.entries.get(name);
    if (kind === 'directory') return { realPath: full, entries: listed(full) };
    if (kind !== 'link') return 'missing';
    const target = targetOf(full);
    if (typeof target === 'string') return target;
    return target.kind === 'directory' ? { realPath: target.path, entries: listed(target.path) } : 'missing';
  }

  function listed(directory: string): Entries {
    const stats = observer && statSync(directory, { throwIfNoEntry: false });
    const entries = entriesOf(directory);
    observer?.directory(directory, entries, stats);
    return entries;
  }
  function realOf(path: string): string | undefined {
    const real = realPathOf(path);
    observer?.link(path, real);
    return real;
  }

  /** What a link leads to, if that lies inside the boundary. */
  function targetOf(full: string): { path: string; kind: EntryKind | undefined } | Absent {
    const real = realOf(full);
    if (real === undefined) return 'missing';
    if (!isInside(real, realBoundary)) return 'outside the root';
    const stats = statSync(real, { throwIfNoEntry: false });
    return { path: real, kind: stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : undefined };
  }

  /** The directory of a path and its name there; undefined for what has no name or lies outside by its spelling. */
  function placeOf(path: string): { readonly directory: string; readonly name: string } | undefined {
    const normal = normalized(path, root);
    if (normal === undefined || normal === '.' || /(?:^|\/)\.\.$/.test(normal)) return undefined;
    const slash = normal.lastIndexOf('/');
    return { directory: slash < 0 ? '.' : normal.slice(0, slash), name: normal.slice(slash + 1) };
  }

  return {
    names(path) {
      const directory = directoryAt(normalized(path, root) ?? '.');
      return typeof directory === 'string' ? [] : [...directory.entries.keys()];
    },
    kind(path) {
      const place = placeOf(path);
      if (!place) return typeof directoryAt(normalized(path, root) ?? '.') === 'string' ? undefined : 'directory';
      const directory = directoryAt(place.directory);
      const kind = typeof directory === 'string' ? undefined : directory.entries.get(place.name);
      if (kind !== 'link') return kind === 'other' ? undefined : kind;
      const target = targetOf(join((directory as Directory).realPath, place.name));
      return typeof target === 'string' ? undefined : target.kind;
    },
    open(path) {
      const place = placeOf(path);
      if (!place) return { refused: path.includes('\0') ? 'missing' : 'not a regular file' };
      const directory = directoryAt(place.directory);
      if (typeof directory === 'string') return { refused: directory };
      const kind = directory.entries.get(place.name);
      const full = join(directory.realPath, place.name);
      if (kind === undefined) return { refused: 'missing' };
      if (kind !== 'link') return kind === 'file' ? load(full, false) : { refused: 'not a regular file' };
      const target = targetOf(full);
      if (typeof target === 'string') return { refused: target };
      return target.kind === 'file' ? load(target.path, true) : { refused: 'not a regular file' };
    },
  };

  function load(realPath: string, isLink: boolean): OpenedFile | { refused: string } {
    let descriptor: number | undefined;
    try {
      // Not blocking and not following: the file may have been replaced by a pipe or a link since it was listed.
      descriptor = openSync(realPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) {
        observer?.trouble();
        return { refused: 'not a regular file' };
      }
      if (stats.size > maxFileSize) {
        observer?.file(realPath, stats);
        return { refused: 'too large' };
      }
      if (buffer.length <= stats.size) buffer = Buffer.allocUnsafe(Math.max(stats.size + 1, buffer.length * 2));
      let length = 0;
      for (let count = 1; count > 0 && length < buffer.length; length += count) count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (length > maxFileSize) return { refused: 'too large' };
      const bytes = buffer.subarray(0, length);
      observer?.file(realPath, stats, bytes);
      return { bytes, realPath, mode: stats.mode, isLink };
    } catch (error) {
      observer?.trouble();
      return { refused: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable' };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }
}

/** Relative to the root, without empty and dot segments; most paths are so already. */
function normalized(path: string, root: string): string | undefined {
  if (path.includes('\0')) return undefined;
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
  const full = path.startsWith('/') ? relativePath(root, path) || '.' : path;
  return posix.normalize(full).replace(/(?<=.)\/$/, '');
}

/** What stands in a directory; nothing where it cannot be listed. */
export function entriesOf(directory: string): Entries {
  const entries = new Map<string, EntryKind | 'link' | 'other'>();
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      entries.set(entry.name, entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : 'other');
    }
  } catch {
    // A directory that cannot be listed has no entries for us.
  }
  return entries;
}

/** Where a path leads in the end; undefined where that is nowhere. */
export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Is a path a directory or below it, by its spelling? Both absolute. */
export function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(directory, way) === path);
}

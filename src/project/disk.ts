/** The one place that opens files of a project: regular files inside the boundary, none larger than the limit. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, basename, join, relative, resolve, sep } from 'node:path';

export interface DiskOptions {
  /** Absolute; paths are relative to it. */
  readonly root: string;
  /** Absolute; nothing outside is read. The root or a directory above it. */
  readonly boundary: string;
  /** Bytes. */
  readonly maxFileSize: number;
}
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
  /** Absolute, if inside the boundary by its spelling. */
  absolute(path: string): string | undefined;
}

const maxListings = 50_000;

/** Reads through caches of directory listings and real paths: files are expected to stay while a run lasts. */
export function createDisk({ root, boundary, maxFileSize }: DiskOptions): Disk {
  const realBoundary = realPathOf(boundary) ?? boundary;
  const listings = new Map<string, ReadonlyMap<string, EntryKind | 'link'>>();
  const realDirectories = new Map<string, string | undefined>();
  let buffer = Buffer.allocUnsafe(1 << 16);

  function absolute(path: string): string | undefined {
    if (path.includes('\0')) return undefined;
    const full = resolve(root, path);
    return isInside(full, boundary) ? full : undefined;
  }

  function realDirectory(directory: string): string | undefined {
    if (!realDirectories.has(directory)) {
      const real = realPathOf(directory);
      realDirectories.set(directory, real !== undefined && isInside(real, realBoundary) ? real : undefined);
    }
    return realDirectories.get(directory);
  }

  function listing(directory: string): ReadonlyMap<string, EntryKind | 'link'> {
    let found = listings.get(directory);
    if (!found) {
      if (listings.size >= maxListings) listings.clear();
      found = entriesOf(realDirectory(directory));
      listings.set(directory, found);
    }
    return found;
  }

  /** What a link leads to, if that lies inside the boundary. */
  function target(full: string): { path: string; kind: EntryKind | undefined } | undefined {
    const real = realPathOf(full);
    if (real === undefined || !isInside(real, realBoundary)) return undefined;
    const stats = statSync(real, { throwIfNoEntry: false });
    return { path: real, kind: stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : undefined };
  }

  return {
    absolute,
    names: directory => {
      const full = absolute(directory);
      return full === undefined ? [] : [...listing(full).keys()];
    },
    kind(path) {
      const full = absolute(path);
      if (full === undefined) return undefined;
      if (full === boundary) return 'directory';
      const kind = listing(dirname(full)).get(basename(full));
      return kind === 'link' ? target(full)?.kind : kind;
    },
    open(path) {
      const full = absolute(path);
      const directory = full === undefined ? undefined : realDirectory(dirname(full));
      if (full === undefined || directory === undefined) return { refused: full !== undefined && realPathOf(dirname(full)) === undefined ? 'missing' : 'outside the root' };
      try {
        let realPath = join(directory, basename(full));
        let stats = lstatSync(realPath);
        const isLink = stats.isSymbolicLink();
        if (isLink) {
          const to = target(realPath);
          if (!to) return { refused: realPathOf(realPath) === undefined ? 'missing' : 'outside the root' };
          realPath = to.path;
          stats = lstatSync(realPath);
        }
        if (!stats.isFile()) return { refused: 'not a regular file' };
        if (stats.size > maxFileSize) return { refused: 'too large' };
        return load(realPath, isLink);
      } catch (error) {
        return { refused: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable' };
      }
    },
  };

  function load(realPath: string, isLink: boolean): OpenedFile | { refused: string } {
    // Not blocking and not following: the file may have been replaced by a pipe or a link since it was looked at.
    const descriptor = openSync(realPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return { refused: 'not a regular file' };
      if (stats.size > maxFileSize) return { refused: 'too large' };
      if (buffer.length <= stats.size) buffer = Buffer.allocUnsafe(Math.max(stats.size + 1, buffer.length * 2));
      let length = 0;
      for (let count = 1; count > 0 && length < buffer.length; length += count) count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (length > maxFileSize) return { refused: 'too large' };
      return { bytes: buffer.subarray(0, length), realPath, mode: stats.mode, isLink };
    } finally {
      closeSync(descriptor);
    }
  }
}

function entriesOf(directory: string | undefined): ReadonlyMap<string, EntryKind | 'link'> {
  const entries = new Map<string, EntryKind | 'link'>();
  if (directory === undefined) return entries;
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) entries.set(entry.name, 'link');
      else if (entry.isFile()) entries.set(entry.name, 'file');
      else if (entry.isDirectory()) entries.set(entry.name, 'directory');
    }
  } catch {
    // A directory that cannot be listed has no entries for us.
  }
  return entries;
}

function realPathOf(path: string): string | undefined {
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

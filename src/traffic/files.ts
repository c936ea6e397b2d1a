/** The files that a run is given, each content once. */
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sniffed, type SniffedFile } from './sniff.ts';

export interface FoundFiles {
  readonly files: readonly SniffedFile[];
  /** Bytes of all. */
  readonly bytes: number;
  readonly duplicates: readonly string[];
  readonly unreadable: readonly string[];
}

/** Files, and files below folders, in the order of their names; links to folders are not followed. Paths are absolute. */
export async function filesIn(given: readonly string[]): Promise<FoundFiles> {
  const unreadable: string[] = [];
  const paths = [...new Set(given.flatMap(path => (statSync(path).isDirectory() ? below(path, unreadable) : [path])))];
  const sized = paths.flatMap(path => {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    return size === undefined ? [] : [{ path, size }];
  });
  const files: SniffedFile[] = [];
  const duplicates = await copiesIn(sized, unreadable);
  for (const { path } of sized) {
    if (duplicates.has(path) || unreadable.includes(path)) continue;
    try {
      files.push(sniffed(path));
    } catch {
      unreadable.push(path);
    }
  }
  return { files, bytes: sized.reduce((sum, { path, size }) => sum + (duplicates.has(path) ? 0 : size), 0), duplicates: [...duplicates], unreadable };
}

function below(directory: string, unreadable: string[]): string[] {
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    unreadable.push(directory);
    return [];
  }
  return entries.flatMap(entry => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return below(path, unreadable);
    if (entry.isSymbolicLink()) return statSync(path, { throwIfNoEntry: false })?.isFile() ? [path] : [];
    return entry.isFile() && lstatSync(path, { throwIfNoEntry: false }) ? [path] : [];
  });
}

/** Those whose content an earlier one has; only files of one size are compared. */
async function copiesIn(sized: readonly { readonly path: string; readonly size: number }[], unreadable: string[]): Promise<Set<string>> {
  const bySize = new Map<number, { readonly path: string }[]>();
  for (const { path, size } of sized) if (size > 0) bySize.set(size, [...(bySize.get(size) ?? []), { path }]);
  const copies = new Set<string>();
  for (const group of bySize.values()) {
    if (group.length < 2) continue;
    const seen = new Set<string>();
    for (const { path } of group) {
      const digest = createHash('sha256');
      try {
        await pipeline(createReadStream(path), digest);
      } catch {
        unreadable.push(path);
        continue;
      }
      const content = digest.digest('hex');
      if (seen.has(content)) copies.add(path);
      seen.add(content);
    }
  }
  return copies;
}

/** The directory that a run's paths are relative to. */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInside } from '../project/disk.ts';
import { relativePath } from '../project/relative-path.ts';
import { UsageError } from '../scan/usage-error.ts';

export interface Root {
  /** Absolute. */
  readonly root: string;
  /** Absolute. */
  readonly paths: readonly string[];
  /** Leads from the current directory to the root: empty, or ends in `/`. */
  readonly base: string;
}

/** The current directory if it holds every path, else the nearest directory that does. */
export function rootOf(cwd: string, given: readonly string[]): Root {
  const paths = given.map(path => {
    const full = resolve(cwd, path);
    if (path.includes('\0') || !existsSync(full)) throw new UsageError(`There is no file or directory \`${path}\`. Check the path, or leave it out to scan the current directory.`);
    return full;
  });
  let root = cwd;
  if (!paths.every(path => isInside(path, cwd))) {
    const [first = cwd] = paths;
    root = statSync(first).isDirectory() ? first : dirname(first);
    while (!paths.every(path => isInside(path, root))) root = dirname(root);
  }
  return { root, paths: paths.length > 0 ? paths : [root], base: wayTo(root, cwd) };
}

/** Leads from the current directory to the root: empty, or ends in `/`. */
export function wayTo(root: string, cwd: string): string {
  const way = relativePath(cwd, root);
  return way === '' ? '' : `${way}/`;
}

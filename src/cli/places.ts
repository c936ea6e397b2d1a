/** Where in a repository a command looks: paths may name what is in git and no longer in the working tree. */
import { statSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { isInside } from '../project/disk.ts';
import { relativePath } from '../project/relative-path.ts';
import { printable } from '../core/printable.ts';
import { UsageError } from '../scan/usage-error.ts';

export interface Places {
  /** Absolute: the current directory if it holds every path, else the nearest directory that does. */
  readonly root: string;
  /** Relative to the root. */
  readonly targets: readonly string[];
}

export function placesOf(cwd: string, repository: string, paths: readonly string[]): Places {
  const full = paths.map(path => {
    const found = resolve(cwd, path);
    if (path.includes('\0') || !isInside(found, repository)) throw new UsageError(`\`${printable(path)}\` lies outside the repository. Name a path in it.`);
    return found;
  });
  let root = cwd;
  while (!full.every(path => isInside(path, root))) root = dirname(root);
  while (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) root = dirname(root);
  return { root, targets: full.length === 0 ? ['.'] : full.map(path => posix.normalize(relativePath(root, path) || '.')) };
}

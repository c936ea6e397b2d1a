/** A file of the project by its name. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryOf } from '../scan/git.ts';

/** In the directory, or above it in the repository; absolute. */
export function nearestFile(directory: string, name: string): string | undefined {
  const boundary = repositoryOf(directory) ?? directory;
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return join(at, name);
    if (at === boundary || dirname(at) === at) return undefined;
  }
}

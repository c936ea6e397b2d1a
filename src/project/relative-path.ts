import { relative, sep } from 'node:path';

/** The way from a directory to a file, with `/` on every system; empty where they are the same. */
export function relativePath(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}

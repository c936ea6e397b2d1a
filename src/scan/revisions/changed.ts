/** Which files differ between two states of a repository, by what git has recorded of them. */
import { entriesIn, git } from '../git.ts';
import { UsageError } from '../usage-error.ts';

/** The state after the change. */
export type Head = { readonly kind: 'working' } | { readonly kind: 'index'; readonly indexFile?: string } | { readonly kind: 'commit'; readonly commit: string };

/** Paths from the top of the repository; some may turn out to be equal, none that differs is left out. `untracked`: where they are known, since git walks the whole tree for them. */
export function changedPaths(repository: string, base: string, head: Head, untracked?: readonly string[]): Set<string> {
  const raw = ['-z', '--raw', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  if (head.kind === 'commit') return pathsIn(read(repository, ['diff-tree', '-r', ...raw, base, head.commit]));
  if (head.kind === 'index') return pathsIn(read(repository, ['diff-index', '--cached', ...raw, base], [], head.indexFile));
  // Git hashes files whose times are no proof, and would run filters on them.
  const changed = pathsIn(read(repository, ['diff-index', ...raw, base], withoutFilters(repository)));
  for (const path of untracked ?? untrackedPaths(repository)) if (!path.endsWith('/')) changed.add(path);
  return changed;
}

/** Files that git neither tracks nor ignores; nested repositories end in `/`. */
export function untrackedPaths(repository: string): string[] {
  return entriesIn(read(repository, ['ls-files', '-o', '--exclude-standard', '-z']));
}

export function trackedPaths(repository: string): string[] {
  return entriesIn(read(repository, ['ls-files', '-z']));
}

/**
 * Tracked files of the working tree that are not as the index has them. Where their times tell nothing, as in copies of a
 * repository, `git status` reads them: `git diff-files` would list them all, and `git diff` write the index anew.
 */
export function unstagedPaths(repository: string, indexFile?: string): Set<string> {
  const output = read(repository, ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--no-renames', '--ignore-submodules=all'], ['diff.orderFile=/dev/null', ...withoutFilters(repository)], indexFile);
  return new Set(entriesIn(output).flatMap(entry => (entry[1] === ' ' ? [] : [entry.slice('XY '.length)])));
}

/** Settings under which no filter of the configuration runs. */
function withoutFilters(repository: string): string[] {
  const output = git(repository, ['config', '-z', '--name-only', '--get-regexp', String.raw`^filter\.`]);
  if (!('bytes' in output)) return [];
  const names = new Set(entriesIn(output.bytes).map(key => key.slice('filter.'.length, key.lastIndexOf('.'))));
  return [...names].flatMap(name => [`filter.${name}.clean=`, `filter.${name}.smudge=`, `filter.${name}.process=`, `filter.${name}.required=false`]);
}

/** `:<mode> <mode> <id> <id> <status>`, then the path. */
function pathsIn(bytes: Buffer): Set<string> {
  return new Set(entriesIn(bytes).filter((_, index) => index % 2 === 1));
}

function read(repository: string, args: readonly string[], config: readonly string[] = [], indexFile?: string): Buffer {
  const output = git(repository, args, { config, ...(indexFile !== undefined && { indexFile }) });
  if ('problem' in output) throw new UsageError(`Git cannot compare the two states (${output.problem}).`);
  return output.bytes;
}

/** Which files there are to look at: what git lists, else a walk that heeds .gitignore and follows no links. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import type FastGlob from 'fast-glob';
import type { Ignore } from 'ignore';
import { isSearched } from '../inspect.ts';
import { isInfrastructureFile } from '../project/infrastructure-files.ts';
import type { Project } from '../project/project.ts';
import { filesInRepository, repositoryOf } from './git.ts';
import { type Skip, skipByPath } from './skip.ts';

export interface Discovered {
  /** Sorted, each once. */
  readonly files: readonly string[];
  readonly skipped: readonly Skip[];
}
export interface DiscoverOptions {
  readonly project: Project;
  /** Files and directories relative to the root; both exist. */
  readonly targets: readonly string[];
  readonly ignores: (path: string) => boolean;
  /** Files that are looked at though their language is none that is searched. */
  readonly isPrompt: (path: string) => boolean;
}

const require = createRequire(import.meta.url);

export function discover({ project, targets, ignores, isPrompt }: DiscoverOptions): Discovered {
  const files = new Set<string>();
  const skipped = new Map<string, Skip>();

  const isWanted = (path: string): boolean => isSearched(path) || isPrompt(path) || isInfrastructureFile(path);
  function take(path: string): void {
    if (!isWanted(path)) return;
    const skip = skipByPath(path) ?? (path.includes('\uFFFD') ? { path, reason: 'file name is not UTF-8' } : ignores(path) ? { path, reason: 'ignored by configuration' } : undefined);
    if (skip) skipped.set(skip.path, skip);
    else files.add(path);
  }

  for (const target of targets) {
    if (project.isFile(target)) {
      take(target);
      continue;
    }
    for (const found of listed(project, target, isWanted)) {
      const path = target === '.' ? found : posix.join(target, found);
      if (path.endsWith('/')) skipped.set(path, { path, reason: 'nested repository' });
      else take(path);
    }
    for (const path of submodulesBelow(project, target)) skipped.set(`${path}/`, { path: `${path}/`, reason: 'git submodule' });
  }
  return { files: [...files].toSorted(), skipped: [...skipped.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function listed(project: Project, directory: string, isWanted: (path: string) => boolean): readonly string[] {
  if (project.list) return project.list(directory);
  const full = join(project.root, directory);
  const files = filesInRepository(full, repositoryOf(full));
  // A directory that git ignores as a whole was named on purpose.
  return files && files.length > 0 ? files : walked(full, path => isWanted(posix.join(directory, path)));
}

function walked(directory: string, isWanted: (path: string) => boolean): string[] {
  const glob = require('fast-glob') as typeof FastGlob;
  const found = glob.sync('**', {
    cwd: directory,
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ['**/.git/**', '**/node_modules/**', '**/.venv/**', '**/__pycache__/**'],
  });
  const ignoreFiles = found.filter(path => path === '.gitignore' || path.endsWith('/.gitignore'));
  const wanted = found.filter(isWanted);
  if (ignoreFiles.length === 0) return wanted;

  const matchers = new Map<string, Ignore>();
  for (const path of ignoreFiles) matchers.set(posix.dirname(path), matcherOf(join(directory, path)));
  return wanted.filter(path => !isIgnored(path, matchers));
}

function matcherOf(path: string): Ignore {
  const ignore = (require('ignore') as { default: () => Ignore }).default();
  try {
    ignore.add(readFileSync(path, 'utf8').slice(0, 1 << 20));
  } catch {
    // Unreadable: as if it were not there.
  }
  return ignore;
}

/** The innermost .gitignore that has a word on the path decides, as in git. */
function isIgnored(path: string, matchers: ReadonlyMap<string, Ignore>): boolean {
  for (let directory = posix.dirname(path); ; directory = posix.dirname(directory)) {
    const result = matchers.get(directory)?.test(directory === '.' ? path : path.slice(directory.length + 1));
    if (result?.ignored) return true;
    if (result?.unignored) return false;
    if (directory === '.') return false;
  }
}

function submodulesBelow(project: Project, directory: string): string[] {
  const text = project.read(posix.join(directory, '.gitmodules')) ?? '';
  return [...text.matchAll(/^[ \t]*path[ \t]*=(.+)$/gm)].map(match => posix.join(directory, match[1]!.trim())).filter(path => project.isDirectory(path));
}

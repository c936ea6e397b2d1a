/** Files that may call what others hold without importing it: their classes are handed an object that holds it, by a file that imports both. */
import { isTestPath } from '../core/test-path.ts';
import type { Project } from '../project/project.ts';
import { leads, wordsOf } from './callers.ts';
import { type ImportGraph, mostHops } from './importers.ts';

const constructs = /\b(?:constructor|__init__)\s*\(/;

/** Files that hand an object on from one constructor to the next, and barrels among them. */
const mostUp = 3;
const mostImporters = 12;

/** Says of a file whether its classes may be handed something of a home: `namesOf` gives the wrappers in a file. */
export function createInjectionSearch(project: Project, imports: ImportGraph): (path: string, namesOf: (path: string) => readonly string[]) => boolean {
  return (path, namesOf) => {
    let words: ReadonlySet<string> | undefined;
    const importers = importersOf(path, imports);
    if (importers.length === 0 || !hasConstructor(project, path)) return false;
    const isNamed = (home: string): boolean => namesOf(home).some(name => (words ??= wordsOf(project, path)).has(name));
    return importers.some(importer => isNamed(importer) || leads(importer, isNamed, imports.of));
  };
}

/** Those that import a file, directly or over others, the nearest first; of what tests import, tests alone. */
export function importersOf(path: string, { to }: ImportGraph): string[] {
  const found = new Set<string>();
  let frontier: readonly string[] = [path];
  for (let hop = 0; hop < mostUp && found.size < mostImporters; hop++) {
    frontier = frontier.flatMap(to).filter(importer => importer !== path && !found.has(importer) && (isTestPath(path) || !isTestPath(importer)));
    for (const importer of frontier) if (found.size < mostImporters) found.add(importer);
  }
  return [...found];
}

/** The files that lead to one of these over imports. */
export function leadingTo(homes: Iterable<string>, { to }: ImportGraph): ReadonlySet<string> {
  const found = new Set(homes);
  let frontier = [...found];
  for (let hop = 0; hop < mostHops && frontier.length > 0; hop++) {
    const next: string[] = [];
    for (const importer of frontier.flatMap(to)) {
      if (found.has(importer)) continue;
      found.add(importer);
      next.push(importer);
    }
    frontier = next;
  }
  return found;
}

/** Can objects be handed to what stands in it? */
export function hasConstructor(project: Project, path: string): boolean {
  const decoded = project.decoded(path);
  return 'text' in decoded && constructs.test(decoded.text);
}

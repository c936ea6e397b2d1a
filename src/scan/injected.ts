/** Files that may call what others hold without importing it: their classes and functions are handed an object that holds it, by a file that imports both. */
import { isTestPath } from '../core/test-path.ts';
import { mayAsk } from '../inspect/may-ask.ts';
import type { Project } from '../project/project.ts';
import { leads, wordsOf } from './callers.ts';
import { type ImportGraph, mostHops } from './importers.ts';

const constructs = /\b(?:constructor|__init__)\s*\(/;

/** Files that hand an object on from one constructor or function to the next, and barrels among them. */
const mostUp = 3;
const mostImporters = 12;

/** Says of a file whether its classes or functions may be handed something of a home: `namesOf` gives the wrappers in a file. */
export function createInjectionSearch(project: Project, imports: ImportGraph): (path: string, namesOf: (path: string) => readonly string[]) => boolean {
  return (path, namesOf) => {
    const importers = importersOf(path, imports);
    if (importers.length === 0) return false;
    // What a class is handed it may call from anywhere; a function calls a method of it.
    let words = hasConstructor(project, path) ? undefined : methodsCalledIn(project, path);
    if (words?.size === 0) return false;
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
export function canBeHanded(project: Project, path: string): boolean {
  return hasConstructor(project, path) || methodsCalledIn(project, path).size > 0;
}

/** Has it a class that may be handed objects where it is made? */
export function hasConstructor(project: Project, path: string): boolean {
  const decoded = project.decoded(path);
  return 'text' in decoded && constructs.test(decoded.text);
}

/** Names of methods that may ask a model, where it calls them with something. */
function methodsCalledIn(project: Project, path: string): ReadonlySet<string> {
  const decoded = project.decoded(path);
  return new Set('text' in decoded ? methodsAskedIn(decoded.text).map(({ method }) => method) : []);
}

/** Calls of methods that may ask a model, of what has these names. */
export function methodsAskedIn(text: string): { readonly holder: string; readonly method: string }[] {
  return Array.from(text.matchAll(/(?:\b(\w+)\??)?\.(\w+)\s*\((?!\s*\))/g), ([, holder = '', method]) => ({ holder, method: method! })).filter(({ holder, method }) => mayAsk(holder, method));
}

/** Does a file import one of some files, directly or over others? Read off the text: parsing every file of a project would cost too much. */
import { filesOf } from '../core/host.ts';
import type { LanguageId } from '../core/source.ts';
import { isDataFile, languageOf } from '../inspect.ts';
import { specifiersIn } from '../inspect/specifiers.ts';
import type { Project } from '../project/project.ts';

/** Barrels and the like between a file and what it uses. */
export const mostHops = 4;

/** The files of a project that each file imports. Read once, off the text. */
export function createImports(project: Project): (path: string) => readonly string[] {
  const imports = new Map<string, readonly string[]>();

  function importedIn(text: string, path: string, language: LanguageId): string[] {
    const files = new Set<string>();
    for (const specifier of specifiersIn(text, language)) {
      // A copy: a part of a string keeps the whole of it alive.
      for (const file of filesOf(project.locate(Buffer.from(specifier).toString(), path, language))) files.add(file);
    }
    return [...files];
  }

  return path => {
    let found = imports.get(path);
    if (!found) {
      const language = isDataFile(path) ? undefined : languageOf(path);
      const decoded = language && project.decoded(path);
      found = decoded && 'text' in decoded ? importedIn(decoded.text, path, language) : [];
      imports.set(path, found);
    }
    return found;
  };
}

/** What the files of a run import, and who imports them; found out when it is first asked. */
export interface ImportGraph {
  of(path: string): readonly string[];
  /** Of the files of the run. */
  to(path: string): readonly string[];
}

export function createImportGraph(project: Project, files: readonly string[]): ImportGraph {
  const importsOf = createImports(project);
  let importers: Map<string, string[]> | undefined;

  function importersOf(path: string): readonly string[] {
    if (!importers) {
      importers = new Map();
      for (const from of files) {
        for (const to of importsOf(from)) {
          const others = importers.get(to);
          if (others) others.push(from);
          else importers.set(to, [from]);
        }
      }
    }
    return importers.get(path) ?? [];
  }
  return { of: importsOf, to: importersOf };
}

/** Does a file lead to one that `isGoal` says is wanted? */
export function createImportSearch(project: Project, maxHops = mostHops): (path: string, isGoal: (path: string) => boolean) => boolean {
  const importsOf = createImports(project);
  return (path, isGoal) => hopsTo(path, isGoal, importsOf, maxHops) !== undefined;
}

/** Imports from a file to the nearest other one that is a goal; undefined where none is within `most`. `goesOn`: whether the walk may go on from a file that is so many away. */
export function hopsTo(path: string, isGoal: (path: string) => boolean, importsOf: (path: string) => readonly string[], most = mostHops, goesOn: (path: string, hop: number) => boolean = () => true): number | undefined {
  const seen = new Set([path]);
  let frontier = [path];
  for (let hop = 1; hop <= most && frontier.length > 0; hop++) {
    const next: string[] = [];
    for (const from of frontier) {
      for (const to of importsOf(from)) {
        if (seen.has(to)) continue;
        seen.add(to);
        if (isGoal(to)) return hop;
        if (goesOn(to, hop)) next.push(to);
      }
    }
    frontier = next;
  }
  return undefined;
}

/** Does a file import one of some files, directly or over others? Read off the text: parsing every file of a project would cost too much. */
import { filesOf } from '../core/host.ts';
import type { LanguageId } from '../core/source.ts';
import { isDataFile, languageOf } from '../inspect.ts';
import { specifiersIn } from '../inspect/specifiers.ts';
import { decode } from '../project/decode.ts';
import type { Project } from '../project/project.ts';

/** Barrels and the like between a file and what it uses. */
export const mostHops = 4;

/** The files of a project that each file imports. Read once, off the text. */
export function createImports(project: Project): ImportsOf {
  return knowingImports(project).of;
}

type ImportsOf = (path: string) => readonly string[];

/** What the files of a run import, and who imports them; found out when it is first asked. */
export interface ImportGraph {
  readonly of: ImportsOf;
  /** Of the files of the run. */
  to(path: string): readonly string[];
  /** Who has the bytes of a file at hand spares another reading. */
  learn(path: string, bytes: Buffer): void;
}

export function createImportGraph(project: Project, files: readonly string[]): ImportGraph {
  const imports = knowingImports(project);
  let importers: Map<string, string[]> | undefined;

  function importersOf(path: string): readonly string[] {
    if (!importers) {
      importers = new Map();
      for (const from of files) {
        for (const to of imports.of(from)) {
          const others = importers.get(to);
          if (others) others.push(from);
          else importers.set(to, [from]);
        }
      }
    }
    return importers.get(path) ?? [];
  }
  return { ...imports, to: importersOf };
}

function knowingImports(project: Project): Pick<ImportGraph, 'of' | 'learn'> {
  const specifiers = new Map<string, readonly string[]>();
  const imports = new Map<string, readonly string[]>();

  function specifiersOf(language: LanguageId, decoded: ReturnType<Project['decoded']>): readonly string[] {
    // Copies: a part of a string keeps the whole of it alive.
    return 'text' in decoded ? specifiersIn(decoded.text, language).map(specifier => Buffer.from(specifier).toString()) : [];
  }
  return {
    learn(path, bytes) {
      const language = languageOfCode(path);
      if (language && !imports.has(path)) specifiers.set(path, specifiersOf(language, decode(bytes)));
    },
    of(path) {
      let found = imports.get(path);
      if (!found) {
        const language = languageOfCode(path);
        const named = language ? (specifiers.get(path) ?? specifiersOf(language, project.decoded(path))) : [];
        found = [...new Set(named.flatMap(specifier => filesOf(project.locate(specifier, path, language!))))];
        imports.set(path, found);
        specifiers.delete(path);
      }
      return found;
    },
  };
}

function languageOfCode(path: string): LanguageId | undefined {
  return isDataFile(path) ? undefined : languageOf(path);
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

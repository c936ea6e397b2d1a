/** Does a file import one of some files, directly or over others? Read off the text: parsing every file of a project would cost too much. */
import { filesOf } from '../core/host.ts';
import type { LanguageId } from '../core/source.ts';
import { isDataFile, languageOf } from '../inspect.ts';
import { specifiersIn } from '../inspect/specifiers.ts';
import { decode } from '../project/decode.ts';
import type { Project } from '../project/project.ts';
import { createImporters } from './importer-search.ts';

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
  const { specifiersOf, ...imports } = knowingImports(project);
  // A file is imported by others of its language.
  const searches = new Map<string, (path: string) => readonly string[]>();
  return {
    ...imports,
    to(path) {
      // What is no code is imported by scripts alone.
      const kind = kindOf(path) ?? 'javascript';
      let search = searches.get(kind);
      if (!search) searches.set(kind, (search = createImporters(project, files.filter(from => kindOf(from) === kind).map(from => [from, specifiersOf(from)]))));
      return search(path);
    },
  };
}

function knowingImports(project: Project): Pick<ImportGraph, 'of' | 'learn'> & { specifiersOf(path: string): readonly string[] } {
  const specifiers = new Map<string, readonly string[]>();
  const imports = new Map<string, readonly string[]>();

  function read(path: string, language: LanguageId, decoded: ReturnType<Project['decoded']>): readonly string[] {
    // Copies: a part of a string keeps the whole of it alive.
    const found = 'text' in decoded ? specifiersIn(decoded.text, language).map(specifier => Buffer.from(specifier).toString()) : [];
    specifiers.set(path, found);
    return found;
  }
  function specifiersOf(path: string): readonly string[] {
    const language = languageOfCode(path);
    return specifiers.get(path) ?? (language ? read(path, language, project.decoded(path)) : []);
  }
  return {
    specifiersOf,
    learn(path, bytes) {
      const language = languageOfCode(path);
      if (language && !specifiers.has(path)) read(path, language, decode(bytes));
    },
    of(path) {
      let found = imports.get(path);
      if (!found) {
        const language = languageOfCode(path);
        found = language ? [...new Set(specifiersOf(path).flatMap(specifier => filesOf(project.locate(specifier, path, language))))] : [];
        imports.set(path, found);
      }
      return found;
    },
  };
}

/** Files of one kind import each other; undefined for what is no code. */
export function kindOf(path: string): string | undefined {
  const language = languageOfCode(path);
  return language === 'notebook' ? 'python' : language === 'typescript' ? 'javascript' : language;
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

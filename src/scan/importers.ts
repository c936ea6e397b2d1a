/** Does a file import one of some files, directly or over others? Read off the text: parsing every file of a project would cost too much. */
import type { LanguageId } from '../core/source.ts';
import { isDataFile, languageOf } from '../inspect.ts';
import type { Project } from '../project/project.ts';

const maxHops = 4;

/** Does a file lead to one that `isGoal` says is wanted? Imports are read once. */
export function createImportSearch(project: Project): (path: string, isGoal: (path: string) => boolean) => boolean {
  const imports = new Map<string, readonly string[]>();

  function importsOf(path: string): readonly string[] {
    let found = imports.get(path);
    if (!found) {
      const language = isDataFile(path) ? undefined : languageOf(path);
      const text = language && project.read(path);
      found = language && text !== undefined ? filesOf(text, path, language) : [];
      imports.set(path, found);
    }
    return found;
  }
  function filesOf(text: string, path: string, language: LanguageId): string[] {
    const files = new Set<string>();
    for (const specifier of specifiersIn(text, language)) {
      const located = project.locate(specifier, path, language);
      if (located?.kind === 'file') files.add(located.path);
      for (const file of located?.kind === 'directory' ? located.files : []) files.add(file);
    }
    return [...files];
  }

  return (path, isGoal) => {
    const seen = new Set([path]);
    let frontier = [path];
    for (let hop = 0; hop < maxHops && frontier.length > 0; hop++) {
      const next: string[] = [];
      for (const from of frontier) {
        for (const to of importsOf(from)) {
          if (isGoal(to)) return true;
          if (!seen.has(to)) next.push(to);
          seen.add(to);
        }
      }
      frontier = next;
    }
    return false;
  };
}

/** Specifiers of the imports in a text; some that stand in comments or strings too, which does no harm here. */
export function specifiersIn(text: string, language: LanguageId): string[] {
  if (language === 'python') return pythonModules(text, /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))/gm);
  if (language === 'notebook') return pythonModules(text, /(?:"|\\n)[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n"\\]*)|import[ \t]+([^\n"\\]*))/g);
  // A package's own files import nothing of each other.
  if (language === 'go') return ['.', ...[...text.matchAll(/^import\s*(?:\(([^)]*)\)|[^"\n]*("[^"\n]+"))/gm)].flatMap(([, list, one]) => [...(list ?? one ?? '').matchAll(/"([^"\n]+)"/g)].map(match => match[1]!))];
  return [...text.matchAll(/\b(?:from|import|require\s*\(|import\s*\()\s*["'`]([^"'`\n]+)["'`]/g)].map(match => match[1]!);
}

function pythonModules(text: string, expression: RegExp): string[] {
  const found: string[] = [];
  for (const [, from, names = '', plain] of text.matchAll(expression)) {
    if (plain !== undefined) found.push(...plain.split(',').flatMap(each => /^\s*([\w.]+)/.exec(each)?.[1] ?? []));
    if (from === undefined) continue;
    // What is imported from a package may be a module of it.
    const modules = names.replaceAll(/#[^\n]*|[()]/g, '').split(',').flatMap(each => /^\s*(\w+)/.exec(each)?.[1] ?? []);
    found.push(from, ...modules.map(name => (from.endsWith('.') ? from + name : `${from}.${name}`)));
  }
  return found;
}

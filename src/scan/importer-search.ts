/** Who imports a file. Where an import leads costs much more to say than what it can lead to: it is located when a file is asked for that it can name. */
import { posix } from 'node:path';
import { filesOf } from '../core/host.ts';
import { isPython } from '../core/source.ts';
import { languageOf } from '../inspect.ts';
import type { Project } from '../project/project.ts';

/** Of files with what they import; those that import a file come in the order of these. */
export function createImporters(project: Project, files: Iterable<readonly [from: string, specifiers: readonly string[]]>): (path: string) => readonly string[] {
  const imports = new Map<string, Import[]>();
  let order = 0;
  for (const [from, specifiers] of files) {
    for (const specifier of specifiers) add(imports, nameIn(specifier, from), { from, specifier, order });
    order++;
  }
  const importers = new Map<string, Import[]>();
  return path => {
    for (const name of namesOf(path)) {
      for (const each of imports.get(name) ?? []) {
        for (const target of filesOf(project.locate(each.specifier, each.from, languageOf(each.from)!))) add(importers, posix.normalize(target), each);
      }
      imports.delete(name);
    }
    return [...new Set((importers.get(path) ?? []).toSorted((a, b) => a.order - b.order).map(({ from }) => from))];
  };
}

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Of the file among all. */
  readonly order: number;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** What is common to an import and the files that it can lead to; `namesOf` gives the same for a file. Where manifests can lead it anywhere, that is the language. */
function nameIn(specifier: string, from: string): string {
  const language = languageOf(from)!;
  if (language === 'java') return specifier === '.' || specifier.endsWith('.*') ? 'java' : `${lastOf(specifier)}.java`;
  if (language === 'go') return specifier === '.' ? `${posix.dirname(from)}/*.go` : 'go';
  if (isPython(language)) return specifier.endsWith('.') ? 'python' : `${lastOf(specifier)}.py`;
  return /^\.\.?(?:\/|$)/.test(specifier) ? posix.join(posix.dirname(from), specifier.replace(/[?#].*$/s, '')).replace(/\/$|(?<=[^/])\.\w+$/, '') : 'javascript';
}

function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function namesOf(path: string): string[] {
  const name = posix.basename(path);
  const directory = posix.dirname(path);
  if (name.endsWith('.java')) return [name, 'java'];
  if (name.endsWith('.go')) return [`${directory}/*.go`, 'go'];
  if (name.endsWith('.py')) return [name === '__init__.py' ? `${posix.basename(directory)}.py` : name, 'python'];
  // An import may leave out any of its endings, or name a directory above it whose manifest leads to it.
  const names = ['javascript', path];
  for (let stem = path; /[^/.]\.\w+$/.test(stem); ) names.push((stem = stem.replace(/\.\w+$/, '')));
  for (let above = directory; above !== names.at(-1); above = posix.dirname(above)) names.push(above);
  return names;
}

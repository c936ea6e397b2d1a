/** Which files depend on some others: those that import them or name them, directly or over more files. Read off the text, as importers.ts does. */
import { posix } from 'node:path';
import { filesOf } from '../../core/host.ts';
import { oneOf } from '../../core/one-of.ts';
import { specifiersIn } from '../../inspect/specifiers.ts';
import { isDataFile, isSearched, languageOf } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import { isManifest } from './manifests.ts';

/** What a file says of others. */
export interface Mentions {
  readonly specifiers: readonly string[];
  /** It names a file of data that is looked for. */
  readonly namesData: boolean;
}

/** What a text mentions; `data` finds names of files that code may read as prompts. */
export function mentionsIn(path: string, text: string, data: RegExp | undefined): Mentions {
  const language = languageOf(path);
  return { specifiers: language ? specifiersIn(text, language) : [], namesData: data?.test(text) ?? false };
}

/** Is it code that can depend on other files? */
export function isSource(path: string): boolean {
  return isSearched(path) && !isDataFile(path);
}

/** Finds the names by which code reads files of data: whole, or in quotes without what code adds (`prompts/${name}.md`). A word of the same letters is no name. */
export function dataNames(paths: Iterable<string>): RegExp | undefined {
  const named = [...paths].filter(path => !isSource(path) && !isManifest(path) && !isMedia(path));
  if (named.length === 0) return undefined;
  const whole = oneOf(new Set(named.map(path => posix.basename(path))));
  const stems = oneOf(new Set(named.map(stemOf)));
  return new RegExp(String.raw`(?<![\w-])(?:${whole})(?![\w-])|(?<=["'\`/\\])(?:${stems})(?=["'\`\\])`);
}

/** `system` for `prompts/system.md`, as code may add the rest. */
export function stemOf(path: string): string {
  return posix.basename(path).replace(/(?<=.)\.\w+$/, '');
}

function isMedia(path: string): boolean {
  return /\.(?:png|jpe?g|gif|svg|ico|webp|avif|pdf|mp[34]|woff2?|ttf|zip|gz|lock|snap|map|css|scss)$/i.test(path);
}

/** Files from which some of `goals` can be reached, with the goals themselves; paths as the project sees them. */
export function dependentsOf(project: Project, mentions: ReadonlyMap<string, Mentions>, goals: ReadonlySet<string>): Set<string> {
  const found = new Set(goals);
  const importersOf = importersBy(project, mentions);
  for (const [path, { namesData }] of mentions) if (namesData) found.add(path);
  for (const path of found) for (const importer of importersOf(path)) found.add(importer);
  return found;
}

/** Where an import leads costs much more to say than what it can lead to: it is located when a file is asked for that it can name. */
function importersBy(project: Project, mentions: ReadonlyMap<string, Mentions>): (path: string) => readonly string[] {
  const imports = new Map<string, Import[]>();
  for (const [from, { specifiers }] of mentions) {
    for (const specifier of specifiers) add(imports, nameIn(specifier, from), { from, specifier });
  }
  const importers = new Map<string, string[]>();
  return path => {
    for (const name of namesOf(path)) {
      for (const { from, specifier } of imports.get(name) ?? []) {
        for (const target of filesOf(project.locate(specifier, from, languageOf(from)!))) add(importers, posix.normalize(target), from);
      }
      imports.delete(name);
    }
    return importers.get(path) ?? [];
  };
}

interface Import {
  readonly from: string;
  readonly specifier: string;
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
  if (language === 'python' || language === 'notebook') return specifier.endsWith('.') ? 'python' : `${lastOf(specifier)}.py`;
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

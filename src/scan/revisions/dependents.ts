/** Which files depend on some others: those that import them or name them, directly or over more files. Read off the text, as importers.ts does. */
import { posix } from 'node:path';
import { oneOf } from '../../core/one-of.ts';
import { specifiersIn } from '../../inspect/specifiers.ts';
import { isDataFile, isSearched, languageOf } from '../../inspect.ts';
import type { Project } from '../../project/project.ts';
import { createImporters } from '../importer-search.ts';
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
  const importersOf = createImporters(project, [...mentions].map(([path, { specifiers }]) => [path, specifiers]));
  for (const [path, { namesData }] of mentions) if (namesData) found.add(path);
  for (const path of found) for (const importer of importersOf(path)) found.add(importer);
  return found;
}

/** `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json. */
import { posix } from 'node:path';
import type { Files } from './manifests.ts';
import { readJson } from './manifests.ts';
import { type Data, objectAt, stringAt, valueAt } from './parsed-json.ts';

export interface Aliases {
  /** Where non-relative specifiers may start. */
  readonly baseUrl?: string;
  /** Patterns with at most one `*`, with the places they stand for. */
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const maxDepth = 10;

/** The aliases that hold in each directory; none where there is no configuration. */
export function createAliases(files: Files): (directory: string) => Aliases | undefined {
  const known = new Map<string, Aliases | undefined>();

  return function aliasesIn(directory) {
    if (known.has(directory)) return known.get(directory);
    let found: Aliases | undefined;
    for (const each of files.upwards(directory)) {
      const path = ['tsconfig.json', 'jsconfig.json'].map(name => posix.join(each, name)).find(files.isFile);
      if (path === undefined) continue;
      found = aliasesOf(files, path, 0);
      // A package inside a workspace often has a bare tsconfig; its paths then stand in none, and an outer one does not hold.
      break;
    }
    known.set(directory, found);
    return found;
  };
}

function aliasesOf(files: Files, path: string, depth: number): Aliases | undefined {
  const data = depth > maxDepth ? undefined : readJson(files, path);
  if (data === undefined) return undefined;

  const directory = posix.dirname(path);
  const options = objectAt(data, 'compilerOptions');
  const ownBase = stringAt(options, 'baseUrl');
  const ownPaths = objectAt(options, 'paths');
  const bases = strings(valueAt(data, 'extends')).flatMap(specifier => extended(files, directory, specifier) ?? []);
  const inherited = bases.map(base => aliasesOf(files, base, depth + 1)).filter(found => found !== undefined);
  const baseUrl = ownBase === undefined ? inherited.findLast(each => each.baseUrl !== undefined)?.baseUrl : posix.join(directory, ownBase);
  if (ownPaths) return { ...(baseUrl !== undefined && { baseUrl }), paths: pathsOf(ownPaths, baseUrl ?? directory, directory) };

  const paths = inherited.findLast(each => each.paths.length > 0)?.paths ?? referenced(files, data, directory, depth);
  return { ...(baseUrl !== undefined && { baseUrl }), paths };
}

/** A solution file (`"files": [], "references": […]`) keeps its paths in the projects it names. */
function referenced(files: Files, data: Data, directory: string, depth: number): Aliases['paths'] {
  const references = valueAt(data, 'references');
  if (!Array.isArray(references)) return [];
  return references.slice(0, 20).flatMap(reference => {
    const to = stringAt(reference, 'path');
    if (to === undefined) return [];
    const path = posix.join(directory, to);
    return aliasesOf(files, path.endsWith('.json') ? path : posix.join(path, 'tsconfig.json'), depth + 5)?.paths ?? [];
  });
}

function extended(files: Files, directory: string, specifier: string): string | undefined {
  const starts = /^\.\.?(\/|$)/.test(specifier) ? [directory] : files.upwards(directory).map(each => posix.join(each, 'node_modules'));
  const candidates = starts.flatMap(start => {
    const path = posix.join(start, specifier);
    return [path, `${path}.json`, posix.join(path, 'tsconfig.json')];
  });
  return candidates.find(files.isFile);
}

function pathsOf(paths: { [pattern: string]: Data }, base: string, configDirectory: string): Aliases['paths'] {
  return Object.entries(paths)
    .map(([pattern, targets]) => ({
      pattern,
      targets: strings(targets).map(target => (target.startsWith('${configDir}') ? posix.join(configDirectory, target.slice('${configDir}'.length)) : posix.join(base, target))),
    }))
    .toSorted((a, b) => prefixLength(b.pattern) - prefixLength(a.pattern));
}

function prefixLength(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? Number.MAX_SAFE_INTEGER : star;
}

function strings(data: Data | undefined): string[] {
  return (Array.isArray(data) ? data : [data]).filter(each => typeof each === 'string');
}

/** What the `*` of a pattern stands for in a specifier; undefined where the pattern does not match. */
export function starOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const matches = specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return matches ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

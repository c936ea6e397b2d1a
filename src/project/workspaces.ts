/** Packages of a monorepo (npm, yarn, pnpm): their names, and their source behind the built entry points that manifests name. */
import { posix } from 'node:path';
import { globProblem } from './glob.ts';
import type { Files, Manifest, Manifests } from './manifests.ts';
import { type Data, objectAt, stringAt, valueAt } from './parsed-json.ts';
import { starOf } from './tsconfig.ts';

const maxPackages = 5000;

/** Directory of each workspace package by its name, as seen from a directory. */
export function createWorkspaces(files: Files, manifests: Manifests): (directory: string) => ReadonlyMap<string, string> {
  const byRoot = new Map<string, ReadonlyMap<string, string>>();
  const none: ReadonlyMap<string, string> = new Map();

  function packagesBelow(root: string, patterns: readonly string[]): ReadonlyMap<string, string> {
    const packages = new Map<string, string>();
    for (const directory of expanded(files, root, patterns)) {
      const name = stringAt(manifests.at(directory)?.data, 'name');
      if (name !== undefined && !packages.has(name)) packages.set(name, directory);
    }
    return packages;
  }

  return directory => {
    for (const each of files.upwards(directory)) {
      let found = byRoot.get(each);
      if (!found) {
        const patterns = patternsOf(files, manifests.at(each), each);
        byRoot.set(each, (found = patterns.length > 0 ? packagesBelow(each, patterns) : none));
      }
      if (found.size > 0) return found;
    }
    return none;
  };
}

function patternsOf(files: Files, manifest: Manifest | undefined, directory: string): string[] {
  const declared = valueAt(manifest?.data, 'workspaces');
  const listed = Array.isArray(declared) ? declared : valueAt(declared, 'packages');
  const patterns = Array.isArray(listed) ? listed.filter(each => typeof each === 'string') : [];
  const pnpm = posix.join(directory, 'pnpm-workspace.yaml');
  return files.isFile(pnpm) ? [...patterns, ...pnpmPackages(files.read(pnpm) ?? '')] : patterns;
}

/** The items of `packages:`; a list of strings, for which no YAML parser need be loaded. */
function pnpmPackages(text: string): string[] {
  const [, block = ''] = /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?(?:\r?\n|$))*)/m.exec(text) ?? [];
  return [...block.matchAll(/^[ \t]*-[ \t]*["']?([^"'#\r\n]+)/gm)].map(match => match[1]!.trim());
}

/** Directories that patterns name, walked segment by segment: `*` one level, `**` up to five. */
function expanded(files: Files, root: string, patterns: readonly string[]): Set<string> {
  const directories = new Set<string>();
  const excluded = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => posix.join(root, pattern.slice(1)));
  for (const pattern of patterns) {
    if (pattern.startsWith('!') || globProblem(pattern)) continue;
    for (const directory of walked(files, root, pattern.replace(/\/+$/, '').split('/'), 0)) {
      if (directories.size < maxPackages && !excluded.includes(directory)) directories.add(directory);
    }
  }
  return directories;
}

function walked(files: Files, directory: string, segments: readonly string[], depth: number): string[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return files.isFile(posix.join(directory, 'package.json')) ? [directory] : [];
  if (segment === '.' || segment === '') return walked(files, directory, rest, depth);
  if (segment === '**') {
    const below = depth < 5 ? children(files, directory, '*').flatMap(child => walked(files, child, segments, depth + 1)) : [];
    return [...walked(files, directory, rest, depth), ...below];
  }
  return children(files, directory, segment).flatMap(child => walked(files, child, rest, depth));
}

function children(files: Files, directory: string, segment: string): string[] {
  if (!/[*?{[]/.test(segment)) return files.isDirectory(posix.join(directory, segment)) ? [posix.join(directory, segment)] : [];
  const [before, after] = segment.includes('*') ? [segment.slice(0, segment.indexOf('*')), segment.slice(segment.lastIndexOf('*') + 1)] : ['', ''];
  return files
    .names(directory)
    .filter(name => name !== 'node_modules' && !name.startsWith('.') && name.startsWith(before) && name.endsWith(after))
    .map(name => posix.join(directory, name))
    .filter(files.isDirectory);
}

/** Where the source behind an entry point may stand, best first, without knowing extensions: built files are rarely committed. */
export function entryCandidates({ directory, data }: Manifest, subpath: string): string[] {
  const named = subpath === '' ? ['source', 'module', 'main', 'types', 'typings'].map(field => stringAt(data, field)) : [];
  const exported = exportTargets(valueAt(data, 'exports'), subpath === '' ? '.' : `./${subpath}`);
  const targets = [...exported, ...named].filter(target => target !== undefined);
  const sources = targets.flatMap(target => {
    const bare = target.replace(/\.d\.([cm]?)ts$/, '.$1js');
    const moved = bare.replace(/^(\.\/)?(dist|lib|build|out|esm|cjs)(\/(esm|cjs|src|es|types))?\//, 'src/');
    return [moved, bare, target];
  });
  const usual = subpath === '' ? ['src/index', 'index', 'src/main', 'lib/index'] : [`src/${subpath}`, subpath, `lib/${subpath}`, `${subpath.replace(/^(dist|lib|build)\//, 'src/')}`];
  return [...new Set([...sources, ...usual])].map(path => posix.join(directory, path));
}

/** File names that `exports` or `imports` give for a key: conditions all followed, source ones first. */
export function exportTargets(map: Data | undefined, key: string): string[] {
  if (typeof map === 'string' || Array.isArray(map)) return key === '.' ? targetsOf(map, '') : [];
  if (map === undefined || map === null || typeof map !== 'object') return [];
  const keys = Object.keys(map);
  if (key === '.' && !keys.some(each => each.startsWith('.'))) return targetsOf(map, '');
  for (const pattern of [key, ...keys.filter(each => each.includes('*')).toSorted((a, b) => b.length - a.length)]) {
    const star = starOf(pattern, key);
    if (star !== undefined && Object.hasOwn(map, pattern)) return targetsOf(map[pattern], star);
  }
  return [];
}

const conditions = ['source', 'development', 'bun', 'import', 'node', 'module', 'default', 'require', 'types'];

function targetsOf(target: Data | undefined, star: string, depth = 0): string[] {
  if (typeof target === 'string') return [target.replaceAll('*', () => star)];
  if (depth > 5 || target === undefined || target === null || typeof target !== 'object') return [];
  if (Array.isArray(target)) return target.flatMap(each => targetsOf(each, star, depth + 1));
  const own = objectAt({ target }, 'target') ?? {};
  const order = [...conditions.filter(name => Object.hasOwn(own, name)), ...Object.keys(own).filter(name => !conditions.includes(name))];
  return order.flatMap(name => targetsOf(own[name], star, depth + 1));
}

/** What a JavaScript or TypeScript specifier names: a file of the project, or a package by its real name. */
import { posix } from 'node:path';
import type { Located } from '../core/host.ts';
import { createLayers } from './layers.ts';
import type { Files, Manifests } from './manifests.ts';
import { createManifests, dependencyOf, majorOf } from './manifests.ts';
import { stringAt, valueAt } from './parsed-json.ts';
import { createAliases, starOf } from './tsconfig.ts';
import { packageOfUrl } from './url-package.ts';
import { createWorkspaces, entryCandidates, exportTargets } from './workspaces.ts';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte'];
/** TypeScript sources are imported by the name of what they are built to. */
const sourcesOf: { readonly [built: string]: readonly string[] } = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx', '.ts'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** `directory` is that of the file that imports. */
export function createJavaScriptLocator(files: Files): (specifier: string, directory: string) => Located | undefined {
  const scopes = new Map<string, string>();
  const named = new Map<string, Located | undefined>();
  const layers = createLayers(files);
  const manifests = createManifests(files);
  const aliasesIn = createAliases(files);
  const workspacesFrom = createWorkspaces(files, manifests);

  function fileAt(path: string): Located | undefined {
    const found = fileCandidate(files, manifests, path);
    return found === undefined ? undefined : { kind: 'file', path: found };
  }

  function byAlias(specifier: string, directory: string): Located | undefined {
    const aliases = aliasesIn(directory);
    for (const { pattern, targets } of aliases?.paths ?? []) {
      const star = starOf(pattern, specifier);
      if (star === undefined) continue;
      for (const target of targets) {
        const found = fileAt(target.replace('*', () => star));
        if (found) return found;
      }
    }
    return aliases?.baseUrl === undefined ? undefined : fileAt(posix.join(aliases.baseUrl, specifier));
  }

  /** `@/x` and `~/x` are nobody's package names: bundlers map them to the source of the application. */
  function byHabit(specifier: string, directory: string): Located | undefined {
    const [, rest] = /^[@~]\/(.+)$/.exec(specifier) ?? [];
    if (rest === undefined) return undefined;
    const roots = [...manifests.above(directory).map(manifest => manifest.directory), '.'];
    return first(roots.flatMap(root => [posix.join(root, 'src', rest), posix.join(root, rest), posix.join(root, 'app', rest)]), fileAt);
  }

  /** `#x` is looked up in the nearest package.json alone. */
  function byImports(specifier: string, directory: string): Located | undefined {
    const [manifest] = manifests.above(directory);
    if (!manifest) return undefined;
    return first(exportTargets(valueAt(manifest.data, 'imports'), specifier), target => {
      // One alias does not name another, as Node has it; two could name each other.
      if (target.startsWith('#')) return undefined;
      if (!target.startsWith('.')) return locate(target, directory, true);
      const moved = target.replace(/^\.\/(dist|lib|build|out)\//, './src/');
      return fileAt(posix.join(manifest.directory, target)) ?? fileAt(posix.join(manifest.directory, moved));
    });
  }

  function byImportMap(specifier: string, directory: string): Located | undefined {
    const map = manifests.importMap(directory);
    if (!map) return undefined;
    const keys = Object.keys(map.imports).filter(key => key === specifier || (key.endsWith('/') && specifier.startsWith(key)));
    const [key] = keys.toSorted((a, b) => b.length - a.length);
    const target = key === undefined ? undefined : stringAt(map.imports, key);
    if (key === undefined || target === undefined || target === specifier) return undefined;
    const full = target + specifier.slice(key.length);
    return /^\.?\.?\//.test(full) ? fileAt(posix.join(map.directory, full)) : locate(full, directory, true);
  }

  function inWorkspace(name: string, subpath: string, directory: string): Located | undefined {
    const place = workspacesFrom(directory).get(name);
    const manifest = place === undefined ? undefined : manifests.at(place);
    const entry = manifest && first(entryCandidates(manifest, subpath), fileAt);
    return entry?.kind === 'file' ? { ...entry, package: name } : entry;
  }

  function byDependency(name: string, subpath: string, directory: string): Located | undefined {
    for (const manifest of manifests.above(directory)) {
      const dependency = dependencyOf(manifest, name);
      if (!dependency) continue;
      if (dependency.alias !== undefined) return { kind: 'package', name: subpath === '' ? dependency.alias : `${dependency.alias}/${subpath}` };
      const [, local] = /^(?:file|link|portal):(.+)$/.exec(dependency.version) ?? [];
      const linked = local === undefined ? undefined : manifests.at(posix.join(manifest.directory, local));
      const entry = linked && first(entryCandidates(linked, subpath), fileAt);
      const major = majorOf(dependency.version);
      return entry ?? { kind: 'package', name: subpath === '' ? name : `${name}/${subpath}`, ...(major !== undefined && { major }) };
    }
    return undefined;
  }

  function locate(specifier: string, directory: string, mapped = false): Located | undefined {
    if (specifier.startsWith('#')) return byImports(specifier, directory);
    const clean = specifier.replace(/[?#].*$/s, '');
    if (/^\.\.?(\/|$)/.test(clean)) return fileAt(posix.join(directory, clean));
    if (clean.startsWith('/opt/nodejs/')) return first(layers(directory, 'nodejs'), root => fileAt(posix.join(root, clean.slice('/opt/nodejs/'.length))));
    if (clean.startsWith('/')) return first([...manifests.above(directory).map(manifest => manifest.directory), '.'], root => fileAt(posix.join(root, clean)));
    if (/^[a-z][a-z+.-]*:/i.test(clean)) return packageOfUrl(clean);

    const [, name, subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(clean) ?? [];
    return (
      byAlias(clean, directory) ??
      (mapped ? undefined : byImportMap(clean, directory)) ??
      byHabit(clean, directory) ??
      (name === undefined ? undefined : (inWorkspace(name, subpath, directory) ?? byDependency(name, subpath, directory))) ?? { kind: 'package', name: clean }
    );
  }

  /** The nearest directory with a file that says what names mean: below it, down to the next, they all mean the same. */
  function scopeOf(directory: string): string {
    const passed: string[] = [];
    let scope = directory;
    for (const each of files.upwards(directory)) {
      const known = scopes.get((scope = each));
      if (known !== undefined) scope = known;
      else passed.push(each);
      if (known !== undefined || configurations.some(name => files.isFile(each === '.' ? name : `${each}/${name}`))) break;
    }
    for (const each of passed) scopes.set(each, scope);
    return scope;
  }

  return (specifier, directory) => {
    if (/^(?:\.|\/opt\/)/.test(specifier)) return locate(specifier, directory);
    const scope = scopeOf(directory);
    const key = `${scope}\n${specifier}`;
    if (!named.has(key)) {
      if (named.size >= maxNamed) named.clear();
      named.set(key, locate(specifier, scope));
    }
    return named.get(key);
  };
}

const configurations = ['package.json', 'tsconfig.json', 'jsconfig.json', 'pnpm-workspace.yaml', 'deno.json', 'deno.jsonc', 'import_map.json'];
const maxNamed = 200_000;

/** The file that a path without certain extension means. */
function fileCandidate(files: Files, manifests: Manifests, path: string): string | undefined {
  if (files.isFile(path)) return path;
  const extension = posix.extname(path);
  const bare = path.slice(0, path.length - extension.length);
  const built = (sourcesOf[extension] ?? []).map(each => bare + each);
  const found = [...built, ...extensions.map(each => path + each)].find(files.isFile);
  if (found !== undefined || !files.isDirectory(path)) return found;

  const manifest = manifests.at(path);
  const main = manifest && path !== '.' ? entryCandidates(manifest, '') : [];
  const entry = main.flatMap(each => [each, ...extensions.map(ending => each + ending), ...(sourcesOf[posix.extname(each)] ?? []).map(source => each.slice(0, -posix.extname(each).length) + source)]);
  return [...entry, ...extensions.map(each => posix.join(path, `index${each}`))].find(files.isFile);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

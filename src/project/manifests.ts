/** Configuration files of a project that say what a specifier means: package.json, deno.json, import maps. */
import { posix } from 'node:path';
import { type Data, objectAt, parsedJson, stringAt } from './parsed-json.ts';

/** What resolution needs of the project: it reads through this and nothing else. */
export interface Files {
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  names(directory: string): readonly string[];
  /** Directories from this one up to the boundary. */
  upwards(directory: string): readonly string[];
  /** Something that was ignored because it is broken. */
  note(path: string, message: string): void;
}

export interface Manifest {
  readonly directory: string;
  readonly data: Data;
}

export interface Manifests {
  /** The package.json in a directory, if it holds an object. */
  at(directory: string): Manifest | undefined;
  /** The package.json files from a directory upwards, nearest first. */
  above(directory: string): readonly Manifest[];
  /** `imports` of the nearest deno.json or import map. */
  importMap(directory: string): { readonly directory: string; readonly imports: { readonly [specifier: string]: Data } } | undefined;
}

export function createManifests(files: Files): Manifests {
  const parsed = new Map<string, Data | undefined>();
  const above = new Map<string, readonly Manifest[]>();

  function dataAt(path: string): Data | undefined {
    if (!parsed.has(path)) parsed.set(path, readJson(files, path));
    return parsed.get(path);
  }
  function at(directory: string): Manifest | undefined {
    const data = dataAt(posix.join(directory, 'package.json'));
    return data !== null && typeof data === 'object' && !Array.isArray(data) ? { directory, data } : undefined;
  }
  return {
    at,
    above(directory) {
      let found = above.get(directory);
      if (!found) above.set(directory, (found = files.upwards(directory).flatMap(each => at(each) ?? [])));
      return found;
    },
    importMap(directory) {
      for (const each of files.upwards(directory)) {
        for (const name of ['deno.json', 'deno.jsonc', 'import_map.json']) {
          const imports = objectAt(dataAt(posix.join(each, name)), 'imports');
          if (imports) return { directory: each, imports };
        }
      }
      return undefined;
    },
  };
}

/** Parsed once; a broken file counts as absent and is noted. */
export function readJson(files: Files, path: string): Data | undefined {
  if (!files.isFile(path)) return undefined;
  const text = files.read(path);
  if (text === undefined) return undefined;
  const data = parsedJson(text);
  if (data === undefined) files.note(path, 'is not valid JSON and is ignored');
  return data;
}

/** The major version that a range names; undefined where it names several, or none (`>=4`, `^4 || ^5`, `workspace:*`). */
export function majorOf(range: string): number | undefined {
  const [, major] = /^[\^~=v]?(\d{1,6})(?:\.[\w.*+-]*)?$/.exec(range.trim()) ?? [];
  return major === undefined ? undefined : Number(major);
}

/** The real package behind an npm alias (`"ai-bedrock": "npm:@ai-sdk/amazon-bedrock@^2"`), or the version text as it stands. */
export function dependencyOf(manifest: Manifest, name: string): { readonly alias?: string; readonly version: string } | undefined {
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const version = stringAt(objectAt(manifest.data, field), name);
    if (version === undefined) continue;
    const [, alias] = /^npm:((?:@[^/@\s]+\/)?[^/@\s]+)(?:@|$)/.exec(version) ?? [];
    return alias === undefined ? { version } : { alias, version };
  }
  return undefined;
}

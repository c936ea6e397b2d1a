/** Files that say how imports are resolved: where one of them says something else, everything may depend on it. */
import { versioned } from '../../inspect.ts';
import { majorOf } from '../../project/manifests.ts';
import { parsedJson } from '../../project/parsed-json.ts';
import type { Project } from '../../project/project.ts';

export function isManifest(path: string): boolean {
  return /(?:^|\/)(?:package\.json|[^/]*[tj]sconfig[^/]*\.json|pnpm-workspace\.yaml|pyproject\.toml|setup\.(?:py|cfg)|deno\.jsonc?|import_map\.json)$/.test(path);
}

/** Does it send an import elsewhere after the change, or calls to another major version of a package that writes them otherwise? Any other version of a dependency, a script or a compiler option does not. */
export function isOtherManifest(path: string, base: Project, head: Project): boolean {
  // Of a Python project no import is looked up in these.
  if (/(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(path)) return base.isFile(path) !== head.isFile(path);
  return sayOf(path, base.read(path)) !== sayOf(path, head.read(path));
}

/** What of a manifest resolution reads. */
function sayOf(path: string, text: string | undefined): string {
  if (text === undefined) return '';
  const data = path.endsWith('.json') ? parsedJson(text) : undefined;
  if (data === undefined || data === null || typeof data !== 'object' || Array.isArray(data)) return text;
  if (path.endsWith('package.json')) return JSON.stringify([...entryKeys.map(key => data[key] ?? null), ...dependencyKeys.map(key => elsewhere(data[key]))]);
  if (/[tj]sconfig[^/]*\.json$/.test(path)) {
    const { compilerOptions, extends: parents, references } = data;
    const { baseUrl, paths } = (compilerOptions !== null && typeof compilerOptions === 'object' && !Array.isArray(compilerOptions) ? compilerOptions : {}) ?? {};
    return JSON.stringify([baseUrl ?? null, paths ?? null, parents ?? null, references ?? null]);
  }
  return text;
}

const entryKeys = ['name', 'workspaces', 'imports', 'exports', 'source', 'module', 'main', 'types', 'typings'];
const dependencyKeys = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Dependencies under another name, in another directory, or of a major version that tells how their calls are written. */
function elsewhere(dependencies: unknown): unknown {
  if (dependencies === null || typeof dependencies !== 'object') return null;
  return Object.entries(dependencies).flatMap(([name, version]) => {
    if (typeof version !== 'string') return [];
    const says = /^(?:npm|file|link|portal):/.test(version) ? version : versioned.has(name) ? majorOf(version) : undefined;
    return says === undefined ? [] : [[name, says]];
  });
}

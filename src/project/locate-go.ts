/** What a Go import means: a package of a module of the project, or one from elsewhere by its path. */
import { posix } from 'node:path';
import type { Located } from '../core/host.ts';
import type { Files } from './manifests.ts';

interface GoModule {
  readonly directory: string;
  readonly name: string;
  /** Modules that stand in a directory of the project: `replace example.com/b => ../b`. */
  readonly replaced: readonly { readonly name: string; readonly directory: string }[];
}

/** `specifier` is an import path, or `.` for the package that a file belongs to. */
export function createGoLocator(files: Files): (specifier: string, from: string) => Located | undefined {
  const modules = new Map<string, GoModule | undefined>();
  const packages = new Map<string, Located | undefined>();

  function moduleAt(directory: string): GoModule | undefined {
    if (!modules.has(directory)) modules.set(directory, readModule(files, directory));
    return modules.get(directory);
  }

  function packageAt(directory: string, isTest: boolean): Located | undefined {
    const path = posix.normalize(directory);
    const key = `${isTest} ${path}`;
    if (!packages.has(key)) {
      const names = files.isDirectory(path) ? files.names(path).filter(name => name.endsWith('.go') && (isTest || !name.endsWith('_test.go'))) : [];
      packages.set(key, names.length > 0 ? { kind: 'directory', path: isTest ? `${path}/_test` : path, files: names.toSorted().map(name => posix.join(path, name)) } : undefined);
    }
    return packages.get(key);
  }

  return (specifier, from) => {
    const directory = posix.dirname(from);
    // The files of a package, as its module lists them.
    if (specifier.endsWith('.go') && files.isFile(specifier)) return { kind: 'file', path: specifier };
    if (specifier === '.') return packageAt(directory, from.endsWith('_test.go'));
    const own = files.upwards(directory).map(moduleAt).find(module => module !== undefined);
    for (const { name, directory: base } of own ? [own, ...own.replaced] : []) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const found = packageAt(posix.join(base, specifier.slice(name.length)), false);
      if (found) return found;
    }
    return { kind: 'package', name: specifier };
  };
}

function readModule(files: Files, directory: string): GoModule | undefined {
  const path = posix.join(directory, 'go.mod');
  const text = files.isFile(path) ? files.read(path) : undefined;
  const name = text && /^module\s+"?([^\s"]+)/m.exec(text)?.[1];
  if (!text || !name) return undefined;
  const replaced = [...text.matchAll(/^[ \t]*(?:replace[ \t]+)?(\S+)(?:[ \t]+v\S+)?[ \t]+=>[ \t]+(\.\.?\/\S*)/gm)].map(([, other = '', to = '']) => ({ name: other, directory: posix.join(directory, to) }));
  return { directory, name, replaced };
}

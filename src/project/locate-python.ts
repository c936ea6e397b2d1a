/** What a Python module name means: a file of the project, or a package by its dotted name. */
import { posix } from 'node:path';
import type { Located } from '../core/host.ts';
import { createLayers } from './layers.ts';
import type { Files } from './manifests.ts';

/** `specifier` is dotted; leading dots make it relative. No file imports itself by an absolute name: `except` is the one that asks. */
export function createPythonLocator(files: Files): (specifier: string, directory: string, except?: string) => Located | undefined {
  const rootsOf = new Map<string, readonly string[]>();
  const startsBelow = new Map<string, ReadonlySet<string>>();
  const layers = createLayers(files);

  /** The file of a module below a source root; a directory without `__init__.py` holds modules but is none. */
  function moduleAt(base: string, names: readonly string[], except: string | undefined): string | undefined {
    const path = below(base, names.join('/'));
    return [below(path, '__init__.py'), `${path}.py`].find(each => each !== except && each !== '..py' && files.isFile(each));
  }

  /** With what a name may begin that is found below a root; most names begin with no such thing. */
  function startsIn(root: string): ReadonlySet<string> {
    let found = startsBelow.get(root);
    if (!found) startsBelow.set(root, (found = new Set(files.names(root).map(name => (name.endsWith('.py') ? name.slice(0, -3) : name)))));
    return found;
  }

  function isPackage(directory: string): boolean {
    return files.isFile(below(directory, '__init__.py'));
  }

  /**
   * Where absolute imports may start, best first. Inside a package that is the directory that holds it; a script starts at
   * its own directory. The other ones follow, since how a file is run cannot be seen: PYTHONPATH, working directory, `src` layouts.
   */
  function roots(directory: string): readonly string[] {
    let found = rootsOf.get(directory);
    if (!found) {
      const ancestors = files.upwards(directory);
      const top = ancestors.findIndex(each => !isPackage(each));
      const outside = top < 0 ? [] : ancestors.slice(top);
      const inside = top < 0 ? ancestors : ancestors.slice(0, top);
      const withSource = outside.flatMap(each => [each, below(each, 'src')]);
      rootsOf.set(directory, (found = [...new Set([...withSource, '.', 'src', ...inside])]));
    }
    return found;
  }

  /** The name of the package that the whole project is, which no directory in it has. */
  function nameOfWhole(): string | undefined {
    if (!isPackage('.')) return undefined;
    const [, name] = /^name[ \t]*=[ \t]*["']([\w.-]+)["']/m.exec((files.isFile('pyproject.toml') && files.read('pyproject.toml')) || '') ?? [];
    return name?.replaceAll(/[-.]+/g, '_');
  }
  let whole: { readonly name: string | undefined } | undefined;

  return (specifier, directory, except) => {
    const [, dots = '', dotted = ''] = /^(\.*)(.*)$/s.exec(specifier) ?? [];
    const names = dotted.split('.').filter(name => name !== '');
    if (names.some(name => /[/\\\0]/.test(name))) return undefined;
    if (dots !== '') {
      const base = posix.join(directory, ...Array.from({ length: dots.length - 1 }, () => '..'));
      const path = moduleAt(base, names, names.length === 0 ? undefined : except);
      return path === undefined ? undefined : { kind: 'file', path };
    }
    const [start] = names;
    if (start === undefined) return undefined;
    for (const root of roots(directory)) {
      const path = startsIn(root).has(start) ? moduleAt(root, names, except) : undefined;
      if (path !== undefined) return { kind: 'file', path };
    }
    for (const root of layers(directory, 'python')) {
      const path = startsIn(root).has(start) ? moduleAt(root, names, except) : undefined;
      if (path !== undefined) return { kind: 'file', path };
    }
    whole ??= { name: nameOfWhole() };
    const path = start === whole.name ? moduleAt('.', names.slice(1), except) : undefined;
    return path === undefined ? { kind: 'package', name: dotted } : { kind: 'file', path };
  };
}

/** Both are normal already. */
function below(directory: string, path: string): string {
  return directory === '.' || path === '' ? path || directory : `${directory}/${path}`;
}

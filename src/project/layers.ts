/** Code of Lambda layers: handlers import it from `/opt/python` and `/opt/nodejs`, and it lies in a directory of the project that is called so. */
import { posix } from 'node:path';
import type { Files } from './manifests.ts';

const LAYER = /(?:^|[-_.])layers?(?:$|[-_.])|layer$/i;
/** More directories below one of layers than these are not looked into. */
const most = 60;

/** Directories whose contents stand in `/opt/<runtime>`, nearest first, for code in a directory. */
export function createLayers(files: Files): (directory: string, runtime: 'python' | 'nodejs') => readonly string[] {
  const known = new Map<string, readonly string[]>();

  /** The roots below one directory: `layers/common/python`, `layer/python`, or for Python `layers/common` itself, which the build puts there. */
  function below(directory: string, runtime: 'python' | 'nodejs'): readonly string[] {
    const key = `${runtime} ${directory}`;
    let found = known.get(key);
    if (!found) {
      const layers = files.names(directory).filter(name => LAYER.test(name)).map(name => posix.join(directory, name)).filter(files.isDirectory);
      const each = layers.flatMap(layer => [layer, ...files.names(layer).slice(0, most).map(name => posix.join(layer, name)).filter(files.isDirectory)]);
      const roots = each.map(layer => posix.join(layer, runtime)).filter(files.isDirectory);
      // Packages that were installed into a layer are no code of the project.
      known.set(key, (found = [...roots, ...(runtime === 'python' ? each : [])].filter(root => !files.names(root).some(name => name.endsWith('.dist-info')))));
    }
    return found;
  }

  return (directory, runtime) => files.upwards(directory).flatMap(each => below(each, runtime));
}

/** The project around the linted files: what their imports name, and what is known of it from file to file. */
import { isAbsolute, parse, relative, resolve, sep } from 'node:path';
import type { Inspector } from '../inspect.ts';
import { createInspector } from '../inspect.ts';
import type { Project } from '../project/project.ts';
import { createProject } from '../project/project.ts';
import { createReach, type Reach } from '../inspect/reach.ts';

export interface Workspace {
  readonly inspector: Inspector;
  readonly reach: Reach;
}
interface Kept {
  readonly project: Project;
  readonly reach: Reach;
  inspector: Inspector;
  readonly inspected: Map<string, string>;
  lastUse: number;
}

/** An editor keeps ESLint alive while files change: after a pause, imported files are read anew. */
const STALE_AFTER_MS = 1000;
const kept = new Map<string, Kept>();
const boundaries = new Map<string, string>();

/** `path` is relative to the root. */
export function workspaceOf(root: string, path: string, text: string): Workspace {
  const now = Date.now();
  let found = kept.get(root);
  if (!found || now - found.lastUse > STALE_AFTER_MS) {
    const project = createProject({ root, boundary: boundaryOf(root) });
    found = { project, reach: createReach(project), inspector: createInspector(project), inspected: new Map(), lastUse: now };
    kept.clear();
    kept.set(root, found);
  } else if ((found.inspected.get(path) ?? text) !== text) {
    // Linted again with another text (a fix, a key stroke): what was made of the old one is of no use.
    found.inspector = createInspector(found.project);
    found.inspected.clear();
  }
  found.lastUse = now;
  found.inspected.set(path, text);
  return found;
}

/** The root of the run and the path of a linted file in it. Texts without a file have a name in the root. */
export function placeOf(cwd: string, filename: string): { readonly root: string; readonly path: string } {
  if (!isAbsolute(filename)) return { root: cwd, path: /^<.*>$/.test(filename) ? 'input.js' : filename.split(sep).join('/') };
  const path = relative(cwd, filename);
  if (path.startsWith('..') || isAbsolute(path)) {
    const { dir, base } = parse(filename);
    return { root: dir, path: base };
  }
  return { root: cwd, path: path.split(sep).join('/') };
}

/** The repository around a root, so that a package of a monorepo sees its neighbours; the root itself outside of one. */
function boundaryOf(root: string): string {
  let boundary = boundaries.get(root);
  if (boundary === undefined) boundaries.set(root, (boundary = repositoryOf(root) ?? root));
  return boundary;
}

function repositoryOf(root: string): string | undefined {
  const top = parse(root).root;
  const probe: Project = createProject({ root, boundary: top });
  for (let up = '.', directory = root; ; up += '/..', directory = resolve(directory, '..')) {
    if (probe.isDirectory(`${up}/.git`) || probe.isFile(`${up}/.git`)) return directory;
    if (directory === top) return undefined;
  }
}

/** The project around the linted files: what their imports name, and what is known of it from file to file. */
import { isAbsolute, parse, relative, resolve, sep } from 'node:path';
import type { Module } from '../core/ir.ts';
import { createInspector, type Inspector, languageOf } from '../inspect.ts';
import { createReach, type Reach } from '../inspect/reach.ts';
import { createDisk } from '../project/disk.ts';
import { createProject, defaultMaxFileSize, type Project } from '../project/project.ts';
import { changesSince, createRecorder, type Recorder } from '../project/trace.ts';

export interface Workspace {
  readonly inspector: Inspector;
  readonly reach: Reach;
}

/** An editor keeps ESLint alive while files change: after a pause, one has to look what has become of them. */
const PAUSE_MS = 1000;
const kept = new Map<string, KeptWorkspace>();
const boundaries = new Map<string, string>();

/** `path` is relative to the root. */
export function workspaceOf(root: string, path: string, text: string): Workspace {
  const now = Date.now();
  let found = kept.get(root);
  if (!found || (now - found.lastUse > PAUSE_MS && !found.isUpToDate(path))) {
    const old = found;
    kept.clear();
    kept.set(root, (found = new KeptWorkspace(root, old?.modules)));
  }
  found.lastUse = now;
  found.lints(path, text);
  return found;
}

class KeptWorkspace implements Workspace {
  readonly inspector: Inspector;
  readonly modules: Map<string, Module | undefined>;
  lastUse = 0;
  private readonly root: string;
  private readonly project: Project;
  private readonly recorder: Recorder;
  private known: Reach | undefined;
  /** Files that were linted with another text than they have on disk: others see it for as long as one types. */
  private readonly unsaved = new Set<string>();

  /** `modules`: what an earlier workspace has read; what still stands in its file holds. */
  constructor(root: string, modules: ReadonlyMap<string, Module | undefined> = new Map()) {
    const boundary = boundaryOf(root);
    this.root = root;
    this.recorder = createRecorder();
    this.project = createProject({ root, boundary, disk: createDisk({ root, boundary, maxFileSize: defaultMaxFileSize, observer: this.recorder }) });
    this.modules = new Map([...modules].filter(([path, module]) => module && this.project.read(path) === module.text));
    this.inspector = createInspector(this.project, undefined, this.modules);
  }

  get reach(): Reach {
    return (this.known ??= createReach(this.project));
  }

  lints(path: string, text: string): void {
    if (this.project.read(path) === text) this.unsaved.delete(path);
    else this.unsaved.add(path);
  }

  /** Looks what has become of the files since; false where more has changed than the texts of sources. `path` is about to be linted. */
  isUpToDate(path: string): boolean {
    const trace = this.recorder.trace();
    if (!trace) return false;
    for (const change of changesSince(trace)) {
      const file = change.kind === 'contents' ? relative(this.root, change.path).split(sep).join('/') : undefined;
      // What other files say may decide what an import names, or what a variable of the environment is.
      if (file === undefined || !isSource(file) || !this.modules.has(file)) return false;
      this.recorder.forget(change.path);
      if (this.project.reread(file) !== this.modules.get(file)?.text) this.inspector.forget(file);
      this.known = undefined;
    }
    for (const file of this.unsaved) {
      if (file !== path && this.project.read(file) !== this.modules.get(file)?.text) this.inspector.forget(file);
    }
    this.unsaved.clear();
    return true;
  }
}

function isSource(path: string): boolean {
  const language = languageOf(path);
  return language === 'javascript' || language === 'typescript' || language === 'python';
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

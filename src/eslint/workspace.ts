/** The project around the linted files: what their imports name, and what is known of it from file to file. */
import { isAbsolute, parse, relative, resolve, sep } from 'node:path';
import type { Module } from '../core/ir.ts';
import { createInspector, type Inspector, languageOf } from '../inspect.ts';
import { createReach, type Reach } from '../inspect/reach.ts';
import { createDisk } from '../project/disk.ts';
import { createProject, defaultMaxFileSize, type Project } from '../project/project.ts';
import { relativePath } from '../project/relative-path.ts';
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
export function workspaceOf(root: string, path: string): Workspace {
  const now = Date.now();
  let found = kept.get(root);
  if (!found || (now - found.lastUse > PAUSE_MS && !found.isUpToDate(path))) {
    const old = found;
    kept.clear();
    kept.set(root, (found = new KeptWorkspace(root, old?.modules)));
  }
  found.lastUse = now;
  found.linted.add(path);
  return found;
}

class KeptWorkspace implements Workspace {
  readonly inspector: Inspector;
  readonly modules: Map<string, Module | undefined>;
  /** Files linted since one last looked: others see the text that one types, until a pause. */
  readonly linted = new Set<string>();
  lastUse = 0;
  private readonly root: string;
  private readonly project: Project;
  private readonly recorder: Recorder;
  private known: Reach | undefined;

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

  /** Looks what has become of the files since; false where more has changed than the texts of sources. `path` is about to be linted. */
  isUpToDate(path: string): boolean {
    const trace = this.recorder.trace();
    if (!trace) return false;
    for (const change of changesSince(trace)) {
      const file = change.kind === 'contents' ? relativePath(this.root, change.path) : undefined;
      // What other files say may decide what an import names, or what a variable of the environment is.
      if (file === undefined || !isSource(file) || !this.modules.has(file)) return false;
      this.recorder.forget(change.path);
      this.project.reread(file);
      this.linted.add(file);
      this.known = undefined;
    }
    for (const file of this.linted) {
      if (file !== path && this.modules.has(file) && this.project.read(file) !== this.modules.get(file)?.text) this.inspector.forget(file);
    }
    this.linted.clear();
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

/** Folders of the workspace, and those of files that lie in none. */
import { dirname } from 'node:path';
import { isInside } from '../project/disk.ts';
import { repositoryOf } from '../scan/git.ts';
import { Folder } from './folder.ts';
import type { ServerParts } from './parts.ts';

export class Folders {
  private readonly parts: ServerParts;
  private readonly onProblem: (folder: Folder) => void;
  private roots: string[] = [];
  private readonly folders = new Map<string, { readonly folder: Folder; ready: Promise<void> }>();

  /** `onProblem` is called whenever the settings of a folder were read. */
  constructor(parts: ServerParts, onProblem: (folder: Folder) => void) {
    this.parts = parts;
    this.onProblem = onProblem;
  }

  /** Absolute directories. */
  change(added: readonly string[], removed: readonly string[] = []): void {
    this.roots = [...new Set([...this.roots.filter(root => !removed.includes(root)), ...added])];
    for (const root of removed) this.folders.delete(root);
  }

  /** For documents that are no files. */
  get first(): string | undefined {
    return this.roots[0];
  }

  /** The innermost folder that holds a file; else the repository around it, or its directory. Its settings are read. */
  async of(file: string): Promise<Folder> {
    const [root = repositoryOf(dirname(file)) ?? dirname(file)] = this.roots.filter(each => isInside(file, each)).toSorted((a, b) => b.length - a.length);
    let held = this.folders.get(root);
    if (!held) {
      const folder = new Folder(root, this.parts);
      this.folders.set(root, (held = { folder, ready: this.configured(folder) }));
    }
    await held.ready;
    return held.folder;
  }

  /** Files on disk have changed; with `withSettings`, those among them that say what holds. */
  renew(withSettings: boolean): void {
    for (const held of this.folders.values()) {
      held.folder.renew();
      if (withSettings) held.ready = held.ready.then(() => this.configured(held.folder));
    }
  }

  private async configured(folder: Folder): Promise<void> {
    await folder.configure();
    this.onProblem(folder);
  }
}

/** A tree of git as a disk, so that a project of an earlier commit is read as one in a directory is. */
import { posix } from 'node:path';
import type { Disk, EntryKind } from '../../project/disk.ts';
import type { Blobs } from './blobs.ts';
import type { Tree } from './tree.ts';

type Entry = EntryKind | 'link';

interface Place {
  /** From the top, without links. */
  readonly path: string;
  readonly isLink: boolean;
}

const maxHops = 40;

export interface TreeDiskOptions {
  readonly tree: Tree;
  readonly blobs: Blobs;
  /** The project's root as seen from the top of the repository: empty, or without a slash at its end. */
  readonly prefix: string;
  /** Opens a file that is the same elsewhere, by its path from the top; undefined for all others. */
  readonly elsewhere?: (path: string) => ReturnType<Disk['open']> | undefined;
}

export function createTreeDisk({ tree, blobs, prefix, elsewhere }: TreeDiskOptions): Disk {
  const directories = directoriesOf(tree);
  const known = new Map<string, Place | undefined>();

  function resolved(path: string): Place | undefined {
    if (!known.has(path)) known.set(path, followed(path));
    return known.get(path);
  }
  /** Undefined for what leads outside, or in a circle. */
  function followed(path: string): Place | undefined {
    const whole = posix.join(prefix, path);
    // Git keeps nothing below a link: where the directory is one, no link lies on the way.
    const slash = whole.lastIndexOf('/');
    if (tree.get(whole)?.kind !== 'link' && slash !== whole.length - 1 && directories.has(slash < 0 ? '' : whole.slice(0, slash)) && whole !== '.' && whole !== '..') return { path: whole, isLink: false };
    let rest = whole.split('/').filter(part => part !== '' && part !== '.');
    let at = '';
    let isLink = false;
    for (let hops = 0; rest.length > 0; ) {
      const [name = '', ...more] = rest;
      if (name === '..') {
        if (at === '') return undefined;
        at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
        rest = more;
        continue;
      }
      const next = at === '' ? name : `${at}/${name}`;
      const entry = tree.get(next);
      if (entry?.kind !== 'link') {
        [at, rest] = [next, more];
        continue;
      }
      const target = blobs.read(entry.id);
      if (++hops > maxHops || !Buffer.isBuffer(target)) return undefined;
      const to = target.toString('utf8');
      if (to.startsWith('/')) return undefined;
      rest = [...to.split('/').filter(part => part !== '' && part !== '.'), ...more];
      if (more.length === 0) isLink = true;
    }
    return { path: at, isLink };
  }

  function kindAt(path: string): EntryKind | undefined {
    if (directories.has(path)) return 'directory';
    const kind = tree.get(path)?.kind;
    return kind === 'file' ? 'file' : kind === 'submodule' ? 'directory' : undefined;
  }

  return {
    names(directory) {
      const found = resolved(directory);
      return found ? [...(directories.get(found.path)?.keys() ?? [])] : [];
    },
    kind(path) {
      const found = resolved(path);
      return found && kindAt(found.path);
    },
    open(path) {
      if (path.includes('\0')) return { refused: 'missing' };
      const found = resolved(path);
      if (!found) return { refused: 'outside the root' };
      const entry = tree.get(found.path);
      if (entry?.kind !== 'file') return { refused: kindAt(found.path) ? 'not a regular file' : 'missing' };
      const same = elsewhere?.(found.path);
      if (same && !('refused' in same)) return { ...same, isLink: found.isLink };
      const bytes = blobs.read(entry.id);
      return Buffer.isBuffer(bytes) ? { bytes, realPath: '', mode: entry.mode, isLink: found.isLink } : bytes;
    },
  };
}

/** Every directory with the names in it; git knows files only. */
function directoriesOf(tree: Tree): Map<string, Map<string, Entry>> {
  const directories = new Map<string, Map<string, Entry>>([['', new Map()]]);
  const within = (directory: string): Map<string, Entry> => {
    let names = directories.get(directory);
    if (!names) {
      directories.set(directory, (names = new Map()));
      const slash = directory.lastIndexOf('/');
      within(slash < 0 ? '' : directory.slice(0, slash)).set(directory.slice(slash + 1), 'directory');
    }
    return names;
  };
  for (const [path, { kind }] of tree) {
    const slash = path.lastIndexOf('/');
    within(slash < 0 ? '' : path.slice(0, slash)).set(path.slice(slash + 1), kind === 'submodule' ? 'directory' : kind);
  }
  return directories;
}

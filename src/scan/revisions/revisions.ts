/** The two states of a repository as projects, and what differs between them. */
import { posix } from 'node:path';
import { createDisk, type Disk } from '../../project/disk.ts';
import { createProject, defaultMaxFileSize, type Project } from '../../project/project.ts';
import { relativePath } from '../../project/relative-path.ts';
import { type Blobs, createBlobs } from './blobs.ts';
import { changedPaths, trackedPaths, unstagedPaths, untrackedPaths } from './changed.ts';
import type { Resolved } from './resolve.ts';
import { sendersOf } from './senders.ts';
import { treeOf, type Tree, type TreeEntry } from './tree.ts';
import { createTreeDisk } from './tree-disk.ts';

/** One state. */
export interface Revision {
  readonly project: Project;
  /** Every file, as the project sees it: relative to its root, and from there upwards. */
  readonly files: readonly string[];
  /** Hands out the texts of some files, in any order, without keeping them. */
  texts(paths: readonly string[], visit: (path: string, text: string) => void): void;
  /** Reads files at once that will be read one by one. */
  warm(paths: Iterable<string>): void;
}
export interface Revisions {
  readonly base: Revision;
  readonly head: Revision;
  /** Files that differ, as the projects see them. */
  readonly changed: ReadonlySet<string>;
  /** The same with another limit, in bytes. */
  withMaxFileSize(size: number): Revisions;
}
export interface RevisionsOptions {
  /** Absolute directory that paths are relative to. */
  readonly root: string;
  /** Absolute directory of the repository, the root or above it. */
  readonly repository: string;
  readonly resolved: Resolved;
  /** Bytes. */
  readonly maxFileSize?: number;
}

export function openRevisions({ root, repository, resolved: { base, head }, maxFileSize = defaultMaxFileSize }: RevisionsOptions): Revisions {
  const prefix = relativePath(repository, root);
  const seen = seenFrom(prefix);
  const untracked = head.state.kind === 'working' ? untrackedPaths(repository) : [];
  const touched = changedPaths(repository, base.commit, head.state, untracked);
  const baseTree = treeOf(repository, { commit: base.commit });
  const headTree = head.state.kind === 'working' ? undefined : treeOf(repository, head.state.kind === 'index' ? 'index' : { commit: head.state.commit }, head.state.kind === 'index' ? head.state.indexFile : undefined);
  // A file may be listed for its mode alone.
  const changedInTree = headTree ? [...touched].filter(path => !isSameEntry(baseTree.get(path), headTree.get(path))) : [];
  const listed = headTree ? [] : [...trackedPaths(repository), ...untracked];
  return within(maxFileSize);

  function within(limit: number): Revisions {
    const blobs = createBlobs(repository, limit);
    const shared = { root, repository, prefix, blobs, maxFileSize: limit, seen };
    blobs.prefetch([...changedIds(baseTree, touched), ...(headTree ? changedIds(headTree, touched) : [])]);

    if (!headTree) {
      const disk = createDisk({ root, boundary: repository, maxFileSize: limit });
      const project = createProject({ root, boundary: repository, maxFileSize: limit, disk, list: listOf(() => listed, prefix) });
      const changedFromTop = new Set([...touched].filter(path => !isSame(baseTree.get(path), blobs, disk.open(seen(path)))));
      const elsewhere = (path: string): ReturnType<typeof disk.open> | undefined => (changedFromTop.has(path) ? undefined : disk.open(seen(path)));
      return {
        base: revisionOf({ ...shared, tree: baseTree, elsewhere }),
        head: {
          project,
          files: listed.map(seen),
          warm() {},
          texts(paths, visit) {
            for (const path of paths) {
              const file = disk.open(path);
              if (!('refused' in file)) visit(path, file.bytes.toString('utf8'));
            }
          },
        },
        changed: new Set([...changedFromTop].map(seen)),
        withMaxFileSize: within,
      };
    }
    return { base: revisionOf({ ...shared, tree: baseTree }), head: revisionOf({ ...shared, tree: headTree }), changed: new Set(changedInTree.map(seen)), withMaxFileSize: within };
  }
}

/** Paths from the top of the repository as the root sees them. */
function seenFrom(prefix: string): (path: string) => string {
  if (prefix === '') return path => path;
  return path => (path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : posix.relative(prefix, path));
}

function isSameEntry(before: TreeEntry | undefined, after: TreeEntry | undefined): boolean {
  return before?.id === after?.id && before?.kind === after?.kind;
}

/** Files that were only touched differ in their times. */
function isSame(entry: TreeEntry | undefined, blobs: Blobs, head: ReturnType<Disk['open']>): boolean {
  if (entry?.kind !== 'file' || 'refused' in head) return false;
  const base = blobs.read(entry.id);
  return Buffer.isBuffer(base) && base.equals(head.bytes);
}

export interface Staged {
  readonly head: Revision;
  /** Files that the next commit adds or changes, as the project sees them. */
  readonly changed: ReadonlySet<string>;
  /** Other files that may send what stands in these. */
  sendersOf(paths: Iterable<string>): ReadonlySet<string>;
  /** The same with another limit, in bytes. */
  withMaxFileSize(size: number): Staged;
}
export interface StagedOptions extends Omit<RevisionsOptions, 'resolved'> {
  /** The commit that the next one follows; undefined before the first. */
  readonly base?: string;
  readonly indexFile?: string;
}

/** The index, with what differs in it from the last commit. Files that stand in the working tree as they do in the index are read there: that is faster. */
export function openStaged({ root, repository, base, indexFile, maxFileSize = defaultMaxFileSize }: StagedOptions): Staged {
  const prefix = relativePath(repository, root);
  const seen = seenFrom(prefix);
  const tree = treeOf(repository, 'index', indexFile);
  const changed = new Set(base === undefined ? tree.keys() : [...changedPaths(repository, base, { kind: 'index', ...(indexFile !== undefined && { indexFile }) })].filter(path => tree.has(path)));
  const unstaged = unstagedPaths(repository, indexFile);
  return within(maxFileSize);

  function within(limit: number): Staged {
    const blobs = createBlobs(repository, limit);
    blobs.prefetch(changedIds(tree, changed));
    const disk = createDisk({ root, boundary: repository, maxFileSize: limit });
    const elsewhere = (path: string): ReturnType<typeof disk.open> | undefined => (changed.has(path) || unstaged.has(path) || tree.get(path)?.isHidden ? undefined : disk.open(seen(path)));
    const head = revisionOf({ root, repository, prefix, blobs, maxFileSize: limit, seen, tree, elsewhere });
    return {
      head,
      changed: new Set([...changed].map(seen)),
      sendersOf: paths => sendersOf(paths, { repository, project: head.project, seen, unstaged: new Set([...unstaged].map(seen)), files: [...tree.keys()], ...(indexFile !== undefined && { indexFile }) }),
      withMaxFileSize: within,
    };
  }
}

interface TreeRevision {
  readonly root: string;
  readonly repository: string;
  readonly prefix: string;
  readonly blobs: Blobs;
  readonly maxFileSize: number;
  readonly seen: (path: string) => string;
  readonly tree: Tree;
  readonly elsewhere?: Parameters<typeof createTreeDisk>[0]['elsewhere'];
}

function revisionOf({ root, repository, prefix, blobs, maxFileSize, seen, tree, elsewhere }: TreeRevision): Revision {
  const disk = createTreeDisk({ tree, blobs, prefix, ...(elsewhere && { elsewhere }) });
  const fromTop = (path: string): string => posix.join(prefix, path);
  let files: readonly string[] | undefined;
  return {
    project: createProject({ root, boundary: repository, maxFileSize, disk, list: listOf(() => tree.keys(), prefix) }),
    get files() {
      return (files ??= [...tree.keys()].map(seen));
    },
    warm(paths) {
      blobs.each([...paths].flatMap(path => { const entry = tree.get(fromTop(path)); return entry?.kind === 'file' ? [entry.id] : []; }), () => {});
    },
    texts(paths, visit) {
      const byId = new Map<string, string[]>();
      for (const path of paths) {
        const entry = tree.get(fromTop(path));
        if (entry?.kind !== 'file') continue;
        const same = elsewhere?.(fromTop(path));
        if (same && !('refused' in same)) visit(path, same.bytes.toString('utf8'));
        else byId.set(entry.id, [...(byId.get(entry.id) ?? []), path]);
      }
      blobs.each([...byId.keys()], (id, bytes) => {
        const text = bytes.toString('utf8');
        for (const path of byId.get(id) ?? []) visit(path, text);
      });
    },
  };
}

/** Those of some paths, which start at the top of the repository, that lie below a directory, as `ProjectOptions.list` has it. */
function listOf(paths: () => Iterable<string>, prefix: string): (directory: string) => string[] {
  return directory => {
    const start = posix.join(prefix, directory).replace(/^\.$|\/$/, '');
    return start === '' ? [...paths()] : [...paths()].flatMap(path => (path.startsWith(`${start}/`) ? [path.slice(start.length + 1)] : []));
  };
}

function changedIds(tree: Tree, changed: ReadonlySet<string>): string[] {
  return [...changed].flatMap(path => {
    const entry = tree.get(path);
    return entry && entry.kind !== 'submodule' ? [entry.id] : [];
  });
}

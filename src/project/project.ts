/** The files of a project as the engine sees them: text by path, and what imports name. */
import { posix, relative, resolve, sep } from 'node:path';
import type { Host, Located } from '../core/host.ts';
import { type LanguageId, isPython } from '../core/source.ts';
import { type Decoded, decode } from './decode.ts';
import { type Disk, type OpenedFile, createDisk } from './disk.ts';
import { createGoLocator } from './locate-go.ts';
import { createJavaLocator } from './locate-java.ts';
import { createJavaScriptLocator } from './locate-javascript.ts';
import { createPythonLocator } from './locate-python.ts';
import { createInfrastructureFiles } from './infrastructure-files.ts';
import type { Files } from './manifests.ts';
import { relativePath } from './relative-path.ts';

export interface ProjectOptions {
  /** Absolute directory; every path is relative to it. */
  readonly root: string;
  /** Absolute directory, the root or one above it, outside of which nothing is read: the repository, so that imports of a part of it are followed. */
  readonly boundary?: string;
  /** Bytes; 1 MiB by default. */
  readonly maxFileSize?: number;
  /** Where files come from; the file system by default. */
  readonly disk?: Disk;
  /** The files below a directory, relative to it, where something knows them that is no file system. */
  readonly list?: (directory: string) => readonly string[];
}
export interface Note {
  readonly path: string;
  readonly message: string;
}
export interface Project extends Host {
  readonly root: string;
  readonly boundary: string;
  readonly maxFileSize: number;
  /** Bytes of a regular file inside the boundary; the view is overwritten by the next read of any kind. */
  open(path: string): OpenedFile | { readonly refused: string };
  /** The text that a file has now, for all who read it from now on. */
  reread(path: string): string | undefined;
  /** Text of a file, or the reason why it has none. */
  decoded(path: string): Decoded | { readonly refused: string };
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** See `ProjectOptions`. */
  readonly list?: (directory: string) => readonly string[];
  /** Broken configuration files that were ignored. */
  readonly notes: readonly Note[];
  /** The same project with other texts in place of some files. */
  withTexts(texts: ReadonlyMap<string, string>): Project;
}

export const defaultMaxFileSize = 1 << 20;
const maxCachedCharacters = 8 << 20;
const maxCachedLocations = 500_000;

export function createProject({ root, boundary = root, maxFileSize = defaultMaxFileSize, disk = createDisk({ root, boundary, maxFileSize }), list }: ProjectOptions): Project {
  const notes = new Map<string, Note>();
  const texts = new Map<string, string | undefined>();
  let cached = 0;

  function decoded(path: string): Decoded | { refused: string } {
    const opened = disk.open(path);
    return 'refused' in opened ? opened : decode(opened.bytes);
  }

  function read(path: string): string | undefined {
    const key = posix.normalize(path);
    if (texts.has(key)) return texts.get(key);
    const found = decoded(key);
    const text = 'text' in found ? found.text : undefined;
    cached += text?.length ?? 0;
    if (cached > maxCachedCharacters) {
      texts.clear();
      cached = text?.length ?? 0;
    }
    texts.set(key, text);
    return text;
  }

  const files: Files = {
    read,
    isFile: path => disk.kind(path) === 'file',
    isDirectory: path => disk.kind(path) === 'directory',
    names: disk.names,
    upwards: createAncestors(root, boundary),
    note: (path, message) => notes.set(path, { path, message }),
  };
  const locate = createLocator(files);
  const infrastructure = createInfrastructureFiles(files, relativePath(boundary, root));

  return {
    root,
    boundary,
    maxFileSize,
    open: disk.open,
    decoded,
    read,
    reread(path) {
      texts.delete(posix.normalize(path));
      return read(path);
    },
    locate,
    infrastructure,
    normal: path => relativePath(root, resolve(root, path)),
    isFile: files.isFile,
    isDirectory: files.isDirectory,
    ...(list && { list }),
    get notes() {
      return [...notes.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
    withTexts(overlay) {
      const own = (path: string): string | undefined => overlay.get(posix.normalize(path));
      return {
        ...this,
        notes: this.notes,
        open: path => {
          const text = own(path);
          return text === undefined ? disk.open(path) : { bytes: Buffer.from(text), realPath: '', mode: 0o644, isLink: false };
        },
        read: path => own(path) ?? read(path),
        decoded: path => {
          const text = own(path);
          return text === undefined ? decoded(path) : { text, bom: false };
        },
        isFile: path => own(path) !== undefined || files.isFile(path),
        locate,
      };
    },
  };
}

/** The directories from one upwards to the boundary, itself first; as the root sees them (`.`, `..`). */
function createAncestors(root: string, boundary: string): (directory: string) => readonly string[] {
  const above = relative(boundary, root).split(sep).filter(segment => segment !== '').length;
  const known = new Map<string, readonly string[]>();
  return directory => {
    const start = posix.normalize(directory);
    let found = known.get(start);
    if (!found) {
      const segments = start === '.' ? [] : start.split('/');
      const ups = segments.filter(segment => segment === '..').length;
      const result: string[] = [];
      for (let length = segments.length; length > ups; length--) result.push(segments.slice(0, length).join('/'));
      for (let level = ups; level <= above; level++) result.push(level === 0 ? '.' : Array.from({ length: level }, () => '..').join('/'));
      known.set(start, (found = result));
    }
    return found;
  };
}

function createLocator(files: Files): Host['locate'] {
  const javascript = createJavaScriptLocator(files);
  const python = createPythonLocator(files);
  const go = createGoLocator(files);
  const java = createJavaLocator(files);
  const known = new Map<string, Located | undefined>();

  return (specifier, from, language: LanguageId) => {
    if (specifier === '' || specifier.length > 1000 || specifier.includes('\0')) return undefined;
    if (language === 'go') return go(specifier, from);
    if (language === 'java') return java(specifier, from);
    const inPython = isPython(language);
    const directory = posix.dirname(from);
    const key = `${directory}\n${inPython ? 'p' : 'j'}\n${specifier}`;
    let found = known.get(key);
    if (found === undefined && !known.has(key)) {
      if (known.size >= maxCachedLocations) known.clear();
      known.set(key, (found = inPython ? python(specifier, directory) : javascript(specifier, directory)));
    }
    // A file is no namesake of what it imports, in Python; elsewhere its directory is enough.
    return inPython && found?.kind === 'file' && found.path === from ? python(specifier, directory, from) : found;
  };
}

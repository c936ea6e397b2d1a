/** Files that DuckDB cannot read as they are, made into files that it can. */
import { createReadStream, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { linesOfDocument } from './document.ts';
import type { SniffedFile } from './sniff.ts';

/** A document is held in memory as a whole. */
const MOST_DOCUMENT = 256 << 20;

/** The file under a name without signs: DuckDB reads `*`, `?` and brackets in a path as a pattern. */
export function plainlyNamed(file: SniffedFile, directory: string, nth: number): SniffedFile {
  if (!/[*?[\]{}]/.test(file.path)) return file;
  const path = join(directory, `named-${nth}`);
  symlinkSync(file.path, path);
  return { ...file, path };
}

/** The records of a document as lines, or why there are none. */
export function documentAsLines(file: SniffedFile, directory: string, nth: number): SniffedFile | string {
  if (statSync(file.path).size > MOST_DOCUMENT) return 'it is one JSON document above 256 MiB: export it as lines';
  try {
    const path = join(directory, `document-${nth}.json`);
    return linesOfDocument(file, path) ? { path, kind: 'lines', isGzip: false } : 'it holds no log records';
  } catch {
    return 'it is no JSON';
  }
}

/** Does a gzip file end before its end, or break off? */
export async function isTruncated(path: string): Promise<boolean> {
  try {
    await pipeline(createReadStream(path), createGunzip(), new Writable({ write: (_chunk, _encoding, done) => done() }));
    return false;
  } catch {
    return true;
  }
}

/** Writes fixed files: each wholly or not at all, and only where nothing has happened to it since it was read. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { realpathSync } from 'node:fs';
import { decode } from '../project/decode.ts';
import { isInside } from '../project/disk.ts';
import type { Project } from '../project/project.ts';
import { relativePath } from '../project/relative-path.ts';
import { isGenerated, skipByPath } from './skip.ts';

/** A file as it was before any fix. */
export interface Original {
  readonly path: string;
  readonly text: string;
  readonly bom: boolean;
  readonly realPath: string;
  readonly mode: number;
  readonly digest: string;
}

const require = createRequire(import.meta.url);

/** A file that fixes may change, or why they may not. */
export function originalOf(project: Project, path: string): Original | { readonly refused: string } {
  const opened = project.open(path);
  if ('refused' in opened) return opened;
  const { realPath, mode } = opened;
  const digest = digestOf(opened.bytes);
  const decoded = decode(opened.bytes);
  if ('refused' in decoded) return decoded;

  // A text that came from elsewhere (standard input) is nothing to protect.
  if (realPath === '') return { path, ...decoded, realPath, mode, digest };
  const realRoot = realpathSync.native(project.root);
  if (!isInside(realPath, realRoot)) return { refused: 'outside the root' };
  if (isGenerated(decoded.text)) return { refused: 'generated' };
  const skip = skipByPath(relativePath(realRoot, realPath));
  if (skip) return { refused: skip.reason };
  if ((mode & 0o222) === 0) return { refused: 'read-only' };
  return { path, ...decoded, realPath, mode, digest };
}

/** Replaces the file's text, keeping byte order mark, mode and links; the reason where it was not done. */
export function writeText(original: Original, text: string, project: Project): string | undefined {
  const now = project.open(original.path);
  if ('refused' in now) return now.refused === 'missing' ? 'it vanished since it was read' : now.refused;
  if (now.realPath !== original.realPath || digestOf(now.bytes) !== original.digest) return 'it changed since it was read';

  const writeFileAtomic = require('write-file-atomic') as typeof import('write-file-atomic');
  heedSignals();
  try {
    writeFileAtomic.sync(original.realPath, (original.bom ? '\uFEFF' : '') + text, { mode: original.mode & 0o7777, fsync: true });
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(join(original.realPath), original.path);
  }
}

let heeds = false;

/** While a file is written, `write-file-atomic` listens to signals, and has left before one is delivered: it would be lost. The run ends by it when files are whole. */
function heedSignals(): void {
  if (heeds) return;
  heeds = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

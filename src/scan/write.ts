/** Writes fixed files: each wholly or not at all, and only where nothing has happened to it since it was read. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { decode } from '../project/decode.ts';
import { isInside } from '../project/disk.ts';
import type { Project } from '../project/project.ts';
import { relativePath } from '../project/relative-path.ts';
import { replaceFile } from './replace-file.ts';
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

  heedSignals();
  try {
    replaceFile(original.realPath, (original.bom ? '\uFEFF' : '') + text);
    return undefined;
  } catch (error) {
    // Paths of a machine are nobody else's business.
    return (error as Error).message.replaceAll(original.realPath, original.path).replaceAll(`${dirname(original.realPath)}/`, '');
  }
}

let heeds = false;

/** A signal that comes while files are written ends the run when they are whole. */
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

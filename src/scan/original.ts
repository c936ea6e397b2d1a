/** Files as they were before any fix: which may be changed, and whether they still are what they were. */
import { createHash } from 'node:crypto';
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

/** Why a file may no longer be replaced: something has happened to it since it was read. */
export function changeSince(original: Original, project: Project): string | undefined {
  const now = project.open(original.path);
  if ('refused' in now) return now.refused === 'missing' ? 'it vanished since it was read' : now.refused;
  return now.realPath !== original.realPath || digestOf(now.bytes) !== original.digest ? 'it changed since it was read' : undefined;
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

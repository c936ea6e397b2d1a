/** `--stdin`: the one file that is looked at. */
import { resolve } from 'node:path';
import { decode } from '../../project/decode.ts';
import { relativePath } from '../../project/relative-path.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';

export interface StandardInput {
  /** From the root. */
  readonly path: string;
  readonly text: string;
  /** Did a byte order mark stand before the text? */
  readonly bom: boolean;
}

export async function standardInput({ stdin, cwd }: ProcessLike, root: string, filename: string): Promise<StandardInput> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const decoded = decode(Buffer.concat(chunks));
  if ('refused' in decoded) throw new UsageError(`Standard input cannot be read: ${decoded.refused}. Pipe in UTF-8 text.`);
  const path = relativePath(root, resolve(cwd(), filename));
  if (path === '' || path.startsWith('../')) throw new UsageError(`\`--stdin-filename ${filename}\` lies outside the current directory. Name a path below it.`);
  return { path, ...decoded };
}

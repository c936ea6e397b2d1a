/** Bytes of what a command is given: a file, or standard input. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { UsageError } from '../scan/usage-error.ts';
import type { ProcessLike } from './terminal.ts';

const MAX_SIZE = 256 << 20;

/** The text of a file, or of standard input for `-` and none: every byte of it, save a byte order mark. */
export async function textOf(process: ProcessLike, file: string | undefined): Promise<string> {
  const bytes = file === undefined || file === '-' ? await standardInput(process) : bytesOf(process, file, MAX_SIZE);
  if (!isUtf8(bytes)) throw new UsageError(`${file === undefined || file === '-' ? 'Standard input' : `\`${printable(file)}\``} is not UTF-8 text. Convert it, then count.`);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}

/** A file's bytes. Throws a UsageError where there are none, or more than `most`. */
export function bytesOf({ cwd }: ProcessLike, file: string, most: number): Buffer {
  const shown = printable(file);
  try {
    const path = resolve(cwd(), file);
    const { size } = statSync(path);
    if (size > most) throw new UsageError(`\`${shown}\` is larger than ${most >> 20} MiB.`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || file.includes('\0')) throw new UsageError(`There is no file \`${shown}\`. Check the path.`);
    throw new UsageError(code === 'EISDIR' ? `\`${shown}\` is a directory. Name a file.` : `\`${shown}\` cannot be read (${code ?? 'error'}).`);
  }
}

async function standardInput({ stdin }: ProcessLike): Promise<Buffer> {
  if ((stdin as { isTTY?: boolean }).isTTY) throw new UsageError('There is no text to count. Name a file, or pipe text in.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_SIZE) throw new UsageError(`Standard input is larger than ${MAX_SIZE >> 20} MiB.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

import { resolve } from 'node:path';
import { printable } from '../reporters/printable.ts';
import { UsageError } from '../scan/usage-error.ts';
import type { ProcessLike } from './terminal.ts';

/** Writes a file, wholly or not at all. */
export async function writeOutput({ cwd }: ProcessLike, file: string, text: string): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    await writeFileAtomic(resolve(cwd(), file), text);
  } catch (error) {
    throw new UsageError(`\`--output ${printable(file)}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}). Name a file in a directory that exists.`);
  }
}

import { resolve } from 'node:path';
import { printable } from '../core/printable.ts';
import { UsageError } from '../scan/usage-error.ts';
import type { ProcessLike } from './terminal.ts';

/** Writes a file, wholly or not at all; `asked` is how the user named it. */
export async function writeOutput({ cwd }: ProcessLike, file: string, text: string, asked = `--output ${file}`): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    await writeFileAtomic(resolve(cwd(), file), text);
  } catch (error) {
    throw new UsageError(`\`${printable(asked)}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}). Name a file in a directory that exists.`);
  }
}

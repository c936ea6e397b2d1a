/** JSON files that a command is given: data of strangers, believed only as far as a schema goes. */
import type { z } from 'zod';
import { printable } from '../core/printable.ts';
import { UsageError } from '../scan/usage-error.ts';
import { bytesOf } from './read-input.ts';
import type { ProcessLike } from './terminal.ts';

const mostBytes = 64 << 20;

/** `what` names the expected content in messages. Throws a UsageError that says what is wrong. */
export function jsonOf<T>(process: ProcessLike, file: string, schema: z.ZodType<T>, what: string, most = mostBytes): T {
  const bytes = bytesOf(process, file, most);
  let data: unknown;
  try {
    data = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(`\`${printable(file)}\` is not JSON. Name a ${what}.`);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue && issue.path.length > 0 ? ` (\`${printable(issue.path.join('.')).slice(0, 100)}\`)` : '';
  throw new UsageError(`\`${printable(file)}\` is no ${what}${at}. Write it with this version of promptfare.`);
}

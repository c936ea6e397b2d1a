/** What is said when the work could not be done. */
import { UsageError } from '../scan/usage-error.ts';
import type { ProcessLike } from './terminal.ts';

/** One line for what the user can mend; for our own faults, where to tell us. */
export function problemLine(error: unknown, env: ProcessLike['env']): string {
  if (error instanceof UsageError) return `promptfare: ${oneLine(error.message)}`;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return env['PROMPTFARE_DEBUG'] ? `promptfare: ${stack}` : `promptfare: internal error: ${oneLine(message)}. Set PROMPTFARE_DEBUG=1 for details, and please report it.`;
}

export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replaceAll('##[', '# #[');
}

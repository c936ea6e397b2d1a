/** One run of `promptfare diff`. */
import type { DiffReport } from '../../core/diff.ts';
import { jsonText } from '../../reporters/json-text.ts';
import type { FailOn } from '../../scan/settings.ts';
import { type CompareFlags, diffOf } from './diff-of.ts';
import { columnsOf, type ProcessLike, usesColors } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

export interface DiffFlags extends CompareFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly output?: string;
}

export async function runDiff(process: ProcessLike, paths: readonly string[], flags: DiffFlags): Promise<number> {
  const { diff, configuration, base } = await diffOf(process, paths, flags);
  const text = await rendered(process, diff, flags, base);
  if (flags.output === undefined) process.stdout.write(text);
  else await writeOutput(process, flags.output, text);
  return isFailure(diff, flags.failOn ?? configuration.settings.failOn ?? 'error') ? 1 : 0;
}

async function rendered(process: ProcessLike, diff: DiffReport, { format, output }: DiffFlags, base: string): Promise<string> {
  if (format === 'json') return jsonText(diff);
  if (format === 'markdown') return (await import('../../reporters/comment.ts')).commentOf(diff, { flavour: 'github' }).summary;
  const { diffText } = await import('../../reporters/diff-text.ts');
  const isTerminal = output === undefined;
  return diffText(diff, { colors: isTerminal && usesColors(undefined, process), columns: isTerminal ? columnsOf(process.stdout, 100) : 100, base });
}

/** What was there before the change does not fail it. */
export function isFailure({ findings, budgets = [] }: DiffReport, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return budgets.some(({ state }) => state === 'over' || state === 'raised') || (failOn !== 'budget' && findings.new.some(({ severity }) => failOn === 'warning' || severity === 'error'));
}

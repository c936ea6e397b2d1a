/** The flags of `promptfare scan`, and which of them go together. */
import type { Part, Shard } from '../../scan/shards/joined.ts';
import type { FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ExactMode } from '../exact/flag.ts';
import type { Output } from './formats.ts';
import type { IsolateFlags } from './isolate-flag.ts';

export interface ScanFlags extends IsolateFlags {
  readonly format?: readonly Output[];
  readonly output?: string;
  readonly fix?: boolean;
  readonly fixSuggested?: boolean;
  readonly fixDryRun?: boolean;
  readonly diff?: boolean;
  readonly failOn?: FailOn;
  readonly rule: readonly string[];
  /** False for `--no-config`. */
  readonly config?: string | boolean;
  readonly staged?: boolean;
  readonly since?: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly explain?: string;
  readonly printConfig?: boolean;
  readonly maxFileSize?: number;
  readonly reportUnusedIgnores?: boolean;
  readonly prices?: string;
  /** False for `--no-baseline`. */
  readonly baseline?: string | boolean;
  /** False for `--no-usage`. */
  readonly usage?: string | boolean;
  readonly shard?: Shard;
  /** Of `promptfare merge`: all of a scan. */
  readonly parts?: readonly Part[];
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly exact?: ExactMode;
  /** False for `--no-color`. */
  readonly color?: 'auto' | 'always' | 'never' | boolean;
}

/** Flags that would write files, or show what would be written. */
export function isFixing({ fix, fixSuggested, fixDryRun, diff }: ScanFlags): boolean {
  return Boolean(fix || fixSuggested || fixDryRun || diff);
}

export function checkTogether(flags: ScanFlags, paths: readonly string[]): void {
  const problem = problemOf(flags, paths);
  if (problem !== undefined) throw new UsageError(problem);
}

function problemOf(flags: ScanFlags, paths: readonly string[]): string | undefined {
  const { diff, format, staged, since, fix, fixSuggested, fixDryRun, shard, exact } = flags;
  if (shard && (staged || since !== undefined || flags.stdin || isFixing(flags) || format || exact)) return '`--shard` writes a part of a scan and no report. Give the other flags to `promptfare merge`.';
  if (staged && since !== undefined) return '`--since` looks at the working tree, `--staged` at the index. Choose one.';
  if (staged && (fix || fixSuggested) && !diff && !fixDryRun) return '`--staged` reads what is staged, and fixes write files. Fix without `--staged`, then `git add` the files; `--staged --diff` shows the fixes.';
  if (diff && format?.some(({ format: name }) => name !== 'text')) return '`--diff` prints a diff, not a report. Use `--fix-dry-run --format json` for a report.';
  return flags.stdin ? problemOfStdin(flags, paths) : flags.stdinFilename === undefined ? undefined : '`--stdin-filename` goes with `--stdin`. Add it, or leave both out.';
}

function problemOfStdin({ stdinFilename, isolate, since, staged }: ScanFlags, paths: readonly string[]): string | undefined {
  if (stdinFilename === undefined) return '`--stdin` needs the path of the file. Add `--stdin-filename src/file.ts`.';
  if (paths.length > 0) return '`--stdin` reads one file and takes no paths. Leave out the paths.';
  if (isolate) return '`--isolate` reads files again without the one that does harm, and `--stdin` is one that can be read once. Leave out one of them.';
  if (since !== undefined) return '`--since` looks at the working tree, `--stdin` at one file. Choose one.';
  return staged ? '`--staged` reads git and `--stdin` one file. Choose one.' : undefined;
}

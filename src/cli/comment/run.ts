/** One run of `promptfare comment`. */
import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DiffReport } from '../../core/diff.ts';
import { type Behavior, PlatformFault, type Posted, post } from '../../platforms/index.ts';
import { relativePath } from '../../project/relative-path.ts';
import { type Comment, commentOf } from '../../reporters/comment.ts';
import type { MinChange } from '../../reporters/min-change.ts';
import { printable } from '../../core/printable.ts';
import { withoutSecrets } from '../../reporters/secrets.ts';
import { repositoryOf } from '../../scan/git.ts';
import type { FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { type CommentTarget, type TargetFlags, targetOf } from './target.ts';
import { type CompareFlags, diffOf } from '../diff/diff-of.ts';
import { isFailure } from '../diff/run.ts';
import { jsonOf } from '../json-file.ts';
import type { ProcessLike } from '../terminal.ts';

export interface CommentFlags extends Omit<CompareFlags, 'to' | 'staged'>, TargetFlags {
  readonly behavior: Behavior;
  readonly minChange?: MinChange;
  readonly dryRun?: boolean;
  readonly tag: string;
}

/** What strangers hand over is read up to here. */
const mostForeignBytes = 8 << 20;

export async function runComment(process: ProcessLike, paths: readonly string[], flags: CommentFlags): Promise<number> {
  if (flags.from !== undefined && paths.length > 0) throw new UsageError('A comparison says what it is of. Leave out the paths.');
  const target = targetOf(process, flags);
  const { diff, failOn, base } = await compared(process, paths, flags, target);
  const comment = commentFor(process, diff, target, flags.minChange, base);
  if (flags.dryRun) process.stdout.write(comment.body ?? comment.settled);
  else {
    writeSummary(process, comment.summary);
    process.stdout.write(`${printable(comment.headline)}\n`);
    process.stdout.write(`${(await postOn(process, target, comment, flags.behavior, flags.tag)).line}\n`);
  }
  return isFailure(diff, failOn) ? 1 : 0;
}

async function compared(process: ProcessLike, paths: readonly string[], { from, ...flags }: CommentFlags, target: CommentTarget): Promise<{ diff: DiffReport; failOn: FailOn; base: string }> {
  if (from !== undefined) return { diff: await comparisonIn(process, from, target), failOn: flags.failOn ?? 'error', base: '' };
  if (target.isForeign) throw new UsageError('A `workflow_run` job has the code of the base. Name the comparison that the other run has made with `--from diff.json`.');
  const { diff, configuration, base } = await diffOf(process, paths, flags);
  return { diff, failOn: flags.failOn ?? configuration.settings.failOn ?? 'error', base };
}

/** The comparison in a file, which strangers may have made: data, and nothing else. */
export async function comparisonIn(process: ProcessLike, file: string, { isForeign, head }: CommentTarget): Promise<DiffReport> {
  const { diffSchema } = await import('../../core/diff-schema.ts');
  const diff = jsonOf(process, file, diffSchema, 'comparison of `promptfare diff --format json`', isForeign ? mostForeignBytes : undefined);
  const { commit } = diff.head;
  if (isForeign && commit !== null && head !== undefined && commit !== head) throw new UsageError(`\`${printable(file)}\` is about commit ${commit.slice(0, 9)}, the run that made it about ${printable(head.slice(0, 9))}. It is not posted.`);
  return diff;
}

/** What is said about a comparison there; its paths start at `base`, seen from the current directory. */
export function commentFor(process: ProcessLike, diff: DiffReport, target: CommentTarget, minChange: MinChange | undefined, base: string): Comment {
  const start = resolve(process.cwd(), base);
  const within = relativePath(repositoryOf(start) ?? start, start);
  return commentOf(diff, { flavour: target.name, marker: target.mark, links: target.linksFor(diff, within), ...(minChange && { minChange }) });
}

/** Says it, and a line about that for the log. Throws a UsageError. */
export async function postOn({ env }: ProcessLike, target: CommentTarget, { body, settled }: Comment, behavior: Behavior, tag: string): Promise<{ readonly posted: Posted; readonly line: string }> {
  try {
    const platform = await target.kind.open(target.place());
    const posted = await post(platform, { tag, run: target.run, style: target.style, behavior, head: target.head, body, settled });
    return { posted, line: doneText(posted, platform.title) };
  } catch (error) {
    if (!(error instanceof PlatformFault)) throw error;
    const isBehindProxy = error.kind === 'unavailable' && (env['HTTPS_PROXY'] ?? env['https_proxy']) && !env['NODE_USE_ENV_PROXY'];
    throw new UsageError(printable(withoutSecrets(error.message)) + (isBehindProxy ? ' There is a proxy: Node 24 uses it with `NODE_USE_ENV_PROXY=1`.' : ''));
  }
}

/** Runs of GitHub Actions show it on their page. */
export function writeSummary({ env, stderr }: ProcessLike, text: string): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    stderr.write(`promptfare: the summary of the job cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}).\n`);
  }
}

function doneText({ done, url }: Posted, title: string): string {
  const where = printable(title) + (url !== undefined && /^https?:\/\/\S+$/.test(url) ? `: ${printable(url)}` : '');
  switch (done) {
    case 'created':
      return `Commented on ${where}`;
    case 'updated':
      return `Updated the comment on ${where}`;
    case 'unchanged':
      return `The comment says so already on ${where}`;
    case 'outdated':
      return `Nothing posted, a newer commit or run has the word on ${where}`;
    case 'nothing':
      return `Nothing posted on ${where}`;
  }
}

/** One run of the GitHub action: what a pull request does to the cost of its calls, told where it is asked for. */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { DiffReport } from '../../core/diff.ts';
import type { Comment } from '../../reporters/comment.ts';
import { diffText } from '../../reporters/diff-text.ts';
import { annotationsOf } from '../../reporters/github.ts';
import { jsonText } from '../../reporters/json-text.ts';
import type { FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { type ActionInputs, actionInputs } from './inputs.ts';
import { commentFor, comparisonIn, postOn, writeSummary } from '../comment/run.ts';
import { type CommentTarget, eventOf, targetOf } from '../comment/target.ts';
import { diffOf } from '../diff/diff-of.ts';
import { isFailure } from '../diff/run.ts';
import { problemLine } from '../problem-line.ts';
import type { ProcessLike } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

/** GitHub shows ten annotations of each kind for a step. */
const mostAnnotations = 10;

/** Exit codes as of the command. */
export async function runAction(process: ProcessLike): Promise<number> {
  try {
    const inputs = actionInputs(process.env);
    const { argv, stdin, stdout, stderr } = process;
    const env = { ...process.env, ...(inputs.token !== undefined && { GITHUB_TOKEN: inputs.token }) };
    return await acted({ argv, stdin, stdout, stderr, env, cwd: () => process.cwd() }, inputs);
  } catch (error) {
    const line = problemLine(error, process.env);
    process.stdout.write(`::error title=promptfare::${line.replace(/^promptfare: /, '').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}\n`);
    return 2;
  }
}

async function acted(process: ProcessLike, inputs: ActionInputs): Promise<number> {
  const event = eventOf(process.env);
  const target = targetOf(process, { platform: 'github', tag: inputs.tag });
  const { pull_request: pullRequest } = Object(event) as { pull_request?: PullRequest };
  if (inputs.from === undefined && !target.isForeign && pullRequest === undefined) return scanned(process, inputs);

  const { diff, failOn, base } = await compared(process, inputs, target);
  const comment = commentFor(process, diff, target, inputs.minChange, base);
  process.stdout.write(diffText(diff, { base }));
  writeSummary(process, comment.summary);
  if (inputs.json !== undefined) await writeOutput(process, inputs.json, jsonText(diff), inputs.json);
  // What a fork says of its own code is not put on the lines of this run.
  if (inputs.annotations && !target.isForeign) annotate(process, diff, base);
  if (inputs.sarif !== undefined) await scanned(process, inputs);
  const posted = await told(process, inputs, target, comment, pullRequest);
  writeOutputs(process, { ...figuresOf(diff, comment), ...posted, json: inputs.json ?? '', sarif: inputs.sarif ?? '' });
  return isFailure(diff, failOn) ? 1 : 0;
}

interface PullRequest {
  readonly head?: { readonly sha?: string; readonly repo?: { readonly full_name?: string } | null };
  readonly base?: { readonly repo?: { readonly full_name?: string } | null };
}

async function compared(process: ProcessLike, inputs: ActionInputs, target: CommentTarget): Promise<{ diff: DiffReport; failOn: FailOn; base: string }> {
  if (inputs.from !== undefined || target.isForeign) {
    if (inputs.from === undefined) throw new UsageError('A `workflow_run` has the code of the base. Name the comparison that the other run has made with the input `from`.');
    return { diff: await comparisonIn(process, inputs.from, target), failOn: inputs.failOn ?? 'never', base: '' };
  }
  // The commit of the pull request itself: the merge that GitHub checks out is another one tomorrow.
  const { diff, configuration, base } = await diffOf(process, inputs.paths, {
    rule: [],
    ...(target.head !== undefined && { head: target.head }),
    ...(inputs.base !== undefined && { base: inputs.base }),
    ...(inputs.config !== undefined && { config: inputs.config, isConfigOfBase: true }),
  });
  return { diff, failOn: inputs.failOn ?? configuration.settings.failOn ?? 'error', base };
}

/** Outside of pull requests there is nothing to compare with: the code as it is, for code scanning. */
async function scanned(process: ProcessLike, { paths, config, sarif, failOn }: ActionInputs): Promise<number> {
  if (sarif === undefined) throw new UsageError('This event is about no pull request. Run the action on `pull_request`, or name a file with the input `sarif` for code scanning.');
  const { runScan } = await import('../scan/run.ts');
  return runScan(process, paths, { format: [{ format: 'sarif', file: sarif }, { format: 'concise' }], rule: [], ...(config !== undefined && { config }), ...(failOn !== undefined && { failOn }) });
}

function annotate(process: ProcessLike, { findings }: DiffReport, base: string): void {
  const worst = findings.new.toSorted((a, b) => (b.savings?.usdPerThousandCalls ?? 0) - (a.savings?.usdPerThousandCalls ?? 0));
  for (const severity of ['error', 'warning'] as const) process.stdout.write(annotationsOf(worst.filter(finding => finding.severity === severity).slice(0, mostAnnotations), base));
}

async function told(process: ProcessLike, { comment: isWanted, behavior, tag }: ActionInputs, target: CommentTarget, comment: Comment, pullRequest: PullRequest | undefined): Promise<{ comment: string; 'comment-url': string }> {
  const none = { comment: 'none', 'comment-url': '' };
  if (!isWanted) return none;
  const isFork = pullRequest !== undefined && pullRequest.head?.repo?.full_name !== pullRequest.base?.repo?.full_name;
  // The token of such a run may only read.
  if (isFork && process.env['GITHUB_EVENT_NAME'] === 'pull_request') {
    process.stdout.write('::notice title=promptfare::The pull request comes from a fork, so this run may not comment. A `workflow_run` workflow can: see the README.\n');
    return none;
  }
  const { posted, line } = await postOn(process, target, comment, behavior, tag);
  process.stdout.write(`${line}\n`);
  return { comment: posted.done, 'comment-url': posted.url ?? '' };
}

function figuresOf({ changes, findings, totals }: DiffReport, { headline }: Comment): { readonly [name: string]: string } {
  return {
    headline,
    changed: String(changes.length > 0),
    'usd-per-thousand-calls': String(totals.usdPerThousandCalls.input.change),
    'new-findings': String(findings.new.length),
    'fixed-findings': String(findings.fixed.length),
  };
}

/** Outputs of the step. The delimiter cannot be guessed, so no value ends early. */
function writeOutputs({ env }: ProcessLike, outputs: { readonly [name: string]: string }): void {
  const file = env['GITHUB_OUTPUT'];
  if (!file) return;
  const delimiter = `promptfare-${randomUUID()}`;
  appendFileSync(file, Object.entries(outputs).map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`).join(''));
}

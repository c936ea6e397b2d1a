/** Which commits a comparison is of: what was asked for, else what git and CI say. */
import { git } from '../git.ts';
import { UsageError } from '../usage-error.ts';
import type { Head } from './changed.ts';

export interface Asked {
  /** A branch, tag or commit. */
  readonly base?: string;
  readonly head?: string;
  readonly staged?: boolean;
}
export interface Resolved {
  /** What the base is, in words: `main`, or why it is this one. */
  readonly base: { readonly ref: string; readonly commit: string };
  readonly head: { readonly ref: string; readonly commit: string | null; readonly state: Head };
}
type Environment = { readonly [name: string]: string | undefined };

/**
 * The base is the commit that both sides have in common, so that what others did meanwhile is not part of the change.
 * Without one named: in a pull request its target, else `HEAD` for what is not committed, and the default branch for a commit.
 */
export function resolved(repository: string, { base, head, staged }: Asked, env: Environment): Resolved {
  const headCommit = commitOf(repository, head ?? 'HEAD');
  if (headCommit === undefined) throw new UsageError(head === undefined ? 'There is no commit yet to compare with. Commit first.' : unknownRef(head));
  const state: Head = head !== undefined ? { kind: 'commit', commit: headCommit } : staged ? { kind: 'index', ...(env['GIT_INDEX_FILE'] && { indexFile: env['GIT_INDEX_FILE'] }) } : { kind: 'working' };
  const shown = { ref: head ?? (staged ? 'index' : 'working tree'), commit: head === undefined ? null : headCommit, state };

  if (base !== undefined) {
    const commit = commitOf(repository, base);
    if (commit === undefined) throw new UsageError(unknownRef(base));
    return { base: { ref: base, commit: mergeBase(repository, commit, headCommit) ?? commit }, head: shown };
  }
  const target = targetBranch(env);
  // Clones of some services lack the branch, and have the commit where it is or was.
  const branches = target === undefined ? [] : [`refs/remotes/origin/${target}`, `refs/heads/${target}`, ...[env['CI_MERGE_REQUEST_DIFF_BASE_SHA'], env['BITBUCKET_PR_DESTINATION_COMMIT']].filter(commit => commit !== undefined && commit !== '')] as string[];
  const candidates = target !== undefined ? branches : head === undefined ? ['HEAD'] : ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'];
  for (const candidate of candidates) {
    const commit = commitOf(repository, candidate);
    if (commit !== undefined) return { base: { ref: shortName(candidate), commit: mergeBase(repository, commit, headCommit) ?? commit }, head: shown };
  }
  if (target !== undefined) throw new UsageError(`The target branch \`${target}\` is not in this clone. Fetch it (\`fetch-depth: 0\` in actions/checkout), or name a base with \`--base\`.`);
  throw new UsageError('There is no default branch to compare with. Name one with `--base`.');
}

/** The branch that a pull request is to be merged into, as CI services say. */
function targetBranch(env: Environment): string | undefined {
  const name = env['GITHUB_BASE_REF'] || env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME'] || env['BITBUCKET_PR_DESTINATION_BRANCH'] || env['SYSTEM_PULLREQUEST_TARGETBRANCH'];
  return name?.replace(/^refs\/heads\//, '') || undefined;
}

/** The commit that a ref names; undefined where it names none. */
export function commitOf(repository: string, ref: string): string | undefined {
  if (ref.startsWith('-') || /[\0\n]/.test(ref)) return undefined;
  const output = git(repository, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  const id = 'bytes' in output ? output.bytes.toString('latin1').trim() : '';
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

function mergeBase(repository: string, one: string, other: string): string | undefined {
  const output = git(repository, ['merge-base', one, other]);
  return 'bytes' in output ? output.bytes.toString('latin1').trim().split('\n')[0] || undefined : undefined;
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, '');
}

function unknownRef(ref: string): string {
  return `There is no commit \`${ref}\` in this clone. Check its name, or fetch it (\`fetch-depth: 0\` in actions/checkout).`;
}

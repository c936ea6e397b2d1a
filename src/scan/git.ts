/** What git knows of a directory. Nothing that the repository configures is run: no hook, filter, textconv, fsmonitor or transport. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const options = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.untrackedCache=false', '-c', 'core.quotePath=false', '-c', 'core.pager=cat', '-c', 'gc.auto=0', '--no-pager'];

/** Output of git in a directory, or what it says went wrong. */
export type GitOutput = { readonly bytes: Buffer } | { readonly problem: string };

export interface GitOptions {
  /** Standard input. */
  readonly input?: string;
  /** More settings, each `name=value`. */
  readonly config?: readonly string[];
  /** Another index, as hooks of `git commit -a` have. */
  readonly indexFile?: string;
  /** Paths among the arguments are patterns of ours; else they stand for themselves. */
  readonly hasPatterns?: boolean;
}

/** Runs one command of git that only reads. */
export function git(directory: string, args: readonly string[], { input, config = [], indexFile, hasPatterns = false }: GitOptions = {}): GitOutput {
  const { status, stdout, stderr, error } = spawnSync('git', [...options, ...(hasPatterns ? [] : ['--literal-pathspecs']), ...config.flatMap(setting => ['-c', setting]), ...args], {
    cwd: directory,
    env: { ...scrubbedEnvironment(), ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }) },
    maxBuffer: 1 << 30,
    timeout: 120_000,
    ...(input !== undefined && { input }),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  if (error) return { problem: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'git is not installed' : error.message };
  if (status !== 0) return { problem: stderr.toString('utf8').split('\n')[0]!.replace(/^(?:fatal|error): /, '') || `git ${args[0]} failed` };
  return { bytes: stdout };
}

/** The entries of output that ends each with NUL. */
export function entriesIn(bytes: Buffer): string[] {
  return bytes.toString('utf8').split('\0').filter(entry => entry !== '');
}

/** Tracked and untracked files that are not ignored, relative to the directory; undefined outside a repository, or without git. */
export function filesInRepository(directory: string, repository: string | undefined): string[] | undefined {
  if (repository === undefined) return undefined;
  const output = git(directory, ['ls-files', '-co', '--exclude-standard', '-z']);
  return 'bytes' in output ? entriesIn(output.bytes) : undefined;
}

/** The directory that holds `.git`, from this one upwards. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Is this directory a repository without a working tree? */
export function isBareRepository(directory: string): boolean {
  return ['HEAD', 'objects', 'refs'].every(name => existsSync(join(directory, name))) && !existsSync(join(directory, '.git'));
}

/** Without GIT_DIR, GIT_INDEX_FILE and the like, which hooks set, nor anything that makes git run a program or reach for a network. */
function scrubbedEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, USERPROFILE, SystemRoot } = process.env;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(HOME !== undefined && { HOME }),
    ...(USERPROFILE !== undefined && { USERPROFILE }),
    ...(SystemRoot !== undefined && { SystemRoot }),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

/** What git knows of a directory. Nothing that the repository configures is run. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const options = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.untrackedCache=false', '-c', 'core.quotePath=false'];

/** Tracked and untracked files that are not ignored, relative to the directory; undefined outside a repository, or without git. */
export function filesInRepository(directory: string, repository: string | undefined): string[] | undefined {
  if (repository === undefined) return undefined;
  const { status, stdout } = spawnSync('git', [...options, 'ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: directory,
    env: scrubbedEnvironment(),
    maxBuffer: 1 << 30,
    timeout: 120_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.toString('utf8').split('\0').filter(path => path !== '') : undefined;
}

/** The directory that holds `.git`, from this one upwards. */
export function repositoryOf(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Without GIT_DIR, GIT_INDEX_FILE and the like, which hooks set, nor anything that makes git run a program. */
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
  };
}

/** Public repositories as work trees: where one stands, how it gets there at a pinned commit, and what promptfare is asked about it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the repository `owner/name` stands among others. */
export const directoryOf = (checkouts, repository) => join(checkouts, repository.replace('/', '+'));

/** Asks for a report of these paths, whatever the repository that they are in configures. */
export const scanArguments = (file, ...paths) => ['scan', ...paths, '--no-config', '--no-baseline', '--no-usage', '--fail-on', 'never', '--format', 'json', '-o', file];

// A hook that starts this hands its own repository down.
const environment = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/.test(name))), GIT_TERMINAL_PROMPT: '0' };
const settings = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'gc.auto=0', 'init.defaultBranch=main', 'advice.detachedHead=false'];

/** Output of git in this very directory, never in one above it. */
function git(directory, ...args) {
  const { status, stdout, stderr, error } = spawnSync('git', [...settings.flatMap(setting => ['-c', setting]), '--git-dir=.git', ...args], { cwd: directory, env: environment, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 1_800_000, killSignal: 'SIGKILL' });
  if (status !== 0) throw new Error(`git ${args[0]}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return stdout.trim();
}

const asked = (directory, ...args) => {
  try {
    return git(directory, ...args);
  } catch {
    return undefined;
  }
};

/** The setting that says that a directory is ours, so that it may be laid out again. */
const MARK = 'promptfare.pinned';

/**
 * Sees to it that a repository stands in `checkouts` at its commit: `laid out` now, `checked` where it stood there at that commit and
 * unchanged, `unchecked` where it stood there without `.git`, or with changes of others. Throws where it cannot be fetched, or
 * where a clone that this has not made is at another commit.
 */
export function layOut(checkouts, { repository, commit }) {
  const directory = directoryOf(checkouts, repository);
  const [part, old] = [`${directory}.part`, `${directory}.old`];
  for (const left of [part, old]) rmSync(left, { recursive: true, force: true });
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    if (!existsSync(join(directory, '.git'))) return 'unchecked';
    const head = asked(directory, 'rev-parse', '--verify', 'HEAD^{commit}');
    const isUnchanged = head === commit && asked(directory, 'status', '--porcelain', '--untracked-files=all', '--ignore-submodules=all') === '';
    if (isUnchanged) return 'checked';
    if (asked(directory, 'config', '--local', MARK) === undefined) {
      if (head === commit) return 'unchecked';
      throw new Error(`${directory} is at ${head ?? 'no commit'}, not at ${commit}, and this command did not lay it out: move it away`);
    }
  }
  try {
    fetched(part, repository, commit);
    // Removed in place, it could be left with files and without .git, and count as laid out by others.
    if (existsSync(directory)) renameSync(directory, old);
    renameSync(part, directory);
  } finally {
    for (const left of [part, old]) rmSync(left, { recursive: true, force: true });
  }
  return 'laid out';
}

/** One commit, byte for byte: a filter, such as that of LFS, or a conversion of line ends would make it another text on each machine. */
function fetched(directory, repository, commit) {
  mkdirSync(directory, { recursive: true });
  git(directory, 'init', '-q', '--template=');
  git(directory, 'config', MARK, commit);
  mkdirSync(join(directory, '.git/info'), { recursive: true });
  // Comes before the attributes that stand in the repository.
  writeFileSync(join(directory, '.git/info/attributes'), '* -filter -text -ident -eol -working-tree-encoding\n');
  git(directory, 'fetch', '-q', '--depth', '1', '--no-tags', '--no-recurse-submodules', `https://github.com/${repository}`, commit);
  git(directory, 'checkout', '-q', '--detach', commit);
}

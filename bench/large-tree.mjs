/**
 * Lays out a large tree to measure on: `node bench/large-tree.mjs <checkouts> <new directory> [--plain] [--files 40000] [--scripts 20000]`.
 *
 * `<checkouts>` holds public repositories, one directory each. Their files are hard-linked (copied where that cannot be), without
 * .git: all of them once, then again, into `again-1`, `again-2`, …, until there are as many files of all types and as many
 * scripts (JavaScript and TypeScript) as asked for. With `--plain` one of a hundred of the files that hold one of our needles
 * stays, and the others are left out: a tree as of people who use no Bedrock. The result is a git repository with one commit.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { oneOf } from '../dist/src/core/one-of.js';
import { needles } from '../dist/src/inspect.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { plain: { type: 'boolean', default: false }, files: { type: 'string', default: '40000' }, scripts: { type: 'string', default: '20000' } },
});
const [checkouts, out] = positionals.map(path => resolve(path));
if (!checkouts || !out || existsSync(out)) {
  console.error('usage: node bench/large-tree.mjs <checkouts> <new directory> [--plain] [--files 40000] [--scripts 20000]');
  process.exit(2);
}

const script = /(?<!\.d)\.[cm]?[jt]sx?$/;
const marks = new RegExp(oneOf(needles));
const sources = readdirSync(checkouts, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(checkouts, join(entry.parentPath ?? entry.path, entry.name)))
  .filter(path => !/(?:^|\/)\.git(?:\/|$)/.test(path))
  .sort();
let marked = 0;
const wanted = flags.plain ? sources.filter(path => statSync(join(checkouts, path)).size > 1 << 20 || !marks.test(readFileSync(join(checkouts, path), 'latin1')) || marked++ % 100 === 0) : sources;
if (wanted.length === 0) throw new Error(`${checkouts} holds no files`);

let files = 0;
let scripts = 0;
for (let round = 0; files < Number(flags.files) || scripts < Number(flags.scripts); round++) {
  // Enough of everything: what is still missing are scripts.
  const these = files >= Number(flags.files) ? wanted.filter(path => script.test(path) || path.endsWith('package.json')) : wanted;
  if (round > 50 || !these.some(path => script.test(path))) break;
  for (const path of these) {
    const to = join(out, round === 0 ? '' : `again-${round}`, path);
    mkdirSync(dirname(to), { recursive: true });
    try {
      linkSync(join(checkouts, path), to);
    } catch {
      copyFileSync(join(checkouts, path), to);
    }
    files++;
    if (script.test(path)) scripts++;
  }
}
execFileSync('git', ['init', '-q', '.'], { cwd: out });
execFileSync('git', ['-c', 'core.autocrlf=false', '-c', 'core.safecrlf=false', 'add', '-A'], { cwd: out, stdio: 'ignore' });
// `promptfare diff` compares with a commit.
execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgSign=false', 'commit', '-qm', 'Tree'], { cwd: out, stdio: 'ignore' });
console.log(`${out}: ${files.toLocaleString('en-US')} files, ${scripts.toLocaleString('en-US')} of them scripts`);

/**
 * R3: speed and memory of scans, beside other tools, in one run: `npm run build && node bench/scan.mjs <tree> [--runs 5] [--slow-runs 1] [--only <name>]… [--cli <file>] [--json <file>] [--out bench/scan.md]`.
 *
 * `<tree>` is what bench/large-tree.mjs lays out; nothing is left changed in it. Beside ours: ripgrep on one thread for our
 * needles, oxlint and ESLint (typescript-eslint's parser) with one trivial rule each, ast-grep (`@ast-grep/cli`, on
 * the PATH) with one pattern. What is not installed is left out with a note. The tools take turns, so that a busy machine is as busy for all;
 * medians are printed with the number of runs. ESLint and ast-grep run as often as `--slow-runs` says;
 * where that takes too long, SIGTERM ends it with the runs that there are.
 *   wall, cpu  seconds; cpu is user and system time of the process and its children
 *   peak       resident memory of the process and its children together, looked at 20 times a second
 *   ratio      our wall (cpu) time over that of the row named beside it
 */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { needles } from '../dist/src/inspect.js';
import { scanArguments } from './checkouts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    'slow-runs': { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    cli: { type: 'string', default: join(here, '../dist/src/cli.js') },
    json: { type: 'string' },
    out: { type: 'string' },
  },
});
const [tree] = positionals.map(path => resolve(path));
if (!tree || !existsSync(join(tree, '.git'))) {
  console.error('usage: node bench/scan.mjs <tree of bench/large-tree.mjs> [--runs 5] [--slow-runs 1] [--only <name>] [--cli <file>] [--json <file>]');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
const cli = resolve(flags.cli);
const require = createRequire(import.meta.url);
writeFileSync(join(scratch, 'needles.txt'), needles.join('\n'));
writeFileSync(
  join(scratch, 'eslint.config.mjs'),
  `import parser from ${JSON.stringify(require.resolve('@typescript-eslint/parser'))};\nexport default [{ files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: 'off' }, rules: { 'no-debugger': 'error' } }];\n`,
);
const git = (...args) => spawnSync('git', args, { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
const scripts = git('ls-files', '*.ts').split('\n').filter(path => /(?<!\.d)\.ts$/.test(path));
const staged = scripts.filter((_, index) => index % Math.ceil(scripts.length / 20) === 0).slice(0, 20);
const isBedrock = path => readFileSync(join(tree, path), 'utf8').includes('client-bedrock-runtime');
/** Left out where a tree has no such files. */
const CALLERS_STAGED = '20 staged that call Bedrock';
const bedrock = scripts.filter(isBedrock).slice(0, 20);
const changed = join(tree, bedrock[0] ?? scripts[0]);
const binOf = name => {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name]);
};
const scan = (...more) => [process.execPath, cli, ...scanArguments(join(scratch, 'report.json'), ...more)];
/** The changed file is made anew: hard links would change what the tree was made of. */
const withChange = { before: () => replaced(changed, text => `${text}\n// changed\n`), after: () => replaced(changed, text => text.replace(/\n\/\/ changed\n$/, '')) };
/** Some files are changed and staged; the index is as before afterwards. */
const withStaged = paths => ({
  before: () => {
    for (const path of paths) replaced(join(tree, path), text => `${text}\n// staged\n`);
    git('add', '--', ...paths);
  },
  after: () => {
    for (const path of paths) replaced(join(tree, path), text => text.replace(/\n\/\/ staged\n$/, ''));
    git('add', '--', ...paths);
  },
});

const jobs = [
  { name: 'rg -j1', command: ['rg', '-j1', '-lF', '-f', join(scratch, 'needles.txt'), '.'] },
  { name: 'cold scan', command: scan('.'), beside: 'rg -j1' },
  // The first run of it fills the cache and is not counted.
  { name: 'warm scan', command: scan('.', '--cache-location', join(scratch, 'cache')), beside: 'rg -j1', isWarmedUp: true },
  { name: 'oxlint', command: [process.execPath, binOf('oxlint'), '-A', 'all', '-D', 'no-debugger', '--silent', '.'] },
  { name: 'ast-grep', command: ['ast-grep', 'run', '-l', 'ts', '-p', '$CLIENT.send($$$)', '--json=stream', '.'], isSlow: true },
  { name: 'eslint', command: [process.execPath, '--max-old-space-size=8192', binOf('eslint'), '--no-warn-ignored', '-c', join(scratch, 'eslint.config.mjs'), '.'], isSlow: true },
  { name: 'node', command: [process.execPath, '-e', '0'] },
  { name: '--version', command: [process.execPath, cli, '--version'], beside: 'node' },
  { name: '20 files', command: scan(...staged), beside: 'node' },
  { name: '20 staged files', command: scan('--staged'), beside: 'node', ...withStaged(staged) },
  { name: CALLERS_STAGED, command: scan('--staged'), beside: 'node', ...withStaged(bedrock) },
  { name: 'git diff', command: ['git', 'diff', '--stat'], ...withChange },
  { name: 'diff', command: [process.execPath, cli, 'diff', '--no-config', '--fail-on', 'never', '-o', join(scratch, 'diff.txt')], beside: 'git diff', ...withChange },
].filter(({ name }) => (!flags.only || flags.only.includes(name)) && (bedrock.length > 0 || name !== CALLERS_STAGED));

// A signal ends it with the runs that there are.
let isStopped = false;
process.on('SIGTERM', () => (isStopped = true));
const runs = new Map(jobs.map(({ name }) => [name, []]));
try {
  for (const { command, isWarmedUp } of jobs) if (isWarmedUp) await measured(command);
  for (let round = 0; round < Number(flags.runs) && !isStopped; round++) {
    for (const { name, command, isSlow, before, after } of jobs) {
      if (isStopped) break;
      if (isSlow && round >= Number(flags['slow-runs'])) continue;
      const own = runs.get(name);
      if (own === undefined) continue;
      before?.();
      const run = await measured(command);
      after?.();
      if ('problem' in run) {
        console.error(`${name}: left out: ${run.problem}`);
        runs.delete(name);
      } else own.push(run);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const rows = [...runs].filter(([, own]) => own.length > 0).map(([name, own]) => ({ name, runs: own.length, wall: median(own.map(run => run.wall)), cpu: median(own.map(run => run.cpu)), peak: median(own.map(run => run.peak)) }));
const rowOf = name => rows.find(row => row.name === name);
const show = (number, digits = 2) => (Number.isFinite(number) ? number.toFixed(digits) : '–');
const types = git('ls-files').split('\n').filter(Boolean);
const versionOf = (file, ...args) => (spawnSync(file, args, { encoding: 'utf8' }).stdout ?? '').trim().split('\n')[0];
const lines = [
  `${types.length.toLocaleString('en-US')} files, ${types.filter(path => /\.[cm]?[jt]sx?$/.test(path)).length.toLocaleString('en-US')} of JavaScript and TypeScript; ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0].toFixed(0)}; Node ${process.versions.node}, ${versionOf('rg', '--version')}, oxlint ${versionOf(process.execPath, binOf('oxlint'), '--version')}, ESLint ${versionOf(process.execPath, binOf('eslint'), '--version')}, ${versionOf('ast-grep', '--version') || 'no ast-grep'}`,
  '',
  '| | runs | wall, s | cpu, s | peak, MB | ratio of wall (cpu) |',
  '|---|--:|--:|--:|--:|---|',
];
for (const { name, runs: number, wall, cpu, peak } of rows) {
  const beside = rowOf(jobs.find(job => job.name === name).beside);
  const cold = rowOf('cold scan');
  const ratio = beside ? `${show(wall / beside.wall)} × ${beside.name} (${show(cpu / beside.cpu)})` : cold && ['oxlint', 'ast-grep', 'eslint'].includes(name) ? `cold scan: ${show(cold.wall / wall)} (${show(cold.cpu / cpu)})` : '';
  lines.push(`| ${name} | ${number} | ${show(wall)} | ${show(cpu)} | ${show(peak, 0)} | ${ratio} |`);
}
console.log(lines.join('\n'));
if (flags.out) writeFileSync(flags.out, `# Speed\n\nWritten by \`node bench/large-tree.mjs <checkouts> <tree>\` and \`node bench/scan.mjs <tree>\`. Medians; the machine was not idle, so the ratios within the run are what counts.\n\n${lines.join('\n')}\n`);
if (flags.json) writeFileSync(flags.json, JSON.stringify(rows, undefined, 2));

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function replaced(path, change) {
  const text = change(readFileSync(path, 'utf8'));
  rmSync(path);
  writeFileSync(path, text);
}

/** Runs a command to its end. GNU time, where there is one, tells its processor time. */
function measured([file, ...args]) {
  const times = join(scratch, 'times.txt');
  const hasTime = existsSync('/usr/bin/time');
  appendFileSync(times, '');
  return new Promise(done => {
    const start = performance.now();
    const child = hasTime ? spawn('/usr/bin/time', ['-q', '-o', times, '-f', '%U %S', file, ...args], { cwd: tree, stdio: ['ignore', 'ignore', 'pipe'] }) : spawn(file, args, { cwd: tree, stdio: ['ignore', 'ignore', 'pipe'] });
    let peak = 0;
    let said = '';
    const look = setInterval(() => (peak = Math.max(peak, residentBelow(child.pid))), 50);
    child.stderr.on('data', text => (said = (said + text).slice(-2000)));
    child.on('error', error => (clearInterval(look), done({ problem: error.code === 'ENOENT' ? 'it is not installed' : error.message })));
    child.on('close', code => {
      clearInterval(look);
      const wall = (performance.now() - start) / 1000;
      // Linters exit with 1 where they find something, ripgrep with 2 where an ignore file is broken.
      if (code === 127 || /cannot run/i.test(said)) return done({ problem: 'it is not installed' });
      if (code !== 0 && code !== 1 && !(code === 2 && file === 'rg')) return done({ problem: `exit ${code}: ${said.trim().split('\n').at(-1)}` });
      const [user, system] = hasTime ? readFileSync(times, 'utf8').trim().split('\n').at(-1).split(' ').map(Number) : [Number.NaN, 0];
      done({ wall, cpu: user + system, peak: peak / 1e6 });
    });
  });
}

/** Bytes, of a process and all below it; 0 where /proc does not tell. */
function residentBelow(pid) {
  try {
    const own = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return own + children.reduce((sum, child) => sum + residentBelow(child), 0);
  } catch {
    return 0;
  }
}

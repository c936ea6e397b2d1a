/**
 * E5: what the plugin adds to a run of ESLint, a file of 1,000 lines at a time: `npm run build && node bench/eslint.mjs [rounds] [checkouts]`. The time that its
 * rules take is measured, without what other processes take of it. Goals: at most 10 ms at the 95th percentile with 10 calls, and nothing that can be measured,
 * 0.3 ms, where no call can be. ESLint and the parser stand beside it: machines differ, and their time on the same text is the measure of this one.
 * Each collection of garbage copies what is alive, which is ESLint's tree, and falls to whoever allocates then: the plugin's own work is told with and without,
 * and beside it how much longer the whole run takes, collections and all, at the median and at the 95th percentile.
 *
 * With a directory of checkouts, all their files of 800 to 1,200 lines follow, each as an editor has it: linted once, then three times with another text; the
 * second of the three in order of time counts. In a real project it is what a file imports that costs, not its lines.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import promptfare from '../dist/src/eslint.js';
import { plain, typescript } from './thousand-lines.mjs';
import { at, createCollections, stopwatch } from './stopwatch.mjs';

const ROUNDS = Number(process.argv[2] ?? 100);
const CHECKOUTS = process.argv[3];
const WARM_UP = 20;

const root = mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
writeFileSync(join(root, 'model.ts'), "export const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';\n");
writeFileSync(join(root, 'round.ts'), 'export const round = (value: number): number => Math.round(value);\n');
const linter = new Linter({ configType: 'flat', cwd: root });
const bare = [{ files: ['**/*.ts'], languageOptions: { parser } }];
let own = 0;
const collections = createCollections();
const timed = rule => ({
  ...rule,
  create(context) {
    const stop = stopwatch();
    const listeners = collections.during(() => rule.create(context));
    own += stop();
    if (Object.keys(listeners).length > 0) throw new Error('A rule listens: its listeners have to be timed, too.');
    return listeners;
  },
});
const full = [...bare, ...promptfare.configs.recommended.map(config => (config.plugins?.promptfare ? { ...config, plugins: { ...config.plugins, promptfare: { ...config.plugins.promptfare, rules: Object.fromEntries(Object.entries(config.plugins.promptfare.rules).map(([id, rule]) => [id, timed(rule)])) } } } : config))];

const lint = (config, file, text, runner = linter) => {
  own = 0;
  const stop = stopwatch();
  const { length } = runner.verify(text, config, { filename: resolve(root, file) });
  return { all: stop(), own, length };
};

/** Files of 800 to 1,200 lines below a directory. */
function* longFiles(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') yield* longFiles(path);
    else if (entry.isFile() && /\.(?:[cm]?[jt]s|[jt]sx)$/.test(entry.name)) {
      const text = readFileSync(path, 'utf8');
      const lines = text.split('\n').length;
      if (lines >= 800 && lines <= 1200 && text.length < 200_000) yield [path, text];
    }
  }
}

function realFiles(checkouts) {
  const config = [{ ...full.find(({ rules }) => rules), files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], ignores: [], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } }];
  const found = readdirSync(checkouts).flatMap(repository => {
    const cwd = join(checkouts, repository);
    const runner = new Linter({ configType: 'flat', cwd });
    return [...longFiles(cwd)].map(([path, text]) => {
      const first = lint(config, path, text, runner);
      const [, again] = [1, 2, 3].map(key => lint(config, path, `${text}\n// key ${key}`, runner)).toSorted((a, b) => a.own - b.own);
      return { path: relative(checkouts, path), first: first.own, again: again.own, others: again.all - again.own };
    });
  });
  const say = (name, files) => {
    const of = key => files.map(file => file[key]);
    console.log(`${name}: ${files.length} files; ESLint and parser median ${at(of('others'), 0.5).toFixed(1)} ms; the plugin first median ${at(of('first'), 0.5).toFixed(2)}  p95 ${at(of('first'), 0.95).toFixed(1)} ms, again median ${at(of('again'), 0.5).toFixed(2)}  p95 ${at(of('again'), 0.95).toFixed(1)} ms`);
  };
  say('all', found);
  say('that can reach a call (over 1 ms)', found.filter(({ again }) => again > 1));
  say('that cannot', found.filter(({ again }) => again <= 1));
  for (const { path, again } of found.toSorted((a, b) => b.again - a.again).slice(0, 10)) console.log(`  ${again.toFixed(0).padStart(5)} ms ${path}`);
}

try {
  for (const [file, text] of [typescript, plain]) {
    const without = [];
    const whole = [];
    const added = [];
    const work = [];
    let problems = 0;
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      // Another text each time: nothing of the last round holds.
      const changed = `${text}\n// round ${round}`;
      const { all } = lint(bare, file, changed);
      await collections.taken();
      const found = lint(full, file, changed);
      problems = found.length;
      const collected = await collections.taken();
      if (round < WARM_UP) continue;
      without.push(all);
      whole.push(found.all);
      added.push(found.own);
      work.push(found.own - collected);
    }
    console.log(`${file.padEnd(10)} ${problems} findings: ESLint and parser alone median ${at(without, 0.5).toFixed(1)}  p95 ${at(without, 0.95).toFixed(1)} ms; the plugin median ${at(added, 0.5).toFixed(2)}  p95 ${at(added, 0.95).toFixed(2)} ms, without collections of garbage median ${at(work, 0.5).toFixed(2)}  p95 ${at(work, 0.95).toFixed(2)} ms (+${((at(added, 0.5) / at(without, 0.5)) * 100).toFixed(0)} %); the whole run +${(at(whole, 0.5) - at(without, 0.5)).toFixed(2)} at the median, +${(at(whole, 0.95) - at(without, 0.95)).toFixed(2)} ms at p95`);
  }
  if (CHECKOUTS) realFiles(CHECKOUTS);
} finally {
  rmSync(root, { recursive: true, force: true });
}

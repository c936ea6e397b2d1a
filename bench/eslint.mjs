/**
 * E5: what the plugin adds to a run of ESLint, a file of 1,000 lines at a time: `npm run build && node bench/eslint.mjs`. The time that its rules take is
 * measured, without what other processes take of it. Goals: at most 10 ms at the 95th percentile with 10 calls, and nothing that can be measured, 0.3 ms,
 * where no call can be. ESLint and the parser stand beside it: machines differ, and their time on the same text is the measure of this one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import promptfare from '../dist/src/eslint.js';
import { plain, typescript } from './thousand-lines.mjs';
import { at, stopwatch } from './stopwatch.mjs';

const ROUNDS = Number(process.argv[2] ?? 100);
const WARM_UP = 20;

const root = mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
writeFileSync(join(root, 'model.ts'), "export const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';\n");
writeFileSync(join(root, 'round.ts'), 'export const round = (value: number): number => Math.round(value);\n');
const linter = new Linter({ configType: 'flat', cwd: root });
const bare = [{ files: ['**/*.ts'], languageOptions: { parser } }];
let own = 0;
const timed = rule => ({
  ...rule,
  create(context) {
    const stop = stopwatch();
    const listeners = rule.create(context);
    own += stop();
    if (Object.keys(listeners).length > 0) throw new Error('A rule listens: its listeners have to be timed, too.');
    return listeners;
  },
});
const full = [...bare, ...promptfare.configs.recommended.map(config => (config.plugins?.promptfare ? { ...config, plugins: { ...config.plugins, promptfare: { ...config.plugins.promptfare, rules: Object.fromEntries(Object.entries(config.plugins.promptfare.rules).map(([id, rule]) => [id, timed(rule)])) } } } : config))];

const lint = (config, file, text) => {
  own = 0;
  const stop = stopwatch();
  const { length } = linter.verify(text, config, { filename: join(root, file) });
  return { all: stop(), own, length };
};

try {
  for (const [file, text] of [typescript, plain]) {
    const without = [];
    const added = [];
    let problems = 0;
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      // Another text each time: nothing of the last round holds.
      const changed = `${text}\n// round ${round}`;
      const { all } = lint(bare, file, changed);
      const found = lint(full, file, changed);
      problems = found.length;
      if (round < WARM_UP) continue;
      without.push(all);
      added.push(found.own);
    }
    console.log(`${file.padEnd(10)} ${problems} findings: ESLint and parser alone median ${at(without, 0.5).toFixed(1)}  p95 ${at(without, 0.95).toFixed(1)} ms; the plugin median ${at(added, 0.5).toFixed(2)}  p95 ${at(added, 0.95).toFixed(2)} ms (+${((at(added, 0.5) / at(without, 0.5)) * 100).toFixed(0)} %)`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

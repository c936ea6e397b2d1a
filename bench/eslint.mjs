/**
 * What the plugin adds to a run of ESLint, a file of 1,000 lines at a time: `npm run build && node bench/eslint.mjs`. With and without it in turn, on
 * the same text, in time of the thread that lints. Goals: at most 10 ms at the 95th percentile with 10 calls, nothing that can be measured where no call
 * can be. ESLint alone stands beside it, since machines differ: its time on the same text is the measure of this one.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import promptfare from '../dist/src/eslint.js';
import { plain, typescript } from './thousand-lines.mjs';
import { at, threadTimes } from './waited.mjs';

const ROUNDS = Number(process.argv[2] ?? 60);
const WARM_UP = 10;

const root = mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
writeFileSync(join(root, 'model.ts'), "export const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';\n");
writeFileSync(join(root, 'round.ts'), 'export const round = (value: number): number => Math.round(value);\n');
const linter = new Linter({ configType: 'flat', cwd: root });
const bare = [{ files: ['**/*.ts'], languageOptions: { parser } }];
const full = [...bare, ...promptfare.configs.recommended];

const now = () => threadTimes()?.had ?? performance.now();
const lint = (config, file, text) => {
  const before = now();
  const { length } = linter.verify(text, config, { filename: join(root, file) });
  return { time: now() - before, length };
};

try {
  for (const [file, text] of [typescript, plain]) {
    const without = [];
    const added = [];
    let problems = 0;
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      // Another text each time: nothing of the last round holds.
      const changed = `${text}\n// round ${round}`;
      const first = round % 2 === 0;
      const before = first ? lint(bare, file, changed) : undefined;
      const own = lint(full, file, changed);
      const { time } = before ?? lint(bare, file, changed);
      problems = own.length;
      if (round < WARM_UP) continue;
      without.push(time);
      added.push(own.time - time);
    }
    console.log(`${file.padEnd(10)} ${problems} findings: ESLint and parser alone ${at(without, 0.5).toFixed(1)} ms; the plugin adds median ${at(added, 0.5).toFixed(2)}  p95 ${at(added, 0.95).toFixed(2)} ms (× ${(1 + at(added, 0.5) / at(without, 0.5)).toFixed(2)})`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

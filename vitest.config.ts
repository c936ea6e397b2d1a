import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst, together } from './test/order.ts';

export default defineConfig({
  test: {
    setupFiles: ['test/fuzz-seed.ts'],
    // No test is to be fast, but none may hang; on a busy machine each may take its time, and so may preparing and clearing away.
    testTimeout: process.env['PROMPTFARE_FUZZ'] === 'nightly' ? 6 * 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // By default one core is left free, which is half of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // It imports folders, which only a bundler takes.
    server: { deps: { inline: ['dt-sql-parser', 'antlr4-c3'] } },
    projects: [
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...together] } },
      { extends: true, test: { name: 'together', include: [...together], isolate: false } },
    ],
  },
});

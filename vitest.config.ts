import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/fuzz-seed.ts'],
    testTimeout: process.env['PROMPTFARE_FUZZ'] === 'nightly' ? 6 * 3_600_000 : 30_000,
    // Preparing, and clearing away, is no test: on a busy machine it may take its time.
    hookTimeout: 120_000,
    // It imports folders, which only a bundler takes.
    server: { deps: { inline: ['dt-sql-parser', 'antlr4-c3'] } },
  },
});

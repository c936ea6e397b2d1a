import { type ProcessLike, isCi } from './terminal.ts';

export interface Progress {
  update(done: number, all: number): void;
  clear(): void;
}

/** One line on standard error, on terminals only. */
export function progressOn({ stderr, env }: ProcessLike): Progress | undefined {
  if (!stderr.isTTY || isCi(env) || env['TERM'] === 'dumb') return undefined;
  let last = Date.now();
  let isShown = false;
  return {
    update(done, all) {
      const now = Date.now();
      if (now - last < 100) return;
      last = now;
      isShown = true;
      stderr.write(`\r\u001B[K${`Scanning ${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} files`.slice(0, Math.max(1, (stderr.columns ?? 80) - 1))}`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001B[K');
    },
  };
}

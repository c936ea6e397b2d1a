/** Exact counts for a run, where they are asked for. Without the flag neither network nor file is touched. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useCounts } from '../../cost/index.ts';
import { BrokenCache, CACHE_NAME, createCounter, type ExactCounter, type Learned, MissingSdk } from '../../exact/index.ts';
import { printable } from '../../core/printable.ts';
import { repositoryOf } from '../../scan/git.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { RequestShape } from '../../tokens/index.ts';
import type { ExactMode } from './flag.ts';
import type { ProcessLike } from '../terminal.ts';

export interface ExactCounts {
  readonly known: ExactCounter['known'];
  /** Counts these requests. */
  ask(requests: readonly RequestShape[]): Promise<void>;
  /** Counts what the work asks for; from then on every estimate takes the counts first. */
  learn(work: () => void): Promise<void>;
}

/** Undefined without the flag; counts of an earlier run in this process are then taken off. */
export function exactCounts(process: ProcessLike, mode: ExactMode | undefined, directory: string): ExactCounts | undefined {
  useCounts(undefined);
  if (mode === undefined) return undefined;
  const cachePath = cachePathOf(directory);
  let counter: ExactCounter;
  try {
    counter = createCounter({ mode, cachePath, env: process.env });
  } catch (error) {
    throw faultOf(error);
  }
  const ask = async (requests: readonly RequestShape[]): Promise<void> => {
    try {
      tell(process, await counter.learn(requests));
    } catch (error) {
      throw faultOf(error);
    }
  };
  return {
    known: counter.known,
    ask,
    async learn(work) {
      const asked: RequestShape[] = [];
      useCounts(request => void asked.push(request));
      work();
      await ask(asked);
      useCounts(counter.known);
    },
  };
}

/** The nearest file upwards within the repository, else one in the directory itself. */
function cachePathOf(directory: string): string {
  const boundary = repositoryOf(directory) ?? directory;
  for (let at = directory; ; at = dirname(at)) {
    const path = join(at, CACHE_NAME);
    if (existsSync(path)) return path;
    if (at === boundary || dirname(at) === at) return join(directory, CACHE_NAME);
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof BrokenCache) return new UsageError(`${CACHE_NAME} cannot be used: ${printable(error.message)}. Restore or delete it.`);
  if (error instanceof MissingSdk) return new UsageError('`--exact` needs the package `@aws-sdk/client-bedrock-runtime` beside promptfare. Install it, or use `--exact=cache`.');
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error : new UsageError(`${CACHE_NAME} cannot be written (${code}).`);
}

/** One line for all that stays an estimate. */
function tell({ stderr }: ProcessLike, { wanted, counted, refusals }: Learned): void {
  if (counted >= wanted) return;
  const reasons = [...refusals].map(([reason, count]) => (refusals.size > 1 ? `${printable(reason)} (${count})` : printable(reason)));
  stderr.write(`promptfare: ${wanted - counted} of ${wanted} exact counts could not be had and stay estimates: ${reasons.join('; ')}.\n`);
}

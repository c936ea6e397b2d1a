import { Refused } from './faults.ts';

/** How long and how often a request is tried. Milliseconds. */
export interface Patience {
  readonly attempts: number;
  /** Of one attempt. */
  readonly timeout: number;
  /** The first pause; each further one is twice as long. */
  readonly backoff: number;
}

const LONGEST_PAUSE = 20_000;

/** Tries again, after pauses that grow and differ, while the service is busy or away; the last refusal is thrown. */
export async function patiently<T>(ask: (signal: AbortSignal) => Promise<T>, { attempts, timeout, backoff }: Patience): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(AbortSignal.timeout(timeout));
    } catch (error) {
      const mayPass = error instanceof Refused && (error.kind === 'throttled' || error.kind === 'unavailable');
      if (!mayPass || attempt >= attempts) throw error;
      const pause = Math.min(LONGEST_PAUSE, backoff * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
      await new Promise(resolve => setTimeout(resolve, error.retryAfter ?? pause));
    }
  }
}

/** Runs the jobs, at most `limit` at a time. */
export async function inParallel<T>(jobs: readonly T[], limit: number, run: (job: T) => Promise<void>): Promise<void> {
  const waiting = jobs.values();
  const worker = async (): Promise<void> => {
    for (const job of waiting) await run(job);
  };
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, worker));
}

/** Exact counts: from the committed file, and, where that is asked for, from the service. */
import { findModel } from '../models/index.ts';
import { tokenizerFamilyOf, type RequestShape } from '../tokens/index.ts';
import { readCounts, writeCounts, type Counts } from './cache.ts';
import { Refused } from './faults.ts';
import { countAtMantle } from './mantle.ts';
import { countable, type CountableRequest } from './request.ts';
import { inParallel, patiently, type Patience } from './retry.ts';
import { connectRuntime, type Env, type Runtime, type SdkLoader } from './runtime.ts';

export interface ExactOptions {
  /** `cache` never uses the network. */
  readonly mode: 'service' | 'cache';
  /** Absolute. */
  readonly cachePath: string;
  readonly env: Env;
  readonly patience?: Partial<Patience>;
  readonly load?: SdkLoader;
}

/** What came of asking. */
export interface Learned {
  /** Requests that were not known before. */
  readonly wanted: number;
  readonly counted: number;
  /** Why the others were not counted, in words, and how many. */
  readonly refusals: ReadonlyMap<string, number>;
}

export interface ExactCounter {
  /** Billed input tokens of a request that has been counted; `modelId` is a canonical id. */
  known(request: RequestShape): number | undefined;
  /** Counts what is not known, and writes it to the file. Throws a MissingSdk. */
  learn(requests: readonly RequestShape[]): Promise<Learned>;
}

type Route = 'runtime' | 'mantle';
type Job = CountableRequest & { readonly model: string };

const CONCURRENCY = 4;
const PATIENCE: Patience = { attempts: 5, timeout: 15_000, backoff: 400 };

/** After so many timeouts nobody is there. */
const MOST_TIMEOUTS = 2;

/** Throws a BrokenCache where the file is none. */
export function createCounter({ mode, cachePath, env, patience, load }: ExactOptions): ExactCounter {
  const counts = readCounts(cachePath);
  return {
    known(request) {
      const wire = countable(request);
      if (typeof wire === 'string') return undefined;
      const tokens = counts.get(request.modelId)?.get(wire.key);
      return tokens === undefined ? undefined : Math.max(0, tokens - wire.placeholders);
    },
    async learn(requests) {
      const refusals = new Map<string, number>();
      const refuse = (reason: string) => void refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
      const jobs = new Map<string, Job>();
      for (const request of requests) {
        const wire = countable(request);
        if (typeof wire === 'string') refuse(wire);
        else if (!counts.get(request.modelId)?.has(wire.key)) jobs.set(`${request.modelId} ${wire.key}`, { ...wire, model: request.modelId });
      }
      const wanted = jobs.size + [...refusals.values()].reduce((sum, count) => sum + count, 0);
      if (mode === 'cache' || jobs.size === 0) {
        for (const _ of jobs) refuse('not in the file');
        return { wanted, counted: 0, refusals };
      }
      const counted = await askAll([...jobs.values()], { env, patience: { ...PATIENCE, ...patience }, load, refuse });
      for (const [model, own] of counted) counts.set(model, new Map([...(counts.get(model) ?? []), ...own]));
      if (counted.size > 0) await writeCounts(cachePath, counted);
      return { wanted, counted: [...counted.values()].reduce((sum, own) => sum + own.size, 0), refusals };
    },
  };
}

interface Asking {
  readonly env: Env;
  readonly patience: Patience;
  readonly load: SdkLoader | undefined;
  refuse(reason: string): void;
}

async function askAll(jobs: readonly Job[], { env, patience, load, refuse }: Asking): Promise<Counts> {
  const runtime = await connectRuntime(env, load);
  const counted: Counts = new Map();
  const closed = new Map<string, Refused>();
  let stopped: Refused | undefined;
  let timeouts = 0;

  async function ask(job: Job): Promise<number> {
    let last: Refused | undefined;
    // The first way is the usual one: access that is missing there is what to ask for.
    const refusedBy = (refusal: Refused) => (last = last?.kind === 'denied' && (refusal.kind === 'denied' || refusal.kind === 'unsupported') ? last : refusal);
    for (const route of routesOf(job.model)) {
      const way = `${route} ${job.model}`;
      const known = stopped ?? closed.get(way);
      if (known) refusedBy(known);
      if (stopped) break;
      if (known) continue;
      try {
        return await patiently(signal => askBy(route, job, signal, runtime, env), patience);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refusedBy(error);
        // What one way refuses, another may grant; nobody asks twice where the answer is known.
        if (error.kind === 'unsupported' || error.kind === 'denied') closed.set(way, error);
        else {
          if (error.kind === 'throttled' || error.kind === 'unavailable' || (error.kind === 'timeout' && ++timeouts >= MOST_TIMEOUTS)) stopped = error;
          break;
        }
      }
    }
    throw last ?? new Refused('unsupported', 'the model cannot be counted there');
  }

  try {
    await inParallel(jobs, CONCURRENCY, async job => {
      try {
        const tokens = await ask(job);
        counted.set(job.model, (counted.get(job.model) ?? new Map<string, number>()).set(job.key, tokens));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refuse(error.kind === 'unsupported' ? `\`${job.model}\` has no CountTokens` : error.message);
      }
    });
  } finally {
    runtime.close();
  }
  return counted;
}

/** Claude from 4.7 on is counted by bedrock-mantle alone, Claude before it by bedrock-runtime; cards do not say it of all, so the other way is tried too. */
function routesOf(model: string): Route[] {
  const family = tokenizerFamilyOf(model);
  if (family === 'claude-v4.7') return ['mantle', 'runtime'];
  return family === 'claude-v3' ? ['runtime', 'mantle'] : ['runtime'];
}

function askBy(route: Route, { model, messages }: Job, signal: AbortSignal, runtime: Runtime, env: Env): Promise<number> {
  if (route === 'runtime') return runtime.count(model, messages, signal);
  return countAtMantle(findModel(model)?.aliases[0] ?? model, messages, signal, { env, who: runtime });
}

export { CACHE_NAME, readCounts, type Counts } from './cache.ts';
export { createCounter, type ExactCounter, type ExactOptions, type Learned } from './counter.ts';
export { BrokenCache, MissingSdk } from './faults.ts';

/** Measures what one thread does on a machine that others use, too. */
import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';

/** Milliseconds for which the main thread of a process has waited for a processor so far; 0 where the system does not say. */
export const waited = (pid = 'self') => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
};

/** Starts; when called, gives the milliseconds since then in which the main thread of this process did not wait for a processor. */
export const stopwatch = () => {
  const before = waited();
  const start = performance.now();
  return () => {
    const time = performance.now() - start;
    // What is so short has hardly been interrupted, and asking takes time itself.
    return time < 0.5 ? time : Math.max(0, time - (waited() - before));
  };
};

/** The value that so large a share of the values does not exceed. */
export const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Tells how much of some work the garbage collector took: `during` marks the work, `taken` gives the milliseconds since it was asked last. */
export const createCollections = () => {
  const spans = [];
  let entries = [];
  new PerformanceObserver(list => entries.push(...list.getEntries())).observe({ entryTypes: ['gc'] });
  return {
    during(work) {
      const start = performance.now();
      try {
        return work();
      } finally {
        spans.push([start, performance.now()]);
      }
    },
    async taken() {
      // Node tells of collections when the work has ended.
      await new Promise(resolve => setImmediate(resolve));
      await new Promise(resolve => setImmediate(resolve));
      const sum = entries.reduce((all, { startTime, duration }) => all + spans.reduce((part, [start, end]) => part + Math.max(0, Math.min(end, startTime + duration) - Math.max(start, startTime)), 0), 0);
      entries = [];
      spans.length = 0;
      return sum;
    },
  };
};

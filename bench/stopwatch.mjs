/** Measures what one thread does on a machine that others use, too. */
import { readFileSync } from 'node:fs';

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

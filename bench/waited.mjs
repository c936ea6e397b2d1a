/** What other processes take from a measurement on Linux, so that a busy machine does not make it longer. */
import { readFileSync } from 'node:fs';

/** Milliseconds that the main thread of a process has had a processor, and has waited for one. Undefined where the system does not say. */
export const threadTimes = (pid = 'self') => {
  try {
    const [had, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return { had: Number(had) / 1e6, waited: Number(waited) / 1e6 };
  } catch {
    return undefined;
  }
};

/** The value that so large a share of the values does not exceed. */
export const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

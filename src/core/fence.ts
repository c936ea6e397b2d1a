/**
 * A file may end the process that works on it, or keep it for ever: no handler outlives the end of a stack in native code, or of the memory. Where something watches over
 * the process (`--isolate`), it is told which file is worked on, and keeps one that did harm from being looked at again. Nothing is told, and nothing kept, otherwise.
 */
export interface Fence {
  /** Work on this file begins or goes on; undefined: on none. */
  readonly at: (path: string | undefined) => void;
  /** Files that are not to be looked at, with the reason. */
  readonly closed: ReadonlyMap<string, string>;
}

let fence: Fence | undefined;
let current: string | undefined;
const none: ReadonlyMap<string, string> = new Map();

/** Holds for all that the process does from now on. */
export function putUpFence(next: Fence): void {
  fence = next;
}

/** Files that are not looked at, with the reason. */
export function closedFiles(): ReadonlyMap<string, string> {
  return fence?.closed ?? none;
}

/** Work on a file, which may lead to work on others; an error where the file is not to be looked at. */
export function fenced<T>(path: string, work: () => T): T | { readonly error: string } {
  if (!fence) return work();
  const reason = fence.closed.get(path);
  if (reason !== undefined) return { error: reason };
  return during(path, work);
}

/** The same for what is made of a file that was looked at. */
export function during<T>(path: string, work: () => T): T {
  if (!fence) return work();
  const outer = current;
  fence.at((current = path));
  try {
    return work();
  } finally {
    fence.at((current = outer));
  }
}

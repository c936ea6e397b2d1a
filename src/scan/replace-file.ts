/** Puts a new text in the place of a file: wholly or not at all, whatever ends the process meanwhile. */
import { chmodSync, chownSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPORARY = /^\.promptfare-(\d+)(?:-\d+)?\.tmp$/;

/** A text that lies ready beside the file whose place it is to take. */
export interface Replacement {
  /** Takes the place; throws where the system refuses, and the file is then as it was. */
  put(): void;
  /** Leaves nothing behind of what was not put. */
  discard(): void;
}

/** Those of this process that are neither put nor discarded. */
const waiting = new Set<string>();
let count = 0;

/** `path` is no link; its mode and owner stay. Throws where the text could not be written, and nothing then lies beside the file. */
export function replacementOf(path: string, text: string): Replacement {
  const directory = dirname(path);
  const temporary = join(directory, `.promptfare-${process.pid}-${count++}.tmp`);
  const { mode, uid, gid } = statSync(path);
  const discard = (): void => {
    waiting.delete(temporary);
    rmSync(temporary, { force: true });
  };
  sweep(directory);
  const descriptor = openSync(temporary, 'wx', 0o600);
  waiting.add(temporary);
  try {
    // A disk that is almost full takes a part of the text and does not fail: this goes on until all of it is there.
    writeFileSync(descriptor, text);
    own(temporary, uid, gid);
    chmodSync(temporary, mode & 0o7777);
    fsyncSync(descriptor);
  } catch (error) {
    discard();
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return {
    put() {
      renameSync(temporary, path);
      waiting.delete(temporary);
    },
    discard,
  };
}

/** Only root may give a file away: for others it is theirs, as with every editor. */
function own(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Theirs.
  }
}

/** What runs that were killed have left behind here. */
function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    const found = TEMPORARY.exec(name);
    if (!found) continue;
    const [pid, path] = [Number(found[1]), join(directory, name)];
    if (pid === process.pid ? !waiting.has(path) : !isAlive(pid)) rmSync(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

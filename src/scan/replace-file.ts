/** Puts a new text in the place of a file: wholly or not at all, whatever ends the process meanwhile. */
import { chmodSync, chownSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPORARY = /^\.promptfare-(\d+)\.tmp$/;

/** `path` is no link; its mode and owner stay. Throws where it could not be done, and the file is then as it was. */
export function replaceFile(path: string, text: string): void {
  const directory = dirname(path);
  const temporary = join(directory, `.promptfare-${process.pid}.tmp`);
  const { mode, uid, gid } = statSync(path);
  sweep(directory);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(temporary, 'wx', 0o600);
    // A disk that is almost full takes a part of the text and does not fail: this goes on until all of it is there.
    writeFileSync(descriptor, text);
    own(temporary, uid, gid);
    chmodSync(temporary, mode & 0o7777);
    fsyncSync(descriptor);
    closeSync(descriptor);
    descriptor = undefined;
    renameSync(temporary, path);
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    rmSync(temporary, { force: true });
    throw error;
  }
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
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)))) rmSync(join(directory, name), { force: true });
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

/** One kept text on the disk, whole or not at all. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const largest = 1 << 28;

/** What was written there; undefined where there is nothing, or not all of it. */
export function readKept(path: string): unknown {
  try {
    if (statSync(path).size > largest) return undefined;
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return end > 0 && text.slice(0, end) === checksum(body) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

/** The reason where it could not be written. A reader sees the old text or the new one: runs do not wait for each other. */
export function writeKept(path: string, value: unknown): string | undefined {
  const writeFileAtomic = require('write-file-atomic') as typeof import('write-file-atomic');
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const body = JSON.stringify(value);
    writeFileAtomic.sync(path, `${checksum(body)}\n${body}`, { mode: 0o600, fsync: false });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

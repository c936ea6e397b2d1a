import { readFileSync, statSync } from 'node:fs';
import { BrokenCache } from './faults.ts';

/** Name of the file that holds counts of the service, to be committed. It holds hashes, no text. */
export const CACHE_NAME = 'promptfare.counts.json';

/** Tokens by model id and by hash of the request. */
export type Counts = Map<string, Map<string, number>>;

const MAX_SIZE = 64 << 20;

/** The counts in a file; none where there is no file. Throws a BrokenCache where it is something else. */
export function readCounts(path: string): Counts {
  let text: string;
  try {
    if (statSync(path).size > MAX_SIZE) throw new BrokenCache('it is larger than 64 MiB');
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof BrokenCache) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Map();
    throw new BrokenCache(`it cannot be read (${code})`);
  }
  return countsIn(parsed(text));
}

/** Writes the counts, with those that another run has written since; a line each, in order, so that changes merge. */
export async function writeCounts(path: string, counts: Counts): Promise<void> {
  const merged = readCounts(path);
  for (const [model, own] of counts) merged.set(model, new Map([...(merged.get(model) ?? []), ...own]));
  const sorted = [...merged].toSorted(byKey).map(([model, own]) => [model, Object.fromEntries([...own].toSorted(byKey))]);
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, `${JSON.stringify({ version: 1, counts: Object.fromEntries(sorted) }, null, 2)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenCache('it is no JSON');
  }
}

function countsIn(value: unknown): Counts {
  const { version, counts } = entriesOf(value, 'it');
  if (version !== 1) throw new BrokenCache('its `version` is not 1');
  return new Map(
    Object.entries(entriesOf(counts, '`counts`')).map(([model, own]) => {
      const byHash = new Map<string, number>();
      for (const [hash, tokens] of Object.entries(entriesOf(own, `\`${model}\``))) {
        if (!/^[0-9a-f]{64}$/.test(hash) || !Number.isSafeInteger(tokens) || (tokens as number) < 0) throw new BrokenCache(`\`${model}\` has an entry that is no count`);
        byHash.set(hash, tokens as number);
      }
      return [model, byHash];
    }),
  );
}

function entriesOf(value: unknown, name: string): { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BrokenCache(`${name} is no object`);
  return value as { [key: string]: unknown };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

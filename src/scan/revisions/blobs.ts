/** Contents of files from git's object store, read in batches: nothing is checked out. */
import { git } from '../git.ts';
import { UsageError } from '../usage-error.ts';

export interface Blobs {
  /** Reads those that are not known yet, all at once. */
  prefetch(ids: Iterable<string>): void;
  /** The bytes of one, or why there are none. Kept for the next reader. */
  read(id: string): Buffer | { readonly refused: string };
  /** Hands out each of them once, and keeps them as long as there is room. */
  each(ids: readonly string[], visit: (id: string, bytes: Buffer) => void): void;
}

/** Bytes of one batch: a process holds no more than this at a time. */
const batchSize = 64 << 20;

/** Bytes that are kept of what was handed out: to read a file again costs a process. */
const keptSize = 128 << 20;

/** `maxFileSize` in bytes: larger ones are refused without being read. */
export function createBlobs(repository: string, maxFileSize: number): Blobs {
  const known = new Map<string, Buffer | { refused: string }>();
  let kept = 0;

  function load(ids: readonly string[], keep: (id: string, bytes: Buffer | { refused: string }) => void): void {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    let batch: string[] = [];
    let size = 0;
    const flush = (): void => {
      for (const [id, bytes] of contents(repository, batch)) keep(id, bytes);
      [batch, size] = [[], 0];
    };
    for (const [id, bytes] of sizes(repository, wanted)) {
      if (bytes === undefined) throw new UsageError(`Git has no object ${id.slice(0, 12)}: this clone is partial or damaged. Fetch it whole, then run promptfare again.`);
      if (bytes > maxFileSize) {
        keep(id, { refused: 'too large' });
        continue;
      }
      if (size + bytes > batchSize) flush();
      batch.push(id);
      size += bytes;
    }
    flush();
  }

  return {
    prefetch(ids) {
      load([...ids].filter(id => !known.has(id)), (id, bytes) => known.set(id, bytes));
    },
    read(id) {
      if (!known.has(id)) load([id], (_, bytes) => known.set(id, bytes));
      return known.get(id)!;
    },
    each(ids, visit) {
      for (const id of new Set(ids)) {
        const bytes = known.get(id);
        if (Buffer.isBuffer(bytes)) visit(id, bytes);
      }
      load(ids.filter(id => !known.has(id)), (id, bytes) => {
        if (!Buffer.isBuffer(bytes)) return void known.set(id, bytes);
        if ((kept += bytes.length) <= keptSize) known.set(id, bytes);
        visit(id, bytes);
      });
    },
  };
}

function sizes(repository: string, ids: readonly string[]): [string, number | undefined][] {
  const output = git(repository, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input: `${ids.join('\n')}\n` });
  if ('problem' in output) throw new UsageError(`Git cannot read its objects (${output.problem}). Run \`git fsck\`.`);
  return output.bytes.toString('latin1').trimEnd().split('\n').map(line => {
    const [id = '', size] = line.split(' ');
    return [id, size === 'missing' ? undefined : Number(size)];
  });
}

/** `<id> <type> <size>\n<bytes>\n`, one after the other. */
function contents(repository: string, ids: readonly string[]): [string, Buffer][] {
  if (ids.length === 0) return [];
  const output = git(repository, ['cat-file', '--batch'], { input: `${ids.join('\n')}\n` });
  if ('problem' in output) throw new UsageError(`Git cannot read its objects (${output.problem}). Run \`git fsck\`.`);
  const { bytes } = output;
  const found: [string, Buffer][] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const [id = '', , size] = bytes.toString('latin1', at, end).split(' ');
    const start = end + 1;
    found.push([id, bytes.subarray(start, start + Number(size))]);
    at = start + Number(size) + 1;
  }
  return found;
}

/** One run of `promptfare merge`. */
import { z } from 'zod';
import { printable } from '../../core/printable.ts';
import type { Part } from '../../scan/shards/joined.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { jsonOf } from '../json-file.ts';
import type { ScanFlags } from '../scan/flags.ts';
import { runScan } from '../scan/run.ts';
import type { ProcessLike } from '../terminal.ts';

const at = z.object({ path: z.string() });
const count = z.number().int().min(0);
const partSchema = z.object({
  version: z.literal(1),
  tool: z.object({ name: z.literal('promptfare'), version: z.string() }),
  shard: z.object({ index: count.min(1), of: count.min(1).max(1000) }),
  digest: z.string(),
  paths: z.array(z.string()),
  files: z.object({ scanned: count, analyzed: count, skipped: z.array(at.extend({ reason: z.string() })), failed: z.array(at.extend({ message: z.string() })) }),
  kept: z.array(z.string()),
  prompts: z.array(z.string()),
  notes: z.array(at.extend({ message: z.string() })),
});

export async function runMerge(process: ProcessLike, files: readonly string[], flags: ScanFlags): Promise<number> {
  const parts = files.map((file): Part => jsonOf(process, file, partSchema, 'part of a scan')).toSorted((a, b) => a.shard.index - b.shard.index);
  const [first] = parts;
  const { of } = first!.shard;
  if (parts.some(({ shard, digest }) => shard.of !== of || digest !== first!.digest)) throw new UsageError('The parts are of different scans. Make all of them in one checkout, with the same flags and version.');
  const indexes = parts.map(({ shard }) => shard.index);
  const missing = Array.from({ length: of }, (_, index) => index + 1).find(index => !indexes.includes(index));
  if (missing !== undefined) throw new UsageError(`Part ${missing} of ${of} is missing. Name the files of all parts, as in \`promptfare merge part-*.json\`.`);
  const double = indexes.find((index, place) => indexes.indexOf(index) !== place);
  if (double !== undefined) throw new UsageError(`Part ${double} of ${of} is named twice, or there are two of it. Name one: ${files.map(file => `\`${printable(file)}\``).join(', ')}.`);
  return runScan(process, first!.paths, { ...flags, parts });
}

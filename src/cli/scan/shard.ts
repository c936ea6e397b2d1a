/** `--shard`, and a run that its parts come together in. */
import { type ScanOptions, planOf, prepared } from '../../scan/scan.ts';
import type { Part, Shard } from '../../scan/shards/joined.ts';
import { digestOf, partOf } from '../../scan/shards/part.ts';
import { UsageError } from '../../scan/usage-error.ts';

/** What one part of a run found out, as JSON. `paths` are as the user gave them. */
export async function partText(options: ScanOptions, shard: Shard, paths: readonly string[]): Promise<string> {
  const ready = await prepared({ ...options, plan: planOf(options) });
  return `${JSON.stringify(partOf({ ...ready, plan: ready.plan! }, shard, paths), undefined, 2)}\n`;
}

/** The options of the run that the parts are of. Throws a UsageError where they are of another. */
export async function withParts(options: ScanOptions, parts: readonly Part[]): Promise<ScanOptions> {
  const plan = planOf(options);
  if (parts.some(({ digest }) => digest !== digestOf({ ...options, plan }))) throw new UsageError('The parts are of other files, another configuration or version than are here. Run `promptfare merge` in the same checkout, with the same flags.');
  return { ...(await prepared({ ...options, plan })), parts };
}

/** Two usage files as one. */
import type { UsageEntry, UsageFile } from './schema.ts';

type Entries = UsageFile['calls'];

/** What the first says holds; the second fills in what it does not speak of. */
export function mergedUsage(first: UsageFile, second: UsageFile): UsageFile {
  return { ...first, calls: mergedEntries(first.calls, second.calls), files: mergedEntries(first.files, second.files), models: mergedEntries(first.models, second.models) };
}

function mergedEntries(first: Entries = {}, second: Entries = {}): NonNullable<Entries> {
  // In the order of the first: of globs, later ones win.
  const ids = new Set([...Object.keys(second).filter(id => !Object.hasOwn(first, id)), ...Object.keys(first)]);
  return Object.fromEntries([...ids].map(id => [id, withDefaults(first[id], second[id])]));
}

function withDefaults(entry: UsageEntry | null | undefined, more: UsageEntry | null | undefined): UsageEntry {
  return { ...more, ...Object.fromEntries(Object.entries(entry ?? {}).filter(([, value]) => value !== null)) };
}

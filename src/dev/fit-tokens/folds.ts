import type { Recorded } from './recorded.ts';

/** A shorter text may come by chance: `Hello`. */
const TELLING = 40;

/**
 * The fold of each record. What shares a text or a recording stays together, so that no fold is tested on what the
 * others were fitted to; the largest groups are dealt first, each to the smallest fold.
 */
export function foldsOf(records: readonly Recorded[], folds: number): number[] {
  const parent = records.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const first = new Map<string, number>();
  records.forEach((record, index) => {
    for (const key of keysOf(record)) {
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      else parent[rootOf(index)] = rootOf(other);
    }
  });
  const groups = new Map<number, number[]>();
  for (const index of records.keys()) (groups.get(rootOf(index)) ?? groups.set(rootOf(index), []).get(rootOf(index))!).push(index);
  const sizes = new Float64Array(folds);
  const foldOf = new Map<number, number>();
  for (const [root, members] of [...groups].toSorted(([a, x], [b, y]) => y.length - x.length || a - b)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold]! += members.length;
    foldOf.set(root, fold);
  }
  return records.map((_, index) => foldOf.get(rootOf(index))!);
}

function keysOf({ source, content, request }: Recorded): string[] {
  const texts = [content?.text ?? '', ...(request?.system ?? []), ...(request?.messages ?? []).flatMap(({ parts }) => parts.map((part) => (part.type === 'tool-use' ? JSON.stringify(part.input) : part.text)))];
  // A long document was recorded in pieces: `udhr#ben-0`, `udhr#ben-1`.
  return [`file ${source.replace(/(#\w+)-\d+$/, '$1')}`, ...texts.filter((text) => text.length >= TELLING)];
}

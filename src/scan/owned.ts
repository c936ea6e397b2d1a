/** Prompts that code reads are the code's: the file that holds them lists them no second time. */
import type { Call } from '../core/call.ts';
import { isLiteral } from '../core/call.ts';
import type { Range } from '../core/source.ts';
import { type Inspection, isDataFile } from '../inspect.ts';

type Entry = readonly [path: string, inspection: Inspection];

/** Without those calls of data files whose text stands in a call of another file. */
export function unowned(entries: readonly Entry[]): Entry[] {
  const files = new Set(entries.flatMap(([path, { calls }]) => (calls.length > 0 && isDataFile(path) ? [path] : [])));
  if (files.size === 0) return [...entries];
  const taken = new Map<string, Range[]>();
  for (const [path, { calls }] of entries) {
    for (const piece of calls.flatMap(textsIn)) {
      if (piece.path !== path && files.has(piece.path)) taken.set(piece.path, [...(taken.get(piece.path) ?? []), piece.range]);
    }
  }
  return entries.map(([path, inspection]) => {
    const ranges = taken.get(path);
    if (!ranges) return [path, inspection];
    const isTaken = (call: Call): boolean => textsIn(call).some(({ path: own, range }) => own === path && ranges.some(other => range[0] < other[1] && other[0] < range[1]));
    return [path, { ...inspection, calls: inspection.calls.filter(call => !isTaken(call)) }];
  });
}

function textsIn({ prompts }: Call) {
  return prompts.flatMap(({ text }) => text.pieces.filter(isLiteral));
}

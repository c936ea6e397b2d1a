/** Prompts that code sends are the code's: where they stand lists them no second time. */
import type { Call } from '../core/call.ts';
import { isLiteral } from '../core/call.ts';
import type { Range } from '../core/source.ts';
import { type Inspection, isDataFile } from '../inspect.ts';

/** Where texts of calls stand, by file. */
export class Texts {
  private readonly ranges = new Map<string, Range[]>();

  add({ prompts }: Call, isWanted: (path: string) => boolean = () => true): void {
    for (const { path, range } of prompts.flatMap(({ text }) => text.pieces.filter(isLiteral))) {
      if (!isWanted(path)) continue;
      const ranges = this.ranges.get(path);
      if (ranges) ranges.push(range);
      else this.ranges.set(path, [range]);
    }
  }

  /** Does text of this call, in its own file, stand here already? */
  hold(call: Call): boolean {
    return this.heldOf(call).includes(true);
  }

  /** Does all of it? Prompts that begin with the same text are several. */
  holdAll(call: Call): boolean {
    const held = this.heldOf(call);
    return held.length > 0 && !held.includes(false);
  }

  private heldOf({ path, prompts }: Call): boolean[] {
    const taken = this.ranges.get(path) ?? [];
    return prompts.flatMap(({ text }) => text.pieces.flatMap(piece => (isLiteral(piece) && piece.path === path ? [taken.some(other => piece.range[0] < other[1] && other[0] < piece.range[1])] : [])));
  }
}

type Entry = readonly [path: string, inspection: Inspection];

/** Without those calls of data files whose text stands in a call of another file. */
export function unowned(entries: readonly Entry[]): Entry[] {
  const files = new Set(entries.flatMap(([path, { calls }]) => (calls.length > 0 && isDataFile(path) ? [path] : [])));
  if (files.size === 0) return [...entries];
  const taken = new Texts();
  for (const [path, { calls }] of entries) for (const call of calls) taken.add(call, other => other !== path && files.has(other));
  return entries.map(([path, inspection]) => (files.has(path) ? [path, { ...inspection, calls: inspection.calls.filter(call => !taken.hold(call)) }] : [path, inspection]));
}

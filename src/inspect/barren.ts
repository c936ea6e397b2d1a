/** Functions that lead to no request, whoever calls them. */
import type { Fn } from '../core/ir.ts';

/** Known by their places: modules come and go where a project does not fit into memory. */
export class Barren {
  private readonly levels = new Map<string, number>();
  private readonly generation: () => number;
  private asOf = 0;

  /** `generation` changes where what was found out before may no longer hold. */
  constructor(generation: () => number) {
    this.generation = generation;
  }

  /** How many calls deep a function is known to lead to no request: -1 where nothing is known, Infinity where it leads to none at all. */
  to(fn: Fn): number {
    return this.current().get(keyOf(fn)) ?? -1;
  }

  note(fn: Fn, levels: number): void {
    this.current().set(keyOf(fn), levels);
  }

  private current(): Map<string, number> {
    const now = this.generation();
    if (now !== this.asOf) this.levels.clear();
    this.asOf = now;
    return this.levels;
  }
}

function keyOf({ module, range }: Fn): string {
  return `${range[0]}-${range[1]} ${module.path}`;
}

/** The files that an inspector has read, those lately asked for: a large project does not fit into memory as trees. */
import type { Module } from '../core/ir.ts';

/** Characters of source; a tree takes some forty bytes for each. */
const mostCharacters = 4 << 20;
/** What no text stands for: a file that cannot be read, names that several files give together. */
const least = 200;

/** Modules by path in a map, which may be shared; undefined for files that have none. */
export class Modules {
  private readonly known: Map<string, Module | undefined>;
  private characters = 0;

  constructor(known: Map<string, Module | undefined>) {
    this.known = known;
    for (const module of known.values()) this.characters += sizeOf(module);
  }

  has(path: string): boolean {
    return this.known.has(path);
  }

  get(path: string): Module | undefined {
    const module = this.known.get(path);
    // The map is in order of last use.
    if (module && this.characters > mostCharacters / 2) {
      this.known.delete(path);
      this.known.set(path, module);
    }
    return module;
  }

  set(path: string, module: Module | undefined): void {
    if (this.known.has(path)) this.characters -= sizeOf(this.known.get(path));
    this.characters += sizeOf(module);
    this.known.set(path, module);
  }

  /** Drops those not asked for lately, where they are too many. Between questions only: within one, a file is one module. */
  trim(): void {
    for (const [path, module] of this.known) {
      if (this.characters <= mostCharacters) return;
      this.known.delete(path);
      this.characters -= sizeOf(module);
    }
  }
}

function sizeOf(module: Module | undefined): number {
  return Math.max(module?.text.length ?? 0, least);
}

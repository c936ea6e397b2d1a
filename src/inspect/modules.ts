/** The files that an inspector has read, those lately asked for: a large project does not fit into memory as trees. */
import { getHeapStatistics } from 'node:v8';
import type { Module } from '../core/ir.ts';

/** Bytes that a tree takes for each character of its source. */
const bytesPerCharacter = 40;
/** Characters of source. Where not all modules that are asked for fit, they are read again and again: a third of what the process may use is theirs, and no more than the largest projects need. */
const mostCharacters = Math.min(16 << 20, Math.max(2 << 20, getHeapStatistics().heap_size_limit / 3 / bytesPerCharacter));
/** What no text stands for: a file that cannot be read, names that several files give together. */
const least = 200;

/** Modules by path in a map, which may be shared; undefined for files that have none. */
export class Modules {
  private readonly known: Map<string, Module | undefined>;
  private readonly most: number;
  private characters = 0;
  /** Grows when modules are dropped to make room. */
  trimmed = 0;
  /** Grows when a module is forgotten, or another takes its place: what was found out with that speaks of functions that are no longer those of its file. */
  replaced = 0;

  /** `most`: characters of source. */
  constructor(known: Map<string, Module | undefined>, most = mostCharacters) {
    this.known = known;
    this.most = most;
    for (const module of known.values()) this.characters += sizeOf(module);
  }

  has(path: string): boolean {
    return this.known.has(path);
  }

  /** Is this what stands for the path now? No use of it. */
  is(path: string, module: Module | undefined): boolean {
    return this.known.get(path) === module;
  }

  get(path: string): Module | undefined {
    const module = this.known.get(path);
    // The map is in order of last use.
    if (module && this.characters > this.most / 2) {
      this.known.delete(path);
      this.known.set(path, module);
    }
    return module;
  }

  set(path: string, module: Module | undefined): void {
    if (this.known.has(path)) {
      this.characters -= sizeOf(this.known.get(path));
      if (this.known.get(path) !== module) this.replaced++;
    }
    this.characters += sizeOf(module);
    this.known.set(path, module);
  }

  /** Also of a path that is not kept any more something may have been found out. */
  delete(path: string): void {
    this.replaced++;
    if (!this.known.has(path)) return;
    this.characters -= sizeOf(this.known.get(path));
    this.known.delete(path);
  }

  /** Drops half of them, those not asked for lately, where they are too many. Between questions only: within one, a file is one module. */
  trim(): void {
    if (this.characters <= this.most) return;
    this.trimmed++;
    for (const [path, module] of this.known) {
      if (this.characters <= this.most / 2) return;
      this.known.delete(path);
      this.characters -= sizeOf(module);
    }
  }
}

function sizeOf(module: Module | undefined): number {
  return Math.max(module?.text.length ?? 0, least);
}

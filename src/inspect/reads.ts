/** What was read of a project's modules, so that one can tell whether what was made of it still holds. */
import type { Module } from '../core/ir.ts';
import type { Files } from '../resolve/engine.ts';
import type { Modules } from './modules.ts';

export class Reads {
  private readonly kept: Modules;
  private readonly modules = new Map<string, Module | undefined>();
  /** None of them had been replaced when so many modules had been. */
  private asOf: number;

  constructor(kept: Modules) {
    this.kept = kept;
    this.asOf = kept.replaced;
  }

  /** The same files, whose modules are noted as they are read. */
  of(files: Files): Files {
    return { ...files, module: path => this.noted(path, files.module(path)), data: path => this.noted(path, files.data(path)) };
  }

  /** `found`, which was made of the module at the path. */
  noted<T>(path: string, found: T): T {
    if (!this.modules.has(path)) this.modules.set(path, this.kept.get(path));
    return found;
  }

  /** Would the same modules be read again? */
  hold(): boolean {
    if (this.asOf === this.kept.replaced) return true;
    for (const [path, module] of this.modules) if (!this.kept.is(path, module)) return false;
    this.asOf = this.kept.replaced;
    return true;
  }
}

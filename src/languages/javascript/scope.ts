import type { Binding, Expr, Fn } from '../../core/ir.ts';
import type { Draft } from '../draft.ts';

/** Names of one function, block, class or catch clause. */
export class Scope {
  readonly names = new Map<string, Binding>();
  readonly parent: Scope | undefined;
  readonly fn: Fn;
  /** `var` and sloppy functions stop here. */
  readonly holdsVars: boolean;
  /** Where hoisted functions begin to exist. */
  readonly start: number;

  constructor(parent: Scope | undefined, fn: Fn, holdsVars: boolean, start: number) {
    this.parent = parent;
    this.fn = fn;
    this.holdsVars = holdsVars;
    this.start = start;
  }

  declare(name: string, type?: Expr): Binding {
    const known = this.names.get(name);
    if (known) {
      if (type && !known.type) (known as Draft<Binding>).type = type;
      return known;
    }
    const binding: Binding = { name, fn: this.fn, defs: [], type };
    this.names.set(name, binding);
    return binding;
  }

  /** The scope that a `var` here belongs to. */
  get forVars(): Scope {
    return this.holdsVars || !this.parent ? this : this.parent.forVars;
  }

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }
}

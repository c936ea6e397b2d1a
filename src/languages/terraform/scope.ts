/** What an HCL file is lowered into while it is read: names, calls, places. */
import type { Binding, CallExpr, Def, Expr, Fn, Module, NameExpr, Place } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';

/** Asks the directory: its files share one scope. */
export const DIRECTORY = '.';

export class Scope {
  readonly fn: Fn;
  readonly calls: CallExpr[] = [];
  /** What the file declares, by address. */
  readonly declared = new Map<string, Expr>();
  private readonly bindings = new Map<string, Binding>();
  private readonly uses = new Map<string, Range>();
  /** Names of `for` expressions around, innermost last. */
  private readonly loops: Binding[] = [];

  constructor(module: Module) {
    this.fn = module.functions[0]!;
  }

  place(offset: number): Place {
    return { fn: this.fn, offset, arms: [] };
  }

  /** What the file declares under an address: `var.model_id`, `local.x`, `aws_lambda_function.api`. */
  declare(name: string, value: Expr): void {
    this.declared.set(name, value);
    this.binding(name).defs.push({ kind: 'assign', value, at: this.place(value.range[0]), range: value.range });
  }

  /** A use of an address; where this file does not declare it, the directory may. */
  reference(name: string, range: Range): NameExpr {
    if (!this.uses.has(name)) this.uses.set(name, range);
    return { kind: 'name', name, range, binding: this.binding(name), at: this.place(range[0]) };
  }

  /** A name of the language, or one that a `for` around binds. */
  name(name: string, range: Range): NameExpr {
    const binding = this.loops.findLast(loop => loop.name === name);
    return { kind: 'name', name, range, ...(binding && { binding }), at: this.place(range[0]) };
  }

  isLoopName(name: string): boolean {
    return this.loops.some(loop => loop.name === name);
  }

  /** Reads with the names of a `for` bound. */
  within<T>(names: readonly { readonly name: string; readonly of: Expr; readonly keys: boolean }[], read: () => T): T {
    const bound = names.map(({ name, of, keys }): Binding => ({ name, fn: this.fn, defs: [{ kind: 'item', of, keys, at: this.place(of.range[0]), range: of.range }] }));
    this.loops.push(...bound);
    const value = read();
    this.loops.length -= bound.length;
    return value;
  }

  private binding(name: string): Binding {
    let found = this.bindings.get(name);
    if (!found) this.bindings.set(name, (found = { name, fn: this.fn, defs: [] }));
    return found;
  }

  /** Once the file is read: what it only uses comes from its neighbours. A variable may be set from outside of the directory. */
  close(): void {
    for (const binding of this.bindings.values()) {
      const isVariable = binding.name.startsWith('var.');
      if (binding.defs.length > 0 && !isVariable) continue;
      const fromDirectory: Def = { kind: 'import', specifier: DIRECTORY, name: binding.name, at: this.place(0), range: this.uses.get(binding.name) ?? binding.defs[0]?.range ?? [0, 0] };
      binding.defs.splice(0, binding.defs.length, fromDirectory);
    }
  }
}

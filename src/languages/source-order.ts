import type { Binding, Class, Def, Module, NameExpr } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Draft } from './draft.ts';

/** A change made through a name, whose binding was not known yet. */
export interface Change {
  readonly name: NameExpr;
  readonly def: Def;
}

/** Gives bindings the changes made through their names, and puts everything in the order of the source; `disordered` are bindings that want it for other reasons. */
export function inSourceOrder(module: Draft<Module>, changes: readonly Change[], disordered: Iterable<Binding> = []): void {
  const bindings = new Set(disordered);
  for (const { name, def } of changes) {
    if (!name.binding) continue;
    name.binding.defs.push(def);
    bindings.add(name.binding);
  }
  for (const { defs } of bindings) defs.sort((a, b) => a.at.offset - b.at.offset);
  module.calls.sort(bySpan);
  module.functions.sort((a, b) => Number(b.kind === 'module') - Number(a.kind === 'module') || bySpan(a, b));
  module.classes.sort(bySpan);
  for (const { writes } of module.classes as Class[]) writes.sort((a, b) => a.at.offset - b.at.offset);
}

/** What starts first, and contains the other, comes first. */
function bySpan(a: { readonly range: Range }, b: { readonly range: Range }): number {
  return a.range[0] - b.range[0] || b.range[1] - a.range[1];
}

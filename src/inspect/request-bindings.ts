/** The names that a request is made of. */
import type { Binding, CallExpr, Def, Expr, Fn } from '../core/ir.ts';
import { namesIn } from '../core/walk.ts';

/** Steps back from a request before the rest counts as not its own. */
const patience = 40;

/** The names of the request, and those that the values of its local names are made of; those of `outer` are local to a callback of it, too. */
export function requestBindings(call: CallExpr, outer?: Fn): Binding[] {
  return [...madeOf(call, def => (def.kind === 'assign' ? [def.value] : []), outer).bindings];
}

/** The expressions and names that a request is made of, itself first; `values`: what a definition of a name puts into it. */
export function madeOf(call: CallExpr, values: (def: Def) => readonly Expr[], outer?: Fn): { readonly exprs: readonly Expr[]; readonly bindings: ReadonlySet<Binding> } {
  const bindings = new Set<Binding>();
  const exprs: Expr[] = [...call.args.map(arg => arg.value), ...(call.callee.kind === 'member' ? [call.callee.object] : [])];
  for (let index = 0; index < exprs.length && index < patience; index++) {
    for (const { binding, at } of namesIn(exprs[index]!)) {
      if (!binding || bindings.has(binding) || (binding.fn !== at.fn && binding.fn !== outer)) continue;
      bindings.add(binding);
      for (const def of binding.defs) exprs.push(...values(def));
    }
  }
  return { exprs, bindings };
}

/** Which calls of a module call which of its functions, as far as its calls were looked at. */
import type { CallExpr, Fn, Module } from '../core/ir.ts';

export class Callers {
  private readonly byFn = new Map<Fn, CallExpr[]>();
  private readonly orders = new Map<Module, ReadonlyMap<CallExpr, number>>();
  /** Lists that were given away, in order: they stay as they are. */
  private readonly given = new Set<CallExpr[]>();

  /** A call was found to call these functions. Those of other modules are no callers in sight: who else calls them is not known. */
  add(call: CallExpr, functions: readonly { readonly fn: Fn }[]): void {
    for (const fn of new Set(functions.map(callee => callee.fn))) {
      if (fn.module !== call.at.fn.module) continue;
      const calls = this.byFn.get(fn);
      if (calls && !this.given.has(calls)) calls.push(call);
      else this.byFn.set(fn, [...(calls ?? []), call]);
    }
  }

  /** In source order. */
  of(fn: Fn): readonly CallExpr[] {
    const calls = this.byFn.get(fn) ?? [];
    if (calls.length === 0 || this.given.has(calls)) return calls;
    const order = calls.length > 1 ? this.orderIn(fn.module) : undefined;
    if (order) calls.sort((a, b) => order.get(a)! - order.get(b)!);
    this.given.add(calls);
    return calls;
  }

  private orderIn(module: Module): ReadonlyMap<CallExpr, number> {
    let order = this.orders.get(module);
    if (!order) this.orders.set(module, (order = new Map(module.calls.map((call, index) => [call, index]))));
    return order;
  }
}

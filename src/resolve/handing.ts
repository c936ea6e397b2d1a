/** Calls that are handed what a name holds: the function may change it. */
import type { Binding, CallExpr, Module, Place } from '../core/ir.ts';
import type { Range } from '../core/source.ts';

export interface Handing {
  readonly kind: 'handing';
  readonly at: Place;
  readonly range: Range;
  readonly call: CallExpr;
  /** Which argument. */
  readonly index: number;
}

const byModule = new WeakMap<Module, ReadonlyMap<Binding, readonly Handing[]>>();
const none: readonly Handing[] = [];

/** Those in the function that holds the name, in source order. */
export function handingsOf(binding: Binding): readonly Handing[] {
  const { module } = binding.fn;
  let found = byModule.get(module);
  if (!found) byModule.set(module, (found = inModule(module)));
  return found.get(binding) ?? none;
}

function inModule({ calls }: Module): Map<Binding, Handing[]> {
  const found = new Map<Binding, Handing[]>();
  for (const call of calls) {
    for (const [index, { value, spread }] of call.args.entries()) {
      const binding = value.kind === 'name' && !spread ? value.binding : undefined;
      if (binding?.fn !== call.at.fn) continue;
      const handing: Handing = { kind: 'handing', at: call.at, range: call.range, call, index };
      const others = found.get(binding);
      if (others) others.push(handing);
      else found.set(binding, [handing]);
    }
  }
  return found;
}

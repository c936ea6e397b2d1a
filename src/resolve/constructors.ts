/** Constructors of one class: which of them run for an object, and what each gets. */
import type { Fn } from '../core/ir.ts';
import type { Arguments, Env } from '../core/value.ts';
import { overloads } from './functions.ts';

/** A constructor may hand on to the next. */
const deepest = 4;

/** What a constructor gets where `args` make an object, perhaps from another one: `Body(String prompt) { this(prompt, 300); }`. Undefined where it does not run. */
export function argsOfConstructor(fn: Fn, args: Arguments, frameOf: (fn: Fn) => Env, depth = 0): Arguments | undefined {
  const first = fn.owner?.methods.get('constructor');
  if (!first?.overloads || args.before || args.values || args.expr.args.some(({ spread }) => spread)) return args;
  const chosen = overloads({ kind: 'function', fn: first }, args.expr.args.length).map(callee => callee.fn);
  // Of several that take as many, their types tell which one runs.
  if (chosen.includes(fn) || depth > deepest) return args;
  for (const other of chosen) {
    const call = other.module.calls.find(({ at, callee }) => at.fn === other && callee.kind === 'this' && !callee.isSuper);
    const handed = call && argsOfConstructor(fn, { expr: call, env: frameOf(other), module: other.module }, frameOf, depth + 1);
    if (handed) return handed;
  }
  return undefined;
}

/** Evaluations that want of patience has cut short: tried again and again, they would take it from all questions that meet them. */
import type { Expr } from '../core/ir.ts';
import type { Env, Value } from '../core/value.ts';

/** Evaluations of fewer expressions are simply tried again. */
const costly = 1_000;
/** Each try begins with what is known from those before, so one more may come to an end. */
const mostTries = 2;

interface Tried {
  readonly value: Value;
  /** What there was of it, in expressions. */
  readonly patience: number;
  readonly tries: number;
}

export class InVain {
  private readonly tried = new WeakMap<Env, Map<Expr, Tried>>();

  /** What an evaluation came to that has been tried often enough with as much patience. */
  find(expr: Expr, env: Env, patience: number): Value | undefined {
    const found = this.tried.get(env)?.get(expr);
    return found && found.tries >= mostTries && patience <= found.patience ? found.value : undefined;
  }

  /** `spent` of the patience an evaluation has come to `value`, which is not all. */
  add(expr: Expr, env: Env, value: Value, patience: number, spent: number): void {
    if (spent < costly) return;
    let byExpr = this.tried.get(env);
    if (!byExpr) this.tried.set(env, (byExpr = new Map()));
    const before = byExpr.get(expr);
    byExpr.set(expr, { value, patience: Math.max(patience, before?.patience ?? 0), tries: (before?.tries ?? 0) + 1 });
  }
}

import type { Arm, Branch, Expr, Loop } from '../../core/ir.ts';
import { GOES_ON, LEAVES_FUNCTION, type Completion, type Lowering, type Target } from './lowering.ts';

/** A branch that has no arms yet. */
export function branch(kind: Branch['kind'], total: boolean, test?: Expr): Branch {
  return { kind, arms: 0, total, ...(test && { test }) };
}

/** Lowers what one arm of a branch holds. */
export function inArm<T>(l: Lowering, of: Branch, lower: () => T): T {
  const arm: Arm = { branch: of, index: of.arms++, exits: false };
  const outer = l.arms;
  l.arms = [...outer, arm];
  const result = lower();
  l.arms = outer;
  if (typeof result === 'number') arm.exits = result < GOES_ON;
  // An arm that may go on needs no second look.
  if (!arm.exits) delete arm.until;
  return result;
}

/** Lowers what a loop or `try` holds; `own` is its index among the targets. */
export function inTarget(l: Lowering, kind: Target['kind'], end: number, lower: (own: number, target: Target) => Completion, loop?: Loop): Completion {
  const target: Target = { kind, end: l.at(end).offset, loop, arms: l.arms.length, used: false };
  const own = l.targets.push(target) - 1;
  const completion = lower(own, target);
  l.targets.pop();
  return completion;
}

/** Records a jump at what it leaves: loops get an exit, arms the offset from which their effects are seen again. */
export function jump(l: Lowering, kind: 'return' | 'throw' | 'break' | 'continue', offset: number): Completion {
  const to = kind === 'return' ? LEAVES_FUNCTION : l.targets.findLastIndex((target) => target.kind === (kind === 'throw' ? 'try' : 'loop'));
  const target = l.targets[to];
  if (target && kind !== 'continue') target.used = true;
  const at = l.at(offset);
  for (let i = l.targets.length - 1; i >= 0 && i >= to; i--) {
    const { loop } = l.targets[i]!;
    if (loop && !(i === to && kind === 'continue')) loop.exits.push({ kind: kind === 'continue' ? 'break' : kind, at });
  }
  for (const arm of target ? l.arms.slice(target.arms) : []) if (arm.until === undefined || target!.end < arm.until) arm.until = target!.end;
  return to;
}

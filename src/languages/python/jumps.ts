import type { Loop } from '../../core/ir.ts';
import type { Completion, Target } from '../completion.ts';
import type { Lowering } from './lowering.ts';

/** Lowers what a loop or `try` holds; `own` is its index among the targets. */
export function inTarget(l: Lowering, kind: Target['kind'], end: number, lower: (own: number, target: Target) => Completion, loop?: Loop): Completion {
  const target: Target = { kind, end: l.at(end).offset, loop, arms: l.arms.length, used: false };
  const own = l.targets.push(target) - 1;
  const completion = lower(own, target);
  l.targets.pop();
  return completion;
}

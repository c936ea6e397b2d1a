import type { Arm, Branch, Loop } from '../../core/ir.ts';
import { type Completion, GOES_ON, LEAVES_FUNCTION, type Lowering, type Target } from './lowering.ts';
import type { Node } from './node.ts';

/** Records a jump at what it leaves: loops get an exit, arms the offset from which their effects are seen again. */
export function jump(l: Lowering, kind: 'return' | 'throw' | 'break' | 'continue', node: Node): Completion {
  const to = targetOf(l, kind, node);
  const target = l.targets[to];
  if (target && kind === 'continue') target.again = true;
  else if (target) target.used = true;
  const at = l.at(node.range[0]);
  const leaves = kind === 'continue' ? 'break' : kind;
  for (let i = l.targets.length - 1; i >= 0 && i >= to; i--) {
    const inner = l.targets[i]!;
    if (i > to) inner.past = Math.max(inner.past, to);
    const { loop } = inner;
    if (loop && i === to && kind === 'continue') (loop.continues ??= []).push(at);
    else if (loop) loop.exits.push({ kind: leaves, at });
  }
  if (target) for (let i = target.arms; i < l.arms.length; i++) seenAgain(l.arms[i]!, target.end);
  return to;
}

function targetOf(l: Lowering, kind: string, node: Node): number {
  if (kind === 'return') return LEAVES_FUNCTION;
  const label: string | undefined = node.label?.name;
  for (let i = l.targets.length - 1; i >= 0; i--) {
    if (isTarget(l.targets[i]!, kind, label)) return i;
  }
  return LEAVES_FUNCTION;
}

function isTarget(target: Target, kind: string, label: string | undefined): boolean {
  if (kind === 'throw') return target.kind === 'try';
  if (label !== undefined) return target.labels.includes(label);
  return target.kind === 'loop' || (target.kind === 'switch' && kind === 'break');
}

function seenAgain(arm: Arm, end: number): void {
  if (arm.until === undefined || end < arm.until) arm.until = end;
}

/**
 * Lowers what an arm holds. The arm exits where control always goes past `own`, the target that the branch itself is
 * (a `break` ends a switch: what follows it is reached).
 */
export function inArm(l: Lowering, of: Branch, lower: () => Completion, own = GOES_ON): Completion {
  const arm: Arm = { branch: of, index: of.arms++, exits: false };
  const outer = l.arms;
  l.arms = [...outer, arm];
  const completion = lower();
  l.arms = outer;
  arm.exits = completion < own;
  // An arm that may go on needs no second look.
  if (!arm.exits) delete arm.until;
  return completion;
}

/** Opens a target around `lower`. */
export function inTarget(l: Lowering, kind: Target['kind'], end: number, lower: (own: number, target: Target) => Completion, loop?: Loop): Completion {
  const target: Target = { kind, labels: l.labels, end, loop, arms: l.arms.length, used: false, again: false, past: LEAVES_FUNCTION };
  l.labels = [];
  const own = l.targets.push(target) - 1;
  const completion = lower(own, target);
  l.targets.pop();
  return completion;
}

/** Where control goes after a statement, and what jumps do to the arms and loops that they leave. */
import type { Arm, Branch, Expr, Loop, Place } from '../core/ir.ts';

/** What a jump can lead to: an index into the open targets, or one of the two constants. */
export type Completion = number;
export const LEAVES_FUNCTION: Completion = -1;
export const GOES_ON: Completion = Number.POSITIVE_INFINITY;

/** A statement that jumps lead to the end of. */
export interface Target {
  readonly kind: 'loop' | 'switch' | 'try';
  /** Where it ends. */
  readonly end: number;
  readonly loop: Loop | undefined;
  /** Arms open around it. */
  readonly arms: number;
  readonly label?: string | undefined;
  /** A jump leads here. */
  used: boolean;
}

/** What is open where a statement is lowered. */
interface Open {
  arms: readonly Arm[];
  readonly targets: readonly Target[];
  at(offset: number): Place;
}

/** A branch that has no arms yet. */
export function branch(kind: Branch['kind'], total: boolean, test?: Expr): Branch {
  return { kind, arms: 0, total, ...(test && { test }) };
}

/** Lowers what one arm of a branch holds. */
export function inArm<T>(open: Pick<Open, 'arms'>, of: Branch, lower: () => T): T {
  const arm: Arm = { branch: of, index: of.arms++, exits: false };
  const outer = open.arms;
  open.arms = [...outer, arm];
  const result = lower();
  open.arms = outer;
  if (typeof result === 'number') arm.exits = result < GOES_ON;
  // An arm that may go on needs no second look.
  if (!arm.exits) delete arm.until;
  return result;
}

/** Records a jump at what it leaves: loops get an exit, arms the offset from which their effects are seen again. */
export function jump(open: Open, kind: 'return' | 'throw' | 'break' | 'continue', offset: number, label?: string): Completion {
  const { targets } = open;
  const leads = (target: Target): boolean => (label !== undefined ? target.label === label : kind === 'throw' ? target.kind === 'try' : target.kind === 'loop' || (kind === 'break' && target.kind === 'switch'));
  const to = kind === 'return' ? LEAVES_FUNCTION : targets.findLastIndex(leads);
  const target = targets[to];
  if (target && kind !== 'continue') target.used = true;
  const at = open.at(offset);
  for (let i = targets.length - 1; i >= 0 && i >= to; i--) {
    const { loop } = targets[i]!;
    if (loop && i === to && kind === 'continue') (loop.continues ??= []).push(at);
    else if (loop) loop.exits.push({ kind: kind === 'continue' ? 'break' : kind, at });
  }
  for (const arm of target ? open.arms.slice(target.arms) : []) if (arm.until === undefined || target!.end < arm.until) arm.until = target!.end;
  return to;
}

/** Arms of a branch exclude each other: what one adds to a text is never sent with what another one adds. */
import type { Arm, CallExpr, Def } from '../core/ir.ts';
import type { Env } from '../core/value.ts';
import type { Run } from './callbacks.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import type { Handing } from './handing.ts';
import { knownLength } from './text.ts';

/** Of a branch with more lines than this, all arms are taken to add theirs. */
const mostLines = 40;

/** Lines for a list: another arm of the same branch adds more, and of several ways the longest is told. */
export function isOutdone(engine: Engine, def: Def, arms: readonly Arm[], use: readonly Arm[], defs: readonly (Def | Run | Handing)[], env: Env): boolean {
  return def.kind === 'mutate' && choicesOf(def, arms, use).some(arm => isLess(engine, arm, defs, env));
}

function isLess(engine: Engine, arm: Arm, defs: readonly (Def | Run | Handing)[], env: Env): boolean {
  if (!defs.some(other => other.kind === 'mutate' && otherArms(other, arm).length > 0)) return false;
  const lengths = new Map<number, number>();
  let lines = 0;
  for (const other of defs) {
    const own = other.kind === 'mutate' ? other.at.arms.find(({ branch }) => branch === arm.branch) : undefined;
    if (other.kind !== 'mutate' || !own) continue;
    const length = linesLength(engine, other.call, env);
    if (length === undefined || ++lines > mostLines) return false;
    lengths.set(own.index, (lengths.get(own.index) ?? 0) + length);
  }
  const length = lengths.get(arm.index)!;
  return [...lengths].some(([index, other]) => other > length || (other === length && index < arm.index));
}

/** Known characters of the lines that a call adds; undefined where it adds something else. */
function linesLength(engine: Engine, { callee, args }: CallExpr, env: Env): number | undefined {
  if (callee.kind !== 'member' || !/^(?:add|append|extend|push)$/.test(String(callee.property)) || args.some(({ spread }) => spread)) return undefined;
  const added = args.flatMap(({ value }) => optionsOf(engine.evaluate(value, env))).flatMap(option => (option.kind === 'list' ? option.items : [option]));
  return added.every(option => option.kind === 'text') ? added.reduce((sum, option) => sum + (option.kind === 'text' ? knownLength(option) : 0), 0) : undefined;
}

export function otherArms({ at }: Def | Run | Handing, { branch, index }: Arm): Arm[] {
  return at.arms.filter(own => own.branch === branch && own.index !== index);
}

/** Ways of several, of which the use does not tell which, outermost first; in a loop each turn may go another one. */
export function choicesOf({ at }: Def, arms: readonly Arm[], use: readonly Arm[]): Arm[] {
  if (at.arms.some(own => own.branch.kind === 'loop' && !use.includes(own))) return [];
  return arms.filter(({ branch }) => (branch.kind === 'if' || branch.kind === 'switch') && !isIn(branch, use));
}

export function isIn(branch: Arm['branch'], arms: readonly Arm[]): boolean {
  return arms.some(arm => arm.branch === branch);
}

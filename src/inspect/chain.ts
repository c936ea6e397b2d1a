/** Steps that feed each other: a request that is made of another answer, or whose own answer goes into the next. */
import type { CallExpr, Def, Expr, Fn } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import { parts } from '../core/walk.ts';
import { madeOf } from './request-bindings.ts';

/** Functions up to the one that loops. */
const highest = 3;

/**
 * Does the request need the answer of another one of the same turn, or of its own in the turn before, or another one its answer?
 * Where the loop stands in a function further up, so do the calls of the functions on the way.
 */
export function isChained(call: CallExpr, asks: (call: CallExpr) => boolean, callersOf: (fn: Fn) => readonly CallExpr[], level = 0): boolean {
  if (isStep(call, asks)) return true;
  return !call.loop && level < highest && callersOf(call.at.fn).some(caller => isChained(caller, asks, callersOf, level + 1));
}

function isStep(call: CallExpr, asks: (call: CallExpr) => boolean): boolean {
  const { fn } = call.at;
  const turn = call.loop?.range ?? fn.range;
  const asking = fn.module.calls.filter(other => other.at.fn === fn && isWithin(other.range, turn) && !isWithin(other.range, call.range) && asks(other));
  return takesFrom(call, [call, ...asking], turn) || asking.some(other => takesFrom(other, [call], turn));
}

/** Is a request made of what one of these calls gave in a turn? */
function takesFrom(call: CallExpr, others: readonly CallExpr[], turn: Range): boolean {
  const { exprs } = madeOf(call, def => (isWithin(def.range, turn) ? valuesOf(def) : []));
  return exprs.some(expr => [...parts(expr)].some(part => part.kind === 'call' && others.some(other => other === part || isWithin(other.range, part.range))));
}

/** What a definition puts into its name. */
function valuesOf(def: Def): readonly Expr[] {
  switch (def.kind) {
    case 'assign':
    case 'append':
    case 'set':
    case 'enter':
      return [def.value];
    case 'item':
      return [def.of];
    case 'mutate':
      return def.call.args.map(({ value }) => value);
    default:
      return [];
  }
}

function isWithin([start, end]: Range, [from, to]: Range): boolean {
  return start >= from && end <= to;
}

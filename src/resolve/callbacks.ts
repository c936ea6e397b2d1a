/** What callbacks of `list.forEach(…)` do to names of the function around them: it happens where the call stands, once for each item. */
import type { Arm, Binding, CallExpr, Def, Fn, Place } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Env, Value } from '../core/value.ts';
import { unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { callFrame } from './functions.ts';
import { itemOf } from './path.ts';
import { mostTurns, turnOfBody } from './turns.ts';

/** A call that runs a callback for each item of a list, with what the callback does to one name. */
export interface Run {
  readonly kind: 'run';
  readonly at: Place;
  readonly range: Range;
  readonly call: CallExpr;
  readonly fn: Fn;
  readonly defs: readonly Def[];
}

const running = new Set(['forEach', 'map']);

/** What happens to a name in the function that holds it, in order. */
export function eventsOf({ defs, fn }: Binding): readonly (Def | Run)[] {
  if (defs.every(def => def.at.fn === fn)) return defs;
  const events: (Def | Run)[] = [];
  for (const def of defs) {
    const last = events.at(-1);
    const call = callOf(def.at.fn, fn);
    if (def.at.fn === fn) events.push(def);
    else if (call && last?.kind === 'run' && last.call === call) events[events.length - 1] = { ...last, defs: [...last.defs, def] };
    else if (call) events.push({ kind: 'run', at: call.at, range: call.range, call, fn: def.at.fn, defs: [def] });
  }
  return events;
}

/** The call in `around` that runs this callback. */
function callOf({ passedTo }: Fn, around: Fn): CallExpr | undefined {
  const callee = passedTo?.index === 0 && passedTo.call.at.fn === around ? passedTo.call.callee : undefined;
  return callee?.kind === 'member' && typeof callee.property === 'string' && running.has(callee.property) ? passedTo!.call : undefined;
}

/** The frames in which the callback runs, with what happens in each; once for all items, and perhaps, where these are not known. */
export function turnsOfRun(engine: Engine, { call, fn, defs }: Run, env: Env): readonly { readonly env: Env; readonly defs: readonly Def[] }[] {
  const list: Value = call.callee.kind === 'member' ? engine.evaluate(call.callee.object, env) : unknown('call');
  const frameOf = (item: Value, index: Value): Env => callFrame(engine, { kind: 'function', fn, env }, { expr: { ...call, args: [] }, env, module: fn.module, values: [item, index] });
  if (list.kind === 'list' && !list.open && !list.unordered && list.items.length <= mostTurns) {
    const turns = list.items.map((item, index) => {
      const frame = frameOf(item, { kind: 'number', value: index });
      // A `return` before the end goes on with the next item.
      const jumps = fn.returns.filter(({ at }) => at.arms.length > 0).map(({ at }) => ({ kind: 'continue' as const, at }));
      return { env: frame, defs: turnOfBody(engine, jumps, undefined, defs, frame)?.defs };
    });
    if (turns.every((turn): turn is { env: Env; defs: readonly Def[] } => turn.defs !== undefined)) return turns;
  }
  const some: Arm = { branch: { kind: 'loop', arms: 1, total: false }, index: 0, exits: false };
  return [{ env: frameOf(itemOf(list, false), unknown('member', 'index')), defs: defs.map(def => within(def, [some])) }];
}

/** The definition, in further arms. */
export function within(def: Def, arms: readonly Arm[]): Def {
  return arms.length > 0 ? { ...def, at: { ...def.at, arms: [...arms, ...def.at.arms] } } : def;
}

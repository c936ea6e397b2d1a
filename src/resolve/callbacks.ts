/** What callbacks of `list.forEach(…)` do to names of the function around them: it happens where the call stands, once for each item. */
import type { Arm, Binding, CallExpr, Def, Expr, Fn, Place } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Arguments, Env, Value } from '../core/value.ts';
import { unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { callFrame } from './functions.ts';
import { type Handing, handingsOf } from './handing.ts';
import { contentOf, itemOf } from './iteration.ts';
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

/** What happens to a name in the function that holds it, in order, and what other functions do to it. */
export interface Events {
  readonly local: readonly (Def | Run | Handing)[];
  readonly elsewhere: readonly Def[];
  /** Does none of them happen before one that stands above it? */
  readonly isInOrder: boolean;
}

const eventsByDefs = new WeakMap<readonly Def[], Events & { readonly count: number }>();

/** Found out once, however often a name is used and written anew. */
export function eventsOf(binding: Binding): Events {
  const old = eventsByDefs.get(binding.defs);
  if (old?.count === binding.defs.length) return old;
  const events = apart(binding);
  const isInOrder = events.local.every(({ kind, at }, index) => kind !== 'function' && (index === 0 || events.local[index - 1]!.at.offset <= at.offset));
  const handings = isInOrder ? handingsOf(binding) : [];
  const local = handings.length > 0 ? [...events.local, ...handings].toSorted((a, b) => a.at.offset - b.at.offset) : events.local;
  const found = { ...events, local, isInOrder, count: binding.defs.length };
  eventsByDefs.set(binding.defs, found);
  return found;
}

function apart(binding: Binding): { readonly local: readonly (Def | Run)[]; readonly elsewhere: readonly Def[] } {
  const { defs, fn } = binding;
  if (defs.every(def => def.at.fn === fn)) return { local: defs, elsewhere: [] };
  const local: (Def | Run)[] = [];
  const elsewhere: Def[] = [];
  let run: (Run & { readonly defs: Def[] }) | undefined;
  for (const def of defs) {
    const call = def.at.fn === fn ? undefined : callOf(def.at.fn, fn);
    if (call && run?.call === call) run.defs.push(asAddition(def, binding));
    else if (call) local.push((run = { kind: 'run', at: call.at, range: call.range, call, fn: def.at.fn, defs: [asAddition(def, binding)] }));
    else if (def.at.fn !== fn) elsewhere.push(def);
    else {
      run = undefined;
      local.push(def);
    }
  }
  return { local, elsewhere };
}

/** `text = text + line` in a callback adds to what the name holds when it runs, which is not known there. */
function asAddition(def: Def, binding: Binding): Def {
  const added = def.kind === 'assign' && !def.path ? addedTo(binding, def.value) : undefined;
  return added ? { kind: 'append', at: def.at, range: def.range, value: added } : def;
}

/** What stands behind the name in a sum or a template that begins with it. */
function addedTo(binding: Binding, expr: Expr): Expr | undefined {
  const isIt = (value: Expr): boolean => value.kind === 'name' && value.binding === binding;
  if (expr.kind === 'text') {
    const [first, ...parts] = expr.parts;
    return first?.kind === 'hole' && isIt(first.value) ? { ...expr, parts } : undefined;
  }
  if (expr.kind !== 'binary' || expr.operator !== '+') return undefined;
  if (isIt(expr.left)) return expr.right;
  const left = addedTo(binding, expr.left);
  return left && { ...expr, left };
}

/** The call in `around` that runs this callback. */
function callOf({ passedTo }: Fn, around: Fn): CallExpr | undefined {
  const callee = passedTo?.index === 0 && passedTo.call.at.fn === around ? passedTo.call.callee : undefined;
  return callee?.kind === 'member' && typeof callee.property === 'string' && running.has(callee.property) ? passedTo!.call : undefined;
}

/** The frames in which the callback runs, with what happens in each; once for all items, and perhaps, where these are not known. */
export function turnsOfRun(engine: Engine, { call, fn, defs }: Run, env: Env): readonly { readonly env: Env; readonly defs: readonly Def[] }[] {
  const over: Value = call.callee.kind === 'member' ? engine.evaluate(call.callee.object, env) : unknown('call');
  const list = over.kind === 'object' ? contentOf(over) : over;
  const frameOf = (item: Value, index: number | undefined): Env => callFrame(engine, { kind: 'function', fn, env }, forItem({ expr: call, env, module: fn.module }, item, index));
  if (list.kind === 'list' && !list.open && !list.unordered && list.items.length <= mostTurns) {
    // A `return` before the end goes on with the next item.
    const jumps = fn.returns.filter(({ at }) => at.arms.length > 0).map(({ at }) => ({ kind: 'continue' as const, at }));
    const turns = list.items.map((item, index) => {
      const frame = frameOf(item, index);
      return { env: frame, defs: turnOfBody(engine, jumps, undefined, defs, frame)?.defs };
    });
    if (turns.every((turn): turn is { env: Env; defs: readonly Def[] } => turn.defs !== undefined)) return turns;
  }
  const some: Arm = { branch: { kind: 'loop', arms: 1, total: false }, index: 0, exits: false };
  return [{ env: frameOf(itemOf(list), undefined), defs: defs.map(def => within(def, [some])) }];
}

/** What a callback gets for an item of a list that the call `args` is of, and its place where that is known. */
export function forItem(args: Arguments, item: Value, index: number | undefined): Arguments {
  return { ...args, expr: { ...args.expr, args: [] }, values: [item, index === undefined ? unknown('member', 'index') : { kind: 'number', value: index }] };
}

/** The definition, in further arms. */
export function within<Event extends Def | Handing>(def: Event, arms: readonly Arm[]): Event {
  return arms.length > 0 ? { ...def, at: { ...def.at, arms: [...arms, ...def.at.arms] } } : def;
}

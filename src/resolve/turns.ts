/** Loops over few known items, run turn by turn: what they make is then known. */
import type { Arm, Binding, Def, Expr, Place } from '../core/ir.ts';
import type { Env, Turn, Value } from '../core/value.ts';
import { namesIn } from '../core/walk.ts';
import { unknown } from './choice.ts';
import type { Engine } from './engine.ts';
import { byArguments } from './functions.ts';
import { runOver } from './iteration.ts';

/** Turns of a loop, with those of the loops around it: longer lists are data, and that there are many of them is all that they tell. */
export const mostTurns = 48;

/** The frame in each turn of a loop over a list, and that of all further turns where the list may hold more than is seen. */
interface Frames {
  readonly known: readonly Env[];
  readonly others?: Env;
}

const made = new WeakMap<Env, Map<Expr, { readonly value: Value; readonly frames: Frames }>>();

/** The frames of a loop over `of`; undefined where none of its items is known, or many are. */
export function turnsOver(engine: Engine, of: Expr, env: Env): Frames | undefined {
  if (isState(of)) return undefined;
  const value = engine.evaluate(of, env);
  const list = runOver(value, env.fn.module);
  if (list.kind !== 'list' || list.unordered || list.items.length === 0) return undefined;
  const count = list.items.length * (env.turn?.count ?? 1);
  if (count > mostTurns) return undefined;
  let byLoop = made.get(env);
  if (!byLoop) made.set(env, (byLoop = new Map()));
  const old = byLoop.get(of);
  if (old?.value === value) return old.frames;
  const turn = { of, count, outside: env };
  const frames: Frames = {
    known: list.items.map(item => ({ ...env, turn: { ...turn, item } })),
    ...(list.open && { others: { ...env, turn: { ...turn, item: unknown('member', 'item'), isAny: true } } }),
  };
  byLoop.set(of, { value, frames });
  return frames;
}

/** What several functions change holds no known items, and what it holds would be asked for while it is looked for. */
function isState(of: Expr): boolean {
  return [...namesIn(of)].some(({ binding }) => binding?.defs.some(def => def.at.fn !== binding.fn));
}

/** The item of a loop over `of` in the turn that runs; undefined where none does. */
export function itemInTurn({ turn }: Env, of: Expr): Value | undefined {
  return turn && (turn.of === of ? turn.item : itemInTurn(turn.outside, of));
}

/** Is this arm the body of a loop, in a turn that certainly happens? */
export function isInTurn(arm: Arm, env: Env): boolean {
  const turn = turnOf(env, arm);
  return turn !== undefined && !turn.isAny;
}

function turnOf({ turn }: Env, arm: Arm): Turn | undefined {
  return turn && (turn.of === arm.branch.loop?.over ? turn : turnOf(turn.outside, arm));
}

/** The frame in which a name has its value: outside of turns in which nothing is done to it. */
export function frameOfName(binding: Binding, env: Env): Env {
  const { turn } = env;
  if (!turn) return env;
  const isOf = (def: Def): boolean => (def.kind === 'item' && def.of === turn.of) || def.at.arms.some(arm => arm.branch.loop?.over === turn.of);
  return binding.defs.some(isOf) ? env : frameOfName(binding, turn.outside);
}

/** What happens to a name, somewhere. */
interface Happening {
  readonly kind: string;
  readonly at: Place;
}

/** Definitions of one loop, and those of them that happen in each of its turns. */
interface Turns<Event> {
  /** How many of the definitions stand in the loop. */
  readonly count: number;
  readonly turns: readonly { readonly env: Env; readonly defs: readonly Event[] }[];
}

/** The turns of the loop around the definition at `from`, where they can be told apart: which of its branches runs must be known. */
export function turnsAround<Event extends Happening>(engine: Engine, defs: readonly Event[], from: number, use: readonly Arm[], env: Env): Turns<Event> | undefined {
  const arm = defs[from]!.at.arms.find(each => each.branch.loop?.over !== undefined && !use.includes(each) && !turnOf(env, each));
  const loop = arm?.branch.loop;
  const frames = loop && turnsOver(engine, loop.over!, env);
  if (!frames) return undefined;
  const end = defs.findIndex((def, index) => index > from && !def.at.arms.includes(arm!));
  const inside = defs.slice(from, end < 0 ? undefined : end);
  const jumps = [...loop.exits, ...(loop.continues ?? []).map(at => ({ kind: 'continue' as const, at }))];
  const turns: { env: Env; defs: readonly Event[] }[] = [];
  for (const turn of frames.known) {
    const run = turnOfBody(engine, jumps, arm, inside, turn);
    if (!run) return undefined;
    turns.push({ env: turn, defs: run.defs });
    if (run.isLast) return { count: inside.length, turns };
  }
  // Further turns change what they change, and bind what every turn binds: perhaps.
  if (frames.others) turns.push({ env: frames.others, defs: inside.filter(def => !isBase(def) || def.at.arms.at(-1) === arm) });
  return { count: inside.length, turns };
}

/** What happens in one turn of a body, the arm `around` or a function; undefined where that is not decided. */
export function turnOfBody<Event extends Happening>(
  engine: Engine,
  jumps: readonly { readonly kind: 'return' | 'throw' | 'break' | 'continue'; readonly at: Place }[],
  around: Arm | undefined,
  defs: readonly Event[],
  env: Env,
): { readonly defs: readonly Event[]; readonly isLast: boolean } | undefined {
  let end = Number.POSITIVE_INFINITY;
  let isLast = false;
  for (const { kind, at } of jumps) {
    const happens = runs(engine, at, around, env);
    // Where the function is left, nothing is sent: the question is what happens where it is not.
    if (kind === 'return' || kind === 'throw' || happens === false) continue;
    if (happens === undefined) return undefined;
    end = Math.min(end, at.offset);
    isLast ||= kind === 'break';
  }
  const happening = defs.filter(def => def.at.offset < end && runs(engine, def.at, around, env) !== false);
  // What may be bound in one turn and again in another would be two of one.
  const isUnsure = happening.some(def => isBase(def) && runs(engine, def.at, around, env) === undefined);
  return isUnsure ? undefined : { defs: happening, isLast };
}

/** Does it bind, or change what is bound? */
function isBase({ kind }: Happening): boolean {
  return kind !== 'append' && kind !== 'set' && kind !== 'delete' && kind !== 'mutate' && kind !== 'run' && kind !== 'handing';
}

/** Does what stands here run in a turn? Branches that are not decided leave it open. */
function runs(engine: Engine, { arms }: Place, around: Arm | undefined, env: Env): boolean | undefined {
  const inner = (around ? arms.slice(arms.indexOf(around) + 1) : arms).map(arm => {
    if (arm.branch.kind === 'try') return arm.index === 0;
    // A loop in the loop runs turn by turn itself, or leaves open how often it does.
    return arm.branch.kind === 'loop' || byArguments(engine, arm, env);
  });
  return inner.includes(false) ? false : inner.includes(undefined) ? undefined : true;
}

/** The value of a name where it is used: the definitions that reach the use, in the order in which they happen. */
import type { Arm, Binding, Def, Expr, Place, Step } from '../core/ir.ts';
import type { Env, Origin, Value, Written } from '../core/value.ts';
import { changesOf } from './changes.ts';
import { type Events, type Run, eventsOf, turnsOfRun, within } from './callbacks.ts';
import { choice, mapOptions, nothing, opened, optionsOf, orElse, unknown } from './choice.ts';
import { bounded, cuts } from './cut.ts';
import type { Engine } from './engine.ts';
import { byArguments, parameterValue } from './functions.ts';
import { importedValue } from './imports.ts';
import { frameOf } from './frame.ts';
import type { Handing } from './handing.ts';
import { mutate } from './mutation.ts';
import { choicesOf, isIn, isOutdone, otherArms } from './one-way.ts';
import { itemOf, keyOfItem, runOver } from './iteration.ts';
import { changeAt, keyFrom, removeAt, type Key } from './path.ts';
import { isShutTo, narrowed, outside } from './narrowed.ts';
import { excerpt, piecesOf, plain, textOf } from './text.ts';
import { frameOfName, isInTurn, itemInTurn, turnsAround } from './turns.ts';

/** One possible value, with the arms under which it was made. */
interface Alternative {
  readonly value: Value;
  readonly arms: readonly Arm[];
}

/** A choice holds fewer. */
const mostAlternatives = 500;
/** Ways through branches that add to a text: more are taken as one, in which each may add. */
const mostForks = 16;

export function bindingValue(engine: Engine, binding: Binding, use: Place, env: Env): Value {
  const isLocal = use.fn === binding.fn;
  const frame = frameOfName(binding, frameOf(engine, binding.fn, env));
  const events = eventsOf(binding);
  const { local, elsewhere } = events;
  const usable = isLocal ? reaching(events, use) : local;
  const arms = isLocal ? use.arms : [];
  let alternatives = follow(engine, usable, arms, frame, !isLocal);
  // Hoisted functions, a use in a loop of what is set later in it, a closure that assigns what another reads.
  if (alternatives.length === 0) alternatives = follow(engine, local, [], frame, true);
  // `error = None` before a loop of attempts, `summary = ''` before one over parts: what a turn sets, the next one reads.
  else if (isLocal && alternatives.every(({ value }) => value.kind === 'null' || plain(value) === '')) {
    const later = local.filter(def => !happensBefore(def, use) && def.at.arms.some(arm => arm.branch.kind === 'loop' && use.arms.includes(arm)));
    alternatives = [...alternatives, ...follow(engine, later, [], frame, true)];
  }
  // State that other functions change may be any of what they set.
  if (elsewhere.length > 0 && (!isLocal || alternatives.every(({ value }) => value.kind === 'null' || value.kind === 'unknown'))) {
    alternatives = [...alternatives, ...elsewhere.flatMap(def => follow(engine, [def], [], engine.frame(def.at.fn), true))];
  }
  if (!isLocal) alternatives = withItemsAddedElsewhere(engine, alternatives, elsewhere, use, env);
  if (alternatives.length === 0) return withType(engine, binding, unknown('expression', binding.name), env);
  const value = choice(alternatives.map(alternative => alternative.value));
  return withType(engine, binding, isLocal ? narrowed(engine, value, binding, use, frame) : value, env);
}

/** What definitions of one function leave where it is used; undefined where none of them surely gives it a value. */
export function valueBehind(engine: Engine, defs: readonly Def[], use: Place, env: Env): Value | undefined {
  const before = defs.filter(def => happensBefore(def, use));
  const isSure = before.some(({ kind, at }) => kind === 'assign' && at.arms.every(arm => use.arms.includes(arm) || (arm.branch.kind === 'try' && arm.index === 0)));
  return isSure ? choice(follow(engine, before, use.arms, env, false).map(({ value }) => value)) : undefined;
}

/** A list of an outer scope to which functions add: it holds what earlier calls added, and then what this one did. */
function withItemsAddedElsewhere(engine: Engine, alternatives: Alternative[], elsewhere: readonly Def[], use: Place, env: Env): Alternative[] {
  const additions = elsewhere.filter(def => def.kind === 'mutate' || def.kind === 'append');
  if (additions.length === 0 || env.fn !== use.fn) return alternatives;
  const before = alternatives.map(each => ({ ...each, value: mapOptions(each.value, option => (option.kind === 'list' ? { ...option, open: true } : option)) }));
  const own = additions.filter(def => def.at.fn === use.fn && def.range[1] <= use.offset && happensBefore(def, use));
  return before.some(({ value }) => value.kind === 'list') ? follow(engine, own, use.arms, env, false, before) : alternatives;
}

/** What happens to a name before its use, from where it is certainly written anew: what was before is gone. */
function reaching({ local, isInOrder }: Events, use: Place): readonly (Def | Run | Handing)[] {
  if (!isInOrder) return local.filter(def => happensBefore(def, use));
  const found: (Def | Run | Handing)[] = [];
  for (let index = countBefore(local, use.offset) - 1; index >= 0; index--) {
    const def = local[index]!;
    if (!happensBefore(def, use)) continue;
    found.push(def);
    if (def.at.arms.length === 0 && (def.kind === 'assign' || def.kind === 'unknown')) break;
  }
  return found.toReversed();
}

/** How many of them, which are in order, do not stand behind an offset. */
function countBefore(local: readonly (Def | Run | Handing)[], offset: number): number {
  let [low, high] = [0, local.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (local[middle]!.at.offset <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function happensBefore(def: Def | Run | Handing, use: Place): boolean {
  const inside = def.kind !== 'function' && def.kind !== 'class' && use.offset >= def.range[0] && use.offset < def.range[1] && def.kind !== 'param' && def.kind !== 'item';
  return (def.kind === 'function' || def.at.offset <= use.offset) && !inside && !excludes(def.at.arms, use.arms) && !left(def.at.arms, use);
}

/** Different arms of one `if` or `switch`: what happens in one is not seen in the other. */
function excludes(a: readonly Arm[], b: readonly Arm[]): boolean {
  return a.some(arm => arm.branch.kind !== 'try' && b.some(other => other.branch === arm.branch && other.index !== arm.index));
}

/** The definition stands in an arm that leaves the function, or jumps to behind the use. */
function left(def: readonly Arm[], use: Place): boolean {
  return def.some(arm => arm.exits && arm.branch.kind !== 'loop' && arm.branch.kind !== 'try' && !use.arms.includes(arm) && !(arm.until !== undefined && use.offset >= arm.until));
}

function follow(engine: Engine, defs: readonly (Def | Run | Handing)[], use: readonly Arm[], env: Env, everything: boolean, before: Alternative[] = []): Alternative[] {
  let state = before;
  for (let index = 0; index < defs.length; ) {
    const loop = turnsAround(engine, defs, index, use, env);
    if (loop) {
      for (const turn of loop.turns) state = follow(engine, turn.defs, use, turn.env, everything, state);
      index += loop.count;
      continue;
    }
    const def = defs[index++]!;
    const runs = def.at.arms.map(arm => isInTurn(arm, env) || byArguments(engine, arm, env));
    if (runs.includes(false)) continue;
    const arms = def.at.arms.filter((_, place) => runs[place] !== true);
    if (def.kind === 'run') {
      for (const turn of turnsOfRun(engine, def, env)) state = follow(engine, turn.defs.map(own => within(own, arms)), use, turn.env, everything, state);
      continue;
    }
    if (def.kind === 'handing') {
      state = state.map(alternative => ({ ...alternative, value: handed(engine, alternative, def, arms, use, env) }));
      continue;
    }
    if (def.kind === 'assign' && state.length > 0 && arms.some(arm => !use.includes(arm)) && cuts(def.value, ({ defs: own }) => own.includes(def))) {
      state = state.map(old => ({ ...old, value: bounded(old.value, def.value, env.fn.module) }));
      continue;
    }
    if (!everything && isOutOfReach(engine, state, def, arms, use, env)) continue;
    const value = baseValue(engine, def, env);
    if (value !== undefined) state = replaced(everything ? state : withoutTested(engine, state, def, arms, use, env), { value, arms }, use, everything);
    else if (!isOutdone(engine, def, arms, use, defs, env)) state = forked(state, def, arms, use, defs).map(alternative => changed(engine, alternative, def, arms, use, env));
  }
  return state;
}

/** Behind `if (id === 'a') id = 'b'` it is no `'a'`. */
function withoutTested(engine: Engine, state: readonly Alternative[], def: Def, arms: readonly Arm[], use: readonly Arm[], env: Env): readonly Alternative[] {
  const [arm, more] = arms.filter(each => !use.includes(each));
  if (!arm || more) return state;
  return state.flatMap(each => {
    const value = outside(engine, each.value, arm, binding => binding?.defs.includes(def) === true, env);
    return value ? [{ ...each, value }] : [];
  });
}

/** Stands a definition in an arm that nothing which the name holds there gets into? In a loop, what it holds there may have been set in the turn before. */
function isOutOfReach(engine: Engine, state: readonly Alternative[], def: Def, arms: readonly Arm[], use: readonly Arm[], env: Env): boolean {
  if (def.kind !== 'assign' || state.length === 0 || arms.some(({ branch }) => branch.kind === 'loop')) return false;
  const isAsked = (binding: Binding | undefined): boolean => binding?.defs.includes(def) === true;
  return arms.some(arm => !use.includes(arm) && arm.branch.kind === 'if' && state.every(old => !old.arms.includes(arm) && isShutTo(engine, old.value, arm, isAsked, env)));
}

/** The alternatives after a definition: those that it certainly overwrites are gone. */
function replaced(state: readonly Alternative[], made: Alternative, use: readonly Arm[], everything: boolean): Alternative[] {
  // The body of a `try` runs, as far as it gets; a handler may not.
  const own = made.arms.filter(arm => !use.includes(arm) && !(arm.branch.kind === 'try' && arm.index === 0));
  if (own.length === 0 && !everything) return [made];
  const kept = state.filter(old => !(own.every(arm => old.arms.includes(arm)) && (own.length > 0 || !everything)));
  if (kept.length >= mostAlternatives) return kept;
  const all = everything && own.length === 0 ? [...kept.filter(old => old.value.kind !== 'null'), made] : [...kept, made];
  const branch = own[0]?.branch;
  if (!branch?.total) return all;
  const covered = new Set(all.flatMap(old => old.arms.filter(arm => arm.branch === branch).map(arm => arm.index)));
  return covered.size >= branch.arms ? all.filter(old => old.arms.some(arm => arm.branch === branch)) : all;
}

/** A text to which arms of one branch add, once for each arm: none goes with what another arm adds. */
function forked(state: Alternative[], def: Def, arms: readonly Arm[], use: readonly Arm[], defs: readonly (Def | Run | Handing)[]): Alternative[] {
  return def.kind === 'append' ? choicesOf(def, arms, use).reduce((forks, arm) => forkedAt(forks, arm, defs), state) : state;
}

function forkedAt(state: Alternative[], arm: Arm, defs: readonly (Def | Run | Handing)[]): Alternative[] {
  if (!state.some(({ value, arms }) => value.kind === 'text' && !isIn(arm.branch, arms))) return state;
  const others = defs.flatMap(other => (other.kind === 'append' ? otherArms(other, arm) : []));
  if (others.length === 0) return state;
  const ways = [...new Map([arm, ...others].map(own => [own.index, own])).values()];
  // Where nothing is added.
  if (!arm.branch.total || ways.length < arm.branch.arms) ways.push({ ...arm, index: -1 });
  if (state.length * ways.length > mostForks) return state;
  return state.flatMap(alternative => (isIn(arm.branch, alternative.arms) ? [alternative] : ways.map(way => ({ ...alternative, arms: [...alternative.arms, way] }))));
}

/** What a definition binds; undefined for those that change the value there is. */
function baseValue(engine: Engine, def: Def, env: Env): Value | undefined {
  switch (def.kind) {
    case 'assign':
      return taken(engine, engine.evaluate(def.value, env), def.path, def.fallback, env);
    case 'param':
      return taken(engine, parameterValue(engine, def.fn, def.param, env), def.path, def.fallback, env);
    case 'import':
      return importedValue(engine, def, env.fn.module);
    case 'function':
      return { kind: 'function', fn: def.fn, env };
    case 'class':
      return { kind: 'class', cls: def.cls, env };
    case 'item':
      return taken(engine, def.keys ? keyOfItem(engine.evaluate(def.of, env)) : (itemInTurn(env, def.of) ?? itemOf(runOver(engine.evaluate(def.of, env), env.fn.module))), def.path, undefined, env);
    case 'enter':
      return taken(engine, engine.evaluate(def.value, env), def.path, undefined, env);
    case 'unknown':
      return unknown('expression', def.reason);
    default:
      return undefined;
  }
}

/** The part of a value that a pattern takes; its default where that may be missing. */
export function taken(engine: Engine, value: Value, path: readonly Step[] | undefined, fallback: Expr | undefined, env: Env): Value {
  let result = value;
  for (const step of path ?? []) result = typeof step === 'object' && 'rest' in step ? remainder(result, step.rest) : engine.member(result, keyOf(engine, step, env));
  return fallback ? orElse(result, () => engine.evaluate(fallback, env)) : result;
}

function remainder(value: Value, names: readonly (string | number)[]): Value {
  return mapOptions(value, option => {
    if (option.kind === 'object') {
      const entries = new Map(option.entries);
      for (const name of names) entries.delete(String(name));
      return { kind: 'object', entries, open: option.open, ...(option.rest && { rest: option.rest }) };
    }
    if (option.kind === 'list') return { kind: 'list', items: option.items.slice(names.length), open: option.open };
    return option;
  });
}

function keyOf(engine: Engine, step: Step, env: Env): Key {
  if (typeof step !== 'object') return step;
  if ('rest' in step) return undefined;
  return keyFrom(engine.evaluate(step.computed, env));
}

/** An alternative after `x += v`, `x.a = v`, `x.push(v)`, `del x.a`. */
function changed(engine: Engine, alternative: Alternative, def: Def, arms: readonly Arm[], use: readonly Arm[], env: Env): Alternative {
  if (excludes(arms, alternative.arms)) return alternative;
  const optional = arms.some(arm => arm.branch.kind !== 'try' && !use.includes(arm) && !alternative.arms.includes(arm));
  return { ...alternative, value: applied(engine, alternative.value, def, optional, env) };
}

/** An alternative after a call that it is handed to. */
function handed(engine: Engine, { value, arms: own }: Alternative, handing: Handing, arms: readonly Arm[], use: readonly Arm[], env: Env): Value {
  const isHeld = optionsOf(value).some(({ kind }) => kind === 'object' || kind === 'list');
  const changes = isHeld && !excludes(arms, own) ? changesOf(engine, handing, env) : undefined;
  if (!changes) return value;
  if (changes === 'unknown') return opened(value);
  return choice(follow(engine, changes.events.map(event => within(event, arms)), use, changes.env, false, [{ value, arms: own }]).map(each => each.value));
}

/** A value after one change. Also used for the fields of `this`. */
export function applied(engine: Engine, value: Value, def: Def, optional: boolean, env: Env, dropFirst = 0): Value {
  const origin: Origin = { path: env.fn.module.path, range: def.range };
  switch (def.kind) {
    case 'append':
      return mapOptions(value, option => appended(option, engine.evaluate(def.value, env), optional, origin, { expr: def.value, env, isAdded: true }));
    case 'set': {
      const path = def.path.slice(dropFirst).map(step => keyOf(engine, step, env));
      return changeAt(value, path, old => (def.append && old ? appended(old, engine.evaluate(def.value, env), optional, origin) : engine.evaluate(def.value, env)), { optional, origin });
    }
    case 'delete':
      return optional ? value : removeAt(value, def.path.slice(dropFirst).map(step => keyOf(engine, step, env)));
    case 'mutate': {
      const path = def.path.slice(dropFirst).map(step => keyOf(engine, step, env));
      const isLooped = def.at.arms.some(arm => arm.branch.kind === 'loop' && !isInTurn(arm, env));
      return changeAt(value, path, old => (old ? mutate(engine, old, def.call, env, optional || isLooped) : nothing), { optional: false, origin: undefined });
    }
    default:
      return value;
  }
}

/** `old + added`: text, list or number; what text is added to is text. Text that is only added sometimes is a hole of which the value is known; what has none (`chunk.text` of a chunk of another type) is what the branch leaves out. */
function appended(old: Value, added: Value, optional: boolean, origin: Origin, written?: Written): Value {
  if (old.kind === 'list') return { ...old, items: added.kind === 'list' ? [...old.items, ...added.items] : old.items, open: old.open || optional || added.kind !== 'list' || added.open };
  // A counter has no one value.
  if (old.kind === 'number') return unknown('expression');
  if (old.kind === 'null') return added;
  // The text of a field that is not known here may be set elsewhere.
  if (old.kind !== 'text' && (!written || optionsOf(added).every(({ kind }) => kind !== 'text'))) return old;
  const pieces = optional
    ? [{ hole: added.kind === 'unknown' ? (added.name ?? '…') : 'optional text', path: origin.path, range: origin.range, value: added.kind === 'null' ? unknown('expression') : added, ...(written && { written }) }]
    : piecesOf(added, '…', origin.path, origin.range, written);
  const named = () => (old.origin?.module ? excerpt(old.origin.module, old.origin.range) : '…');
  return textOf([...piecesOf(old, named, origin.path, origin.range), ...pieces], old.origin);
}

/** An unknown of an annotated name is an instance of that type. */
function withType(engine: Engine, binding: Binding, value: Value, env: Env): Value {
  if (!binding.type) return value;
  return mapOptions(value, option => (option.kind === 'unknown' && !option.type ? { ...option, type: engine.evaluate(binding.type!, env) } : option));
}

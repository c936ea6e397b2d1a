/** Requests that are sent again though nothing in them has changed: in each turn of a loop, or twice on one way. */
import type { Binding, CallExpr, Def, Expr, Fn, Loop } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import { parts } from '../core/walk.ts';

/** Builders whose result follows from their arguments. */
const pure = new Set(['stringify', 'dumps', 'encode', 'from', 'str', 'String', 'json', 'format', 'join', 'trim', 'strip', 'dedent', 'dict', 'list', 'concat', 'TextEncoder']);
const command = /Command$/;
/** A turn with such a counter is there to ask the same thing again. */
const meantToRepeat = /^_|retry|retries|attempt|run|trial|sample|iter|round|turn|repeat|seed|temp|warm|epoch/i;

/** Is the whole request the same in each turn of the loop over items around it? */
export function isInvariant(call: CallExpr): boolean {
  const turn = turnOf(call);
  if (!turn || turn.items.length === 0 || turn.items.some(name => meantToRepeat.test(name)) || isGuarded(call, turn)) return false;
  const request = new Set<Binding>();
  if (!isStable(call, request)) return false;
  return [...request].every(({ defs }) => !defs.some(def => isWithin(turn, def)));
}

interface Turn {
  readonly fn: Fn;
  readonly range: Range;
  /** Names of what each turn is about. */
  readonly items: readonly string[];
  readonly loop?: Loop;
}

/** The loop over items whose body is the function's own, or the callback of a `map` that the call stands in. */
function turnOf({ loop, at }: CallExpr): Turn | undefined {
  if (loop) return loop.kind === 'for-of' || loop.kind === 'for-in' || loop.kind === 'comprehension' ? (isCount(loop.over) ? undefined : { fn: at.fn, range: loop.range, items: loop.bindings.map(({ name }) => name), loop }) : undefined;
  const passed = at.fn.passedTo;
  if (!passed || passed.index !== 0 || at.fn.kind !== 'lambda') return undefined;
  const { callee } = passed.call;
  if (callee.kind !== 'member' || (callee.property !== 'map' && callee.property !== 'forEach' && callee.property !== 'flatMap')) return undefined;
  if (callee.object.kind === 'call') return undefined;
  return { fn: at.fn, range: at.fn.range, items: at.fn.params.map(({ name = 'item' }) => name) };
}

/** `range(3)`, `Array.from({ length: 3 })`: turns without an item. */
function isCount(over: Expr | undefined): boolean {
  return over?.kind === 'call' && ((over.callee.kind === 'name' && (over.callee.name === 'range' || over.callee.name === 'trange')) || (over.callee.kind === 'member' && over.callee.property === 'from'));
}

/** Asked once and kept (`if (!summary) summary = …`), on some turns only, or with a way out of the loop behind it. */
function isGuarded(call: CallExpr, { range, fn, loop }: Turn): boolean {
  const arms = call.at.arms.filter(arm => arm.branch.kind === 'if' || arm.branch.kind === 'switch');
  const outer = loop ? arms.filter(arm => (arm.branch.test?.range[0] ?? range[0]) >= range[0]) : arms;
  return outer.length > 0 || (loop?.exits.some(({ kind, at }) => kind !== 'throw' && at.fn === fn && at.offset >= range[0]) ?? false);
}

/** Is it bound to the item, or set or changed in a turn? */
function isWithin({ fn, range }: Turn, def: Def): boolean {
  if (def.kind === 'param') return def.fn === fn && fn.range === range;
  return def.range[0] >= range[0] && def.range[1] <= range[1];
}

/** Do the names that a request is made of tell it whole? Collects them; what is read from elsewhere makes it uncertain. */
function isStable(call: CallExpr, found: Set<Binding>): boolean {
  const queue: Expr[] = call.args.map(arg => arg.value);
  for (let index = 0; index < queue.length; index++) {
    if (index > 60) return false;
    for (const part of parts(queue[index]!)) {
      if (part.kind === 'function' || part.kind === 'class' || part.kind === 'opaque') return false;
      if (part.kind === 'call' && !isPure(part)) return false;
      if (part.kind === 'member' && part.object.kind === 'this' && !isFixed(part)) return false;
      if (part.kind !== 'name' || !part.binding || found.has(part.binding)) continue;
      found.add(part.binding);
      if (part.binding.fn !== part.at.fn) continue;
      for (const def of part.binding.defs) if (def.kind === 'assign' || def.kind === 'append') queue.push(def.value);
    }
  }
  return call.args.length > 0;
}

/** `bedrock('…')`, `getModel("…")`: names a model, each time the same. */
const namesModel = /bedrock|model|anthropic|provider/i;

function isPure({ callee, args }: CallExpr): boolean {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  return typeof name === 'string' && (pure.has(name) || command.test(name) || (namesModel.test(name) && args.length === 1 && args[0]!.value.kind === 'text'));
}

/** A field that only the constructor sets. */
function isFixed({ object, property }: Extract<Expr, { kind: 'member' }>): boolean {
  const cls = object.kind === 'this' ? object.cls : undefined;
  if (!cls || typeof property !== 'string') return false;
  return cls.writes.every(def => !('path' in def) || def.path?.[0] !== property || def.at.fn.kind === 'constructor' || def.at.fn.name === '__init__');
}

/** The calls of one function, without those nested in it, that send requests. */
export interface Requests {
  readonly calls: readonly CallExpr[];
  /** By how they are written, but for white space. */
  readonly alike: ReadonlyMap<string, readonly CallExpr[]>;
}

export function requestsAmong(calls: readonly CallExpr[]): Requests {
  const alike = new Map<string, CallExpr[]>();
  for (const call of calls) {
    const text = written(call);
    const others = alike.get(text);
    if (others) others.push(call);
    else alike.set(text, [call]);
  }
  return { calls, alike };
}

function written({ at, range }: CallExpr): string {
  return at.fn.module.text.slice(...range).replaceAll(/\s+/g, ' ');
}

/** More of them say no more of what a request carries along. */
const mostEarlier = 100;

/** The requests nearest before this one in its function that run on every way to it. */
export function earlierCalls(call: CallExpr, { calls }: Requests): CallExpr[] {
  const found: CallExpr[] = [];
  for (let index = calls.lastIndexOf(call) - 1; index >= 0 && found.length < mostEarlier; index--) if (isBefore(calls[index]!, call)) found.push(calls[index]!);
  return found.toReversed();
}

/** A request before this one that says the same, runs on every way to it, and leaves nothing changed between the two. */
export function earlierTwin(call: CallExpr, { alike }: Requests): CallExpr | undefined {
  const others = (alike.get(written(call)) ?? []).filter(other => other.loop === call.loop && other.callee.kind === call.callee.kind && isBefore(other, call));
  const names = new Set<Binding>();
  if (others.length === 0 || !isStable(call, names)) return undefined;
  return others.find(other => [...names].every(({ defs }) => !defs.some(({ range }) => range[0] >= other.range[1] && range[1] <= call.range[0])));
}

function isBefore(other: CallExpr, call: CallExpr): boolean {
  return other !== call && other.range[1] <= call.range[0] && other.at.arms.every(arm => call.at.arms.includes(arm));
}

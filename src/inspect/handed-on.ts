/** Calls that have a function run by a thread, a pool or a loop: which function, and what it is called with. */
import type { ArgExpr, Binding, CallExpr, Expr, ListExpr, NameExpr } from '../core/ir.ts';

/** A function that is run, and the arguments that it gets. */
export interface HandedOn {
  readonly fn: Expr;
  readonly args: readonly ArgExpr[];
  /** What it is run for: once per item. */
  readonly over?: Expr;
}

/** Which argument the function is; its own stand behind it. */
const behind: ReadonlyMap<string, number> = new Map([['submit', 0], ['to_thread', 0], ['run_sync', 0], ['run_in_threadpool', 0], ['run_in_executor', 1], ['add_task', 0], ['start_soon', 0]]);
/** Those that take its arguments as a tuple and a dict, in these places or by name. */
const packed: ReadonlyMap<string, { readonly names: readonly [string, string, string]; readonly first: number }> = new Map([
  ['Thread', { names: ['target', 'args', 'kwargs'], first: Number.POSITIVE_INFINITY }],
  ['Process', { names: ['target', 'args', 'kwargs'], first: Number.POSITIVE_INFINITY }],
  ['Timer', { names: ['function', 'args', 'kwargs'], first: 1 }],
  ['apply_async', { names: ['func', 'args', 'kwds'], first: 0 }],
]);
/** Those that run it for each item of the lists behind it; of a list alone, for its own items. */
const each = new Set(['map', 'imap', 'imap_unordered', 'starmap', 'forEach', 'flatMap']);

/** What a call hands on; undefined for those that run what they are told themselves. */
export function handedOn(call: CallExpr): HandedOn | undefined {
  const { callee, args } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  if (typeof name !== 'string') return undefined;
  if (each.has(name)) return perItem(call, name);
  const index = behind.get(name);
  if (index !== undefined) return positional(args[index]) && { fn: args[index]!.value, args: args.slice(index + 1) };
  const form = packed.get(name);
  if (!form) return undefined;
  const [fn, list, keywords] = form.names.map((own, place) => args.find(arg => arg.name === own) ?? positional(args[form.first + place]));
  if (!fn) return undefined;
  return { fn: fn.value, args: [...(list ? [{ value: list.value, spread: 'items', range: list.range } as const] : []), ...(keywords ? [{ value: keywords.value, spread: 'keywords', range: keywords.range } as const] : [])] };
}

/** Those of projects that try again what they are handed: `self._retry(client.converse, **request)`. */
const triesAgain = /retr(?:y|ies)|back_?off/i;
/** Those that run it under a guard of their own: `self._breaker.execute(retry, self._send, client, request)`. */
const runs = /^_*(?:a?call|a?execute|a?run|a?invoke|guard|protect|attempt|with)(?:_|$)|retr(?:y|ies)|back_?off|breaker|throttle/i;

/** What a call of a function of the project may hand on, with what stands behind it. */
export function mayHandOn({ callee, args }: CallExpr): readonly HandedOn[] {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  if (typeof name !== 'string' || !runs.test(name)) return [];
  return args.flatMap((arg, index) => (isReference(arg) && positional(args[index + 1]) ? [{ fn: arg.value, args: args.slice(index + 1) }] : []));
}

/** May it be a function, by what its name says? To evaluate every argument would cost too much. */
function isReference(arg: ArgExpr): boolean {
  const { value } = arg;
  return positional(arg) !== undefined && (value.kind === 'member' || (value.kind === 'name' && value.binding?.defs.some(({ kind }) => kind === 'function' || kind === 'import') === true));
}

/**
 * The call of a method that is handed on with what stands behind it: `asyncio.to_thread(client.messages.create, model=…)` is
 * `client.messages.create(model=…)`. What `partial` binds may be added to where it is called, but for a request that has its messages.
 */
export function methodHandedOn(call: CallExpr): CallExpr | undefined {
  const { callee, args } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  if (typeof name !== 'string') return undefined;
  const index = behind.get(name) ?? (name === 'partial' || triesAgain.test(name) ? 0 : undefined);
  const method = index === undefined ? undefined : positional(args[index])?.value;
  if (method?.kind !== 'member') return undefined;
  const own = args.slice(index! + 1);
  const isWhole = name === 'partial' ? own.some(arg => arg.name === 'messages') : own.length > 0;
  return isWhole ? { ...call, callee: method, args: own, isNew: false } : undefined;
}

function positional(arg: ArgExpr | undefined): ArgExpr | undefined {
  return arg && arg.name === undefined && !arg.spread ? arg : undefined;
}

function perItem(call: CallExpr, name: string): HandedOn | undefined {
  const [fn, ...rest] = call.args;
  // A callback that stands there makes its calls itself.
  if (!positional(fn) || fn!.value.kind === 'function') return undefined;
  const lists = rest.filter(arg => positional(arg)).map(arg => arg.value);
  if (lists.length === 0 && call.callee.kind === 'member') lists.push(call.callee.object);
  const [over] = lists;
  if (!over) return undefined;
  const spread = name === 'starmap' ? ({ spread: 'items' } as const) : {};
  return { fn: fn!.value, args: lists.map(list => ({ value: itemOf(list, call), range: list.range, ...spread })), over };
}

/** A name that stands for each item of a list. */
function itemOf(list: Expr, { at, range }: CallExpr): NameExpr {
  const binding: Binding = { name: 'item', fn: at.fn, defs: [{ kind: 'item', of: eachOf(list) ?? list, at, range: list.range }] };
  return { kind: 'name', range: list.range, name: 'item', binding, at: { ...at, offset: range[1] } };
}

/** A comprehension of one text says more of an item than the list that it makes, to which others may be added. */
function eachOf(list: Expr): ListExpr | undefined {
  const only = list.kind === 'list' && list.items.length === 1 ? list.items[0] : undefined;
  return list.kind === 'list' && only?.kind === 'each' ? { kind: 'list', range: list.range, items: [{ kind: 'item', value: only.value }] } : undefined;
}

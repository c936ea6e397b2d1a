/** What a call is repeated for: independent items, retries, agent turns, or one model after the other. */
import type { CallContext } from '../core/call.ts';
import type { Arm, Binding, CallExpr, Def, Expr, Fn, Loop, Place } from '../core/ir.ts';
import { looksLikeModelId } from '../core/model-id.ts';
import type { Value } from '../core/value.ts';
import { namesIn } from '../core/walk.ts';
import { optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { excerpt, plain } from '../resolve/text.ts';
import { handedOn } from './handed-on.ts';
import { mentions } from './handler.ts';
import { madeOf, requestBindings } from './request-bindings.ts';

const none: CallContext = { loop: 'none' };

/** Callbacks that run once per item. */
const perItem = new Set(['map', 'forEach', 'flatMap', 'filter', 'mapSeries', 'each', 'eachSeries', 'submit', 'starmap', 'imap', 'imap_unordered', 'concurrently']);
const pooled = new Set(['map', 'starmap', 'imap', 'imap_unordered']);
/** Functions of queue and concurrency packages that run a callback per item. */
const perItemFunctions = new Set(['map', 'pMap', 'pmap', 'mapLimit', 'eachLimit', 'forEachOf', 'mapWithConcurrency', 'parallelMap']);
/** What runs over a list that nobody knows, where each is a model: `for model in models`. */
const MODEL = /^(?:llm|(?:ai_?|llm_?|bedrock_?)?model(?:_?(?:id|name))?)$/i;
const retryNames = /retry|retries|attempt|backoff/i;

/**
 * The innermost loop that says something of the call; looks through callbacks, and up to two functions up (`callersOf`). Attempts at one of
 * many items are items, but for those of a wrapper (`isWrapper`), whose callers are calls of their own.
 */
export function contextOf(engine: Engine, call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], isWrapper: (fn: Fn) => boolean): CallContext {
  const own = around(engine, call, callersOf);
  const isAttempt = own.loop === 'retry' && !isWrapper(outermostCallback(call.at.fn));
  if (own.loop !== 'none' && !isAttempt) return own;
  const outer = above(engine, call, callersOf, 2);
  return isAttempt && outer.loop !== 'items' ? own : outer;
}

function above(engine: Engine, call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], levels: number): CallContext {
  for (const caller of levels > 0 ? callersOf(outermostCallback(call.at.fn)) : []) {
    const context = around(engine, caller, callersOf);
    if (context.loop !== 'none') return context;
    const further = above(engine, caller, callersOf, levels - 1);
    if (further.loop !== 'none') return further;
  }
  return none;
}

function outermostCallback(fn: Fn): Fn {
  return fn.kind === 'lambda' && fn.parent && fn.parent.kind !== 'module' ? outermostCallback(fn.parent) : fn;
}

/** `inner`: the request in a callback of the call. */
function around(engine: Engine, call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], inner = call): CallContext {
  let attempts: CallContext | undefined;
  for (let loop: Loop | undefined = call.loop; loop; loop = loop.parent) {
    const context = classify(engine, loop, call, callersOf, inner);
    // Attempts for each of many items: the items are what counts.
    if (context.loop === 'items' || (context.loop !== 'none' && context.loop !== 'retry' && !attempts)) return context;
    if (context.loop === 'retry') attempts ??= context;
  }
  if (attempts) return attempts;
  const over = handedOn(call)?.over;
  if (over) return listContext(engine, over, call.at.fn, excerpt(call.at.fn.module, over.range));
  const passed = call.at.fn.passedTo?.call ?? handsOn(call.at.fn);
  return passed ? inCallback(engine, passed, callersOf, inner) : none;
}

/** The call that gets a function which stands in another one, by its name: `breaker.call(send)`; what is known to run it is one of its callers. */
function handsOn(fn: Fn): CallExpr | undefined {
  if (fn.kind !== 'function' || !fn.parent || fn.parent.kind === 'module') return undefined;
  return mentions(fn).find(call => call.at.fn === fn.parent && !handedOn(call));
}

function inCallback(engine: Engine, call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], inner: CallExpr): CallContext {
  const { callee } = call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  if (typeof name === 'string') {
    if (retryNames.test(name)) {
      const outer = around(engine, call, callersOf, inner);
      return outer.loop === 'items' ? outer : { loop: 'retry' };
    }
    const module = call.at.fn.module;
    if (callee.kind === 'member' && perItem.has(name)) {
      // Pools of Python get the list behind the callback; in JavaScript, what stands there is `this`.
      const list = pooled.has(name) && module.language !== 'javascript' && module.language !== 'typescript' ? (call.args[1]?.value ?? callee.object) : callee.object;
      return listContext(engine, list, call.at.fn, excerpt(module, list.range));
    }
    if (callee.kind === 'name' && perItemFunctions.has(name)) return { loop: 'items', ...(call.args[0] && { over: excerpt(module, call.args[0].value.range) }) };
  }
  return around(engine, call, callersOf, inner);
}

function listContext(engine: Engine, list: Expr, fn: Fn, over: string): CallContext {
  const value = engine.evaluate(list, engine.frame(fn));
  return isListOfModels(value) ? { loop: 'models', over } : items(over, value);
}

function classify(engine: Engine, loop: Loop, call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], inner: CallExpr): CallContext {
  const { module } = loop.fn;
  const over = loop.over && excerpt(module, loop.over.range);
  if (loop.kind === 'while') return feedsItself(loop, inner) || !retries(loop, call) ? { loop: 'agent' } : { loop: 'retry' };
  if (loop.kind === 'for') {
    if (feedsItself(loop, inner)) return { loop: 'agent' };
    // `models[i]` until one answers.
    if (usedAsIndex(loop) && endsOnSuccess(loop, call.at)) return { loop: 'models', ...(over && { over }) };
    return usedAsIndex(loop) ? { loop: 'items', ...(over && { over }) } : { loop: 'retry' };
  }
  const list = loop.over && listOf(engine, loop.over, loop.fn, callersOf);
  if (list && (isListOfModels(list) || (tellsNothing(list) && loop.bindings.some(({ name }) => MODEL.test(name))))) return { loop: 'models', ...(over && { over }) };
  if (isCount(loop.over) && !usedAsIndex(loop)) return counted(loop, call, over, inner);
  if (loop.bindings.some(binding => retryNames.test(binding.name))) return { loop: 'retry' };
  if (feedsItself(loop, inner) || runsTools(loop, over)) return { loop: 'agent', ...(over && { over }) };
  if (endsOnSuccess(loop, call.at)) return { loop: 'models', ...(over && { over }) };
  return items(over, list);
}

const BLOCKS = /(?:content|tool_?(?:calls|uses))["')\]]*$/i;
const TOOL = /tool_?(?:use|call)|function_?call/i;

/** A turn of an agent: the tools that an answer asks for. */
function runsTools({ range, fn }: Loop, over: string | undefined): boolean {
  return over !== undefined && BLOCKS.test(over) && TOOL.test(fn.module.text.slice(...range));
}

function items(over: string | undefined, list: Value | undefined): CallContext {
  const [, first, second] = SLICED.exec(over ?? '') ?? [];
  const most = (list && atMost(list)) ?? (first ?? second ? Number(first ?? second) : undefined);
  return { loop: 'items', ...(over && { over }), ...(most !== undefined && { items: most }) };
}

/** What is looped over; a parameter is what the one caller hands in. */
function listOf(engine: Engine, over: Expr, fn: Fn, callersOf: (fn: Fn) => readonly CallExpr[]): Value {
  const value = engine.evaluate(over, engine.frame(fn));
  const param = value.kind === 'unknown' && value.param?.fn === fn && value.param.path.length === 0 ? value.param.param : undefined;
  const [caller, ...others] = param ? callersOf(fn) : [];
  if (!param || !caller || others.length > 0) return value;
  const arg = caller.args.find(({ name }) => name === param.name) ?? caller.args.filter(({ name }) => name === undefined)[param.index];
  return arg && !arg.spread ? engine.evaluate(arg.value, engine.frame(caller.at.fn)) : value;
}

/** `letters.slice(0, 10)`, `letters[:10]`: how many, where the cut says so. */
const SLICED = /\.slice\(\s*(?:0\s*)?,\s*(\d+)\s*\)$|\[\s*(?:0\s*)?:\s*(\d+)\s*\]$/;

/** How many items a list that the source writes out holds. */
function atMost(list: Value): number | undefined {
  const sizes = optionsOf(list).map(option => {
    if (option.kind === 'list') return option.open ? undefined : option.items.length;
    return option.kind === 'object' && !option.open ? option.entries.size : undefined;
  });
  return sizes.every(size => size !== undefined) ? Math.max(...sizes) : undefined;
}

/** `range(3)`: not the items of a list. */
function isCount(over: Expr | undefined): boolean {
  if (over?.kind !== 'call' || over.callee.kind !== 'name' || over.callee.name !== 'range') return false;
  return !over.args.some(({ value }) => value.kind === 'call');
}

/** So many turns: attempts at one request, until one succeeds, or requests of which each is another one. */
function counted(loop: Loop, call: CallExpr, over: string | undefined, inner: CallExpr): CallContext {
  if (feedsItself(loop, inner)) return { loop: 'agent' };
  const isLeft = loop.exits.some(({ kind, at }) => kind !== 'throw' && at.fn === call.at.fn && at.offset >= loop.range[0]);
  if (isLeft || loop.bindings.some(({ name }) => retryNames.test(name))) return retries(loop, call) ? { loop: 'retry' } : none;
  return requestBindings(inner, loop.fn).some(binding => isMadeIn(loop, binding)) ? items(over, undefined) : none;
}

/** Does a turn set it, or is it the counter? */
function isMadeIn({ range, fn, bindings }: Loop, binding: Binding): boolean {
  return bindings.includes(binding) || binding.defs.some(def => def.kind === 'assign' && def.at.fn === fn && def.range[0] >= range[0] && def.range[1] <= range[1]);
}

/** The loop is left as soon as the call has answered: only a failure brings the next turn. */
function retries(loop: Loop, call: CallExpr): boolean {
  return call.at.arms.some(arm => arm.branch.kind === 'try') || endsOnSuccess(loop, call.at);
}

function endsOnSuccess(loop: Loop, call: Place): boolean {
  // `return await call()` holds the call; a return behind it in the same arms follows it.
  const behind = loop.exits.filter(({ kind, at }) => kind !== 'throw' && at.fn === call.fn && at.offset >= loop.range[0] && at.offset >= call.offset - 200);
  const deeper = behind.map(({ at }) => at.arms.filter(arm => !call.arms.includes(arm) && !(arm.branch.kind === 'try' && arm.index === 0)));
  return deeper.some(arms => arms.length === 0 || leavesInAll(arms[0]!, deeper));
}

/** `if … return`, `elif … return`, `else … return`. */
function leavesInAll({ branch }: Arm, all: readonly (readonly Arm[])[]): boolean {
  const left = all.flatMap(([arm, more]) => (arm?.branch === branch && !more ? [arm.index] : []));
  return branch.total && new Set(left).size === branch.arms;
}

/** What the request is made of grows in the loop: a conversation, an accumulated text. */
function feedsItself(loop: Loop, call: CallExpr): boolean {
  // What stands before the loop is made of what its names held there.
  const named = madeOf(call, def => (def.kind === 'assign' && isWithin(def, loop) ? [def.value] : []), loop.fn).bindings;
  return requestBindings(call, loop.fn).some(binding => {
    // A module is no state of a request: what grows in `st.session_state` is not what `st.selectbox` gave.
    if (binding.defs.some(def => def.kind === 'import' && (def.name === '*' || def.name === '='))) return false;
    const isOutside = binding.defs.some(def => def.kind !== 'mutate' && def.kind !== 'append' && def.kind !== 'set' && (def.at.offset < loop.range[0] || def.at.fn !== loop.fn));
    return isOutside && !loop.bindings.includes(binding) && binding.defs.some(def => isWithin(def, loop) && (def.kind === 'mutate' || (def.kind === 'append' && def.value.kind !== 'number') || (def.kind === 'assign' && named.has(binding) && (grows(binding, def.value) || isAnswer(binding, def, call, loop)))));
  });
}

type Assign = Extract<Def, { kind: 'assign' }>;

function isWithin({ at, range }: Def, loop: Loop): boolean {
  return at.fn === loop.fn && range[0] >= loop.range[0] && range[1] <= loop.range[1];
}

/** `messages = [...messages, answer]`, `text = text + line`; a counter does not. */
function grows(binding: Binding, value: Expr): boolean {
  const isIt = (expr: Expr): boolean => expr.kind === 'name' && expr.binding === binding;
  if (value.kind === 'list') return value.items.some(item => item.kind === 'spread' && isIt(item.value));
  if (value.kind === 'text') return value.parts[0]?.kind === 'hole' && isIt(value.parts[0].value);
  if (value.kind === 'binary') return value.operator === '+' && value.right.kind !== 'number' && (isIt(value.left) || grows(binding, value.left));
  return value.kind === 'call' && value.callee.kind === 'member' && value.callee.property === 'concat' && isIt(value.callee.object);
}

/** Is it what the model answered in this turn, itself or by a name, and does the next turn ask with it? `summary = await ask(summary, chunk)`. */
function isAnswer(binding: Binding, def: Assign, call: CallExpr, loop: Loop): boolean {
  const holds = ({ range }: Expr): boolean => range[0] <= call.range[0] && call.range[1] <= range[1];
  const isMadeOfIt = holds(def.value) || [...namesIn(def.value)].some(name => assignsIn(name.binding, loop).some(({ value }) => holds(value)));
  const isMadeAnew = assignsIn(binding, loop).some(({ value, at }) => value.range[1] <= call.range[0] && at.arms.every(arm => call.at.arms.includes(arm)));
  return call.at.fn === loop.fn && def.at.offset >= call.range[0] && isMadeOfIt && !isMadeAnew;
}

function assignsIn(binding: Binding | undefined, loop: Loop): Assign[] {
  return binding?.defs.filter((def): def is Assign => def.kind === 'assign' && isWithin(def, loop)) ?? [];
}

/** The counter picks items: `list[i]`, `list.slice(i, i + 10)`. */
function usedAsIndex(loop: Loop): boolean {
  const { text } = loop.fn.module;
  const body = text.slice(...loop.range);
  return loop.bindings.some(({ name }) => {
    const counter = name.replaceAll(/[^\w$]/g, '');
    return counter !== '' && new RegExp(String.raw`\[\s*${counter.replaceAll('$', String.raw`\$`)}\b|\b(?:slice|splice|at)\(\s*${counter.replaceAll('$', String.raw`\$`)}\b`).test(body);
  });
}

/** Models, of which the environment may name some. */
function isListOfModels(list: Value): boolean {
  return optionsOf(list).some(value => value.kind === 'list' && value.items.some(holdsModelId) && value.items.every(item => holdsModelId(item) || tellsNothing(item)));
}

/** Neither a value nor a list of some: the numbers of items say nothing of them. */
function tellsNothing(value: Value): boolean {
  return optionsOf(value).every(option => option.kind === 'unknown' || option.kind === 'number' || (option.kind === 'list' && option.items.every(tellsNothing)));
}

function holdsModelId(value: Value): boolean {
  return optionsOf(value).some(option => {
    if (option.kind === 'object') return [...option.entries.values()].some(entry => holdsModelId(entry.value));
    if (option.kind === 'list') return option.items.some(holdsModelId);
    const text = plain(option);
    return text !== undefined && looksLikeModelId(text);
  });
}


/** What may hold the answer already when a call is reached: a cache, a table of requests under way, a stored result. */
import type { CallExpr, Fn } from '../core/ir.ts';
import { excerpt } from '../resolve/text.ts';
import { mentions } from './handler.ts';
import { lastName, namesIn } from '../core/walk.ts';

const deepest = 3;
/** Names of stores of answers; prompt caching (`cachePoint`, `cache_control`, `CacheConfig`) is none. */
const STORE = /(?<![\w$])(?:[\w$.]{0,60}?(?:cache|redis|memo(?!ry)|in_?flight|singleflight|dedup\w*|kv|semcache|gptcache|lru|pending\w{0,60})[\w$]{0,60})/gi;
const PROMPT_CACHING = /cache_?(?:point|control|config|read|write|creation|tools|prompt|ttl|d_?(?:tokens|prefix))|prompt_?cach|cacheStrategy|\bcaching\b|no-?cache|revalidate/i;
const WRAPS = /cache|memo(?!ry)|swr|^useQuery$|dedup|singleflight|getOrSet|remember|once$/i;

/** What the source says that looks for an answer before the call; undefined where it shows nothing of the kind. */
export function answerCacheOf(call: CallExpr, callersOf: (fn: Fn) => readonly CallExpr[], depth = 0): string | undefined {
  for (let fn: Fn | undefined = call.at.fn; fn && fn.kind !== 'module'; fn = fn.parent) {
    const { module } = fn;
    for (const decorator of fn.decorators) if (WRAPS.test(module.text.slice(...decorator.range))) return `@${excerpt(module, decorator.range)}`;
    for (const wrapper of [fn.passedTo?.call, ...mentions(fn)]) if (wrapper && WRAPS.test(lastName(wrapper.callee))) return excerpt(module, wrapper.callee.range);
    const found = storeNamed(fn) ?? storedAnswer(fn, call);
    if (found !== undefined) return found;
    if (depth >= deepest) continue;
    for (const caller of callersOf(fn)) {
      const above = answerCacheOf(caller, callersOf, depth + 1);
      if (above !== undefined) return above;
    }
  }
  return undefined;
}

const stores = new WeakMap<Fn, string | undefined>();

/** Looked for once, however many calls the function holds. */
function storeNamed(fn: Fn): string | undefined {
  if (!stores.has(fn)) stores.set(fn, firstStoreIn(fn));
  return stores.get(fn);
}

function firstStoreIn(fn: Fn): string | undefined {
  const code = fn.module.text.slice(...fn.range);
  for (const [name] of code.matchAll(STORE)) if (!PROMPT_CACHING.test(name)) return name.slice(0, 60);
  return undefined;
}

/** `if (existing) return existing.answer`: left early with what was looked up. */
function storedAnswer(fn: Fn, call: CallExpr): string | undefined {
  for (const { value, at } of fn.returns) {
    if (at.offset >= call.range[0]) continue;
    const test = at.arms.at(-1)?.branch.test;
    if (!test) continue;
    const asked = new Set([...namesIn(test)].flatMap(({ binding }) => binding ?? []));
    const given = [...namesIn(value)].find(({ binding }) => binding !== undefined && asked.has(binding));
    if (given && given.binding!.defs.some(def => def.kind !== 'param')) return given.name;
  }
  return undefined;
}

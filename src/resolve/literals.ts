/** Values of what is written out: texts with holes, objects, lists. */
import type { Expr, ItemExpr, ListExpr, ObjectExpr, TextExpr } from '../core/ir.ts';
import type { Entry, Env, ListValue, Origin, Piece, Unknown, Value } from '../core/value.ts';
import { optionsOf } from './choice.ts';
import type { Engine } from './engine.ts';
import { runOver } from './iteration.ts';
import { objectOfPairs, withUnsure } from './pairs.ts';
import { keyFrom, merge } from './path.ts';
import { dedent, excerpt, piecesOf, textOf } from './text.ts';
import { truth } from './truth.ts';
import { turnsOver } from './turns.ts';

type Each = Extract<ItemExpr, { kind: 'each' }>;

/** A text; tags that take the indentation away (`dedent`) do so. */
export function textValue(engine: Engine, expr: TextExpr, env: Env, origin: Origin): Value {
  const { module } = env.fn;
  const pieces = expr.parts.flatMap((part): readonly Piece[] => {
    if (part.kind === 'literal') return [{ value: part.value, path: module.path, range: part.range, exact: part.exact }];
    return piecesOf(engine.evaluate(part.value, env), () => excerpt(module, part.value.range), module.path, part.range, { expr: part.value, env });
  });
  const text = textOf(pieces, origin);
  const tag = expr.tag?.kind === 'name' ? expr.tag.name : expr.tag?.kind === 'member' ? expr.tag.property : '';
  return typeof tag === 'string' && /dedent|outdent|stripIndent/i.test(tag) ? dedent(text) : text;
}

/** The entries of an object in their order, spreads laid over what stands before them. */
export function objectValue(engine: Engine, expr: ObjectExpr, env: Env, origin: Origin): Value {
  const { module } = env.fn;
  let entries = new Map<string, Entry>();
  let open = false;
  let rest: Unknown | undefined;
  for (const [index, entry] of expr.entries.entries()) {
    if (entry.kind === 'spread') {
      const value = engine.evaluate(entry.value, env);
      const laid = merge({ kind: 'object', entries, open, ...(rest && { rest }) }, entry.isPairs ? objectOfPairs(value, origin) : value);
      entries = new Map(laid.entries);
      ({ open, rest } = laid);
      continue;
    }
    const key = typeof entry.key === 'string' ? entry.key : keyFrom(engine.evaluate(entry.key.computed, env));
    if (key === undefined) open = true;
    else entries.set(String(key), { value: engine.entry(entry.value, env, expr.entries.length - index - 1), origin: { path: module.path, range: entry.range, module, expr: entry.value } });
  }
  const type = expr.type && engine.evaluate(expr.type, env);
  const isWhole = !expr.entries.some(entry => entry.kind === 'spread' && entry.isPairs);
  return { kind: 'object', entries, open, origin, ...(isWhole && { literal: { module, expr } }), ...(rest && { rest }), ...(type && { type }) };
}

const written: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>(['text', 'number', 'constant', 'function', 'class']);

/** Does what it is stand there (a literal, a function, a name that the language has)? To read it takes no patience. */
export function isWritten(expr: Expr): boolean {
  return written.has(expr.kind) || (expr.kind === 'name' && !expr.binding);
}

export function listValue(engine: Engine, expr: ListExpr, env: Env, origin: Origin): Value {
  const [only, ...others] = expr.items;
  if (only?.kind === 'each' && others.length === 0) {
    const { items, open, maybe } = itemsMade(engine, only.value, only.loops, env);
    return withUnsure({ kind: 'list', items, open, origin }, maybe);
  }
  let open = false;
  const items = expr.items.flatMap((item): readonly Value[] => {
    if (item.kind === 'each') {
      const made = itemsMade(engine, item.value, item.loops, env);
      open ||= made.open;
      return made.items;
    }
    const value = engine.evaluate(item.value, env);
    if (item.kind === 'item') return [value];
    const options = optionsOf(runOver(value, env.fn.module));
    if (options.length > 1 || options.some(option => option.kind !== 'list' || option.open)) open = true;
    return options.flatMap(option => (option.kind === 'list' ? option.items : []));
  });
  return { kind: 'list', items, open, origin };
}

interface Made extends Pick<ListValue, 'items' | 'open'> {
  /** Items that may be absent, where nothing else is open. */
  readonly maybe: ReadonlySet<Value>;
}
const none: ReadonlySet<Value> = new Set();

/** What a comprehension makes: turn by turn where the items of its loops are known, else once for all of them. */
function itemsMade(engine: Engine, value: Expr, [loop, ...inner]: Each['loops'], env: Env): Made {
  if (!loop) return { items: [engine.evaluate(value, env)], open: false, maybe: none };
  const turns = turnsOver(engine, loop.of, env);
  if (!turns) return { items: itemsMade(engine, value, inner, env).items, open: true, maybe: none };
  let isOpen = turns.others !== undefined;
  const maybe = new Set<Value>();
  const items = turns.known.flatMap(turn => {
    const passes = loop.tests.map(test => truth(engine, test, turn));
    if (passes.includes(false)) return [];
    const made = itemsMade(engine, value, inner, turn);
    isOpen ||= made.open && made.maybe.size === 0;
    for (const item of passes.includes(undefined) ? made.items : made.maybe) maybe.add(item);
    return made.items;
  });
  return { items, open: isOpen || maybe.size > 0, maybe: isOpen ? none : maybe };
}

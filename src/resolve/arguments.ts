/** Arguments of a call: positional and named, with spreads taken apart where they are known. */
import type { ArgumentReader } from '../core/sdk.ts';
import type { Fn, Param } from '../core/ir.ts';
import type { Arguments, Entry, Env, ObjectValue, Origin, Unknown, Value } from '../core/value.ts';
import { choice, nothing, optionsOf, unknown } from './choice.ts';
import type { Engine, Given } from './engine.ts';
import { merge } from './path.ts';

/** The environment in which arguments are evaluated: where no other is known, that of the function around the call, whose receiver they may name. */
function envOf(engine: Engine, { env, expr }: Arguments): Env {
  return env ?? engine.frame(expr.at.fn);
}

/** The place of a parameter among those that take positional arguments. */
export function positionOf(fn: Fn, param: Param): number {
  return fn.params.filter(other => other.kind !== 'keyword').indexOf(param);
}

/** What a call gives a parameter, by its name or its place; undefined where it gives nothing that is seen. */
export function argumentFor(engine: Engine, args: Arguments, fn: Fn, param: Param): Value | undefined {
  const { positional, named } = given(engine, args);
  return ((param.name === undefined ? undefined : named.get(param.name)) ?? positional[positionOf(fn, param)]?.value)?.();
}

export function given(engine: Engine, args: Arguments): Given {
  const positional: { value: () => Value; expr?: Arguments['expr']['args'][number]['value'] }[] = [];
  const named = new Map<string, () => Value>();
  let openItems = false;
  let openNames = false;
  let rest: Unknown | undefined;
  if (args.before) {
    const before = given(engine, args.before);
    positional.push(...before.positional);
    for (const [name, value] of before.named) named.set(name, value);
    openItems ||= before.openItems;
    openNames ||= before.openNames;
    rest = before.rest;
  }
  positional.push(...(args.values ?? []).map(value => ({ value: () => value })));
  const env = envOf(engine, args);
  for (const [index, arg] of args.expr.args.entries()) {
    if (arg.spread === 'items') {
      const list = engine.evaluate(arg.value, env);
      if (list.kind === 'list') positional.push(...list.items.map(item => ({ value: () => item })));
      openItems ||= list.kind !== 'list' || list.open;
    } else if (arg.spread === 'keywords') {
      const object = spreadObject(engine.evaluate(arg.value, env));
      for (const [name, entry] of object.entries) named.set(name, () => (entry.optional ? choice([entry.value, nothing]) : entry.value));
      openNames ||= object.open;
      rest = object.rest ?? rest;
    } else if (arg.name !== undefined) named.set(arg.name, once(() => engine.entry(arg.value, env, args.expr.args.length - index - 1)));
    // Asked for in any order; one may be a whole prompt.
    else positional.push({ value: once(() => engine.entry(arg.value, env, 2 * (args.expr.args.length - 1))), expr: arg.value });
  }
  return { positional, named, openItems, openNames, ...(rest && { rest }) };
}

/** Asked for again, an argument is what it was: patience may have ended between. */
function once(value: () => Value): () => Value {
  let found: Value | undefined;
  return () => (found ??= value());
}

function spreadObject(value: Value): ObjectValue {
  return merge({ kind: 'object', entries: new Map(), open: false }, value);
}

/** What SDK files read arguments with; `defaults` hold where the call does not give them. */
export function reader(engine: Engine, args: Arguments, defaults: ReadonlyMap<string, () => Value> = new Map()): ArgumentReader {
  let found: Given | undefined;
  const all = (): Given => (found ??= withDefaults(given(engine, args), defaults));
  return {
    raw: args,
    get count() {
      return all().positional.length;
    },
    at(index) {
      const argument = all().positional[index];
      return argument ? argument.value() : all().openItems ? unknown('expression') : nothing;
    },
    named(name) {
      const argument = all().named.get(name);
      if (argument) return argument();
      const { openNames, rest } = all();
      return rest ? engine.member(rest, name) : openNames ? unknown('expression') : nothing;
    },
    keywords() {
      return keywords(engine, args, all());
    },
  };
}

function withDefaults(all: Given, defaults: ReadonlyMap<string, () => Value>): Given {
  const absent = [...defaults].filter(([name]) => !all.named.has(name));
  // Unseen keywords may hold another value.
  const fallback = (value: () => Value) => (all.openNames ? () => choice([value(), unknown('expression')]) : value);
  return { ...all, named: new Map([...all.named, ...absent.map(([name, value]) => [name, fallback(value)] as const)]) };
}

function keywords(engine: Engine, args: Arguments, all: Given): ObjectValue {
  const { module, expr } = args;
  const entries = new Map<string, Entry>();
  for (const [name, value] of all.named) {
    const arg = expr.args.find(candidate => candidate.name === name);
    const origin: Origin | undefined = arg && { path: module.path, range: arg.range, module, expr: arg.value };
    const optional = !arg && optionsOf(value()).some(option => option.kind === 'null');
    entries.set(name, { value: optional ? withoutNull(value()) : value(), ...(origin && { origin }), ...(optional && { optional }) });
  }
  // Where all keywords come from one spread object, an entry is best added to its literal.
  const only = expr.args.length === 1 && expr.args[0]!.spread === 'keywords' ? engine.evaluate(expr.args[0]!.value, envOf(engine, args)) : undefined;
  const literal = only?.kind === 'object' && only.literal ? only.literal : { module, expr };
  return { kind: 'object', entries, open: all.openNames, ...(all.rest && { rest: all.rest }), origin: { path: module.path, range: expr.range, module, expr }, literal };
}

function withoutNull(value: Value): Value {
  return value.kind === 'choice' ? choice(value.options.filter(option => option.kind !== 'null')) : value;
}


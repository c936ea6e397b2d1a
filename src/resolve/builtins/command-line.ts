/** Options of command lines: what a script falls back on where whoever starts it names no other. */
import type { CallExpr, Expr, Fn, Module, Param } from '../../core/ir.ts';
import type { Arguments, Entry, ExternalValue, ObjectValue, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { type Builtin, argumentOf, callsOf } from './builtin.ts';
import { choice, nothing, optionsOf, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { plain } from '../text.ts';

const dashes = /^-+/;
const clicks = /^(?:click|asyncclick|rich_click)$/;

/** One option, by the name under which the code reads it. */
interface Option {
  readonly name: string;
  readonly value: Value;
}

/** `parser.add_argument("--model-id", default="…")`, `@click.option("--model-id", default="…")`. */
function optionIn(engine: Engine, args: Arguments): Option | undefined {
  const { positional, named } = given(engine, args);
  const take = (name: string): Value => named.get(name)?.() ?? nothing;
  const names = positional.flatMap(({ value }) => plain(value()) ?? []);
  const own = plain(take('dest')) ?? names.find(name => !dashes.test(name)) ?? names.find(name => name.startsWith('--')) ?? names[0];
  if (own === undefined) return undefined;
  const name = own.replace(dashes, '').replaceAll('-', '_');
  const isAsked = names.every(each => !dashes.test(each)) || optionsOf(take('required')).some(option => option.kind === 'boolean' && option.value);
  const choices = take('choices');
  return { name, value: namedOr(name, take('default'), isAsked, choices.kind === 'list' ? choices.items : []) };
}

/** What is named on the command line, else the default. A flag may be set or not. */
function namedOr(name: string, fallback: Value, isAsked: boolean, choices: readonly Value[] = []): Value {
  const named = unknown('parameter', name);
  if (fallback.kind === 'boolean') return named;
  if (fallback.kind !== 'null') return choice([named, fallback]);
  return choice([named, ...choices, ...(isAsked ? [] : [nothing])]);
}

const ADDS = /^(?:add_argument|(?:requiredO|o)ptions?)$/;

const ACTION = /^action$/;
const known = new WeakMap<Module, Map<RegExp, readonly CallExpr[]>>();

/** Calls of a method, whatever it is asked of: groups and commands of a parser stand beside it. */
function callsOfMethod(module: Module, method: RegExp): readonly CallExpr[] {
  let byMethod = known.get(module);
  if (!byMethod) known.set(module, (byMethod = new Map()));
  let found = byMethod.get(method);
  if (!found) byMethod.set(method, (found = module.calls.filter(({ callee }) => callee.kind === 'member' && typeof callee.property === 'string' && method.test(callee.property))));
  return found;
}

/** Is a call made on what its function is given? */
function isHanded({ callee, at }: CallExpr): boolean {
  const receiver = callee.kind === 'member' ? callee.object : undefined;
  return receiver?.kind === 'name' && receiver.binding?.fn === at.fn && receiver.binding.defs.every(({ kind }) => kind === 'param');
}

/** `parser.parse_args()`: the options that are added where the parser is made, where it is used, and by functions that are handed one. */
const parsed: Builtin = (engine, { args, callee, origin }) => {
  const made = callee.result?.args?.expr.at.fn;
  const functions = new Set<Fn | undefined>([args.expr.at.fn, made]);
  const modules = new Set([args.expr.at.fn.module, ...(made ? [made.module] : [])]);
  const options = [...modules].flatMap(module => callsOfMethod(module, ADDS).flatMap(expr => {
    if (!functions.has(expr.at.fn) && !isHanded(expr)) return [];
    return optionIn(engine, { expr, env: engine.frame(expr.at.fn), module }) ?? [];
  }));
  return { ...objectOf(options), origin };
};

/** Options by their names; of several commands, each may be the one that is started. */
function objectOf(options: readonly Option[]): ObjectValue {
  const values = new Map<string, Value[]>();
  for (const { name, value } of options) values.set(name, [...(values.get(name) ?? []), value]);
  return { kind: 'object', entries: new Map([...values].map(([name, each]): [string, Entry] => [name, { value: choice(each) }])), open: true };
}

/** `parse_known_args()` gives what it does not know beside. */
const parsedInPart: Builtin = (engine, call) => ({ kind: 'list', items: [parsed(engine, call) ?? unknown('call'), { kind: 'list', items: [], open: true }], open: false, origin: call.origin });

/** `values` of `parseArgs({ options: { model: { type: 'string', default: '…' } } })`. */
const ofNode: Builtin = (engine, { at, origin }) => {
  const options = engine.member(at(0), 'options');
  if (options.kind !== 'object') return undefined;
  const entries = [...options.entries].map(([name, { value }]): [string, Entry] => [name, { value: namedOr(name, engine.member(value, 'default'), false) }]);
  return { kind: 'object', entries: new Map<string, Entry>([['values', { value: { kind: 'object', entries: new Map(entries), open: options.open } }]]), open: true, origin };
};

/** `opts()` of Commander, `parseSync()` of yargs. */
const ofScript: Builtin = (engine, { args }) => optionsOfModule(engine, args.expr.at.fn.module);

/** The options that a module adds, by the names under which it reads them. */
function optionsOfModule(engine: Engine, module: Module): Value {
  const options = callsOfMethod(module, ADDS).flatMap(expr => optionsOfScript(engine, { expr, env: engine.frame(expr.at.fn), module }));
  return objectOf(options);
}

/** `option('-m, --model-id <id>', 'help', "…")`, with what reads it before the default; `option('model-id', { default: "…" })`; `options({ … })`. */
function optionsOfScript(engine: Engine, args: Arguments): Option[] {
  const [first, second, third, fourth] = given(engine, args).positional.map(({ value }) => value());
  const flags = first && plain(first);
  if (flags === undefined) return first?.kind === 'object' ? [...first.entries].map(([name, { value }]) => scriptOption(name, engine.member(value, 'default'))) : [];
  if (second?.kind === 'object') return [scriptOption(flags, engine.member(second, 'default'))];
  const long = /--([\w-]+)/.exec(flags)?.[1];
  return long ? [scriptOption(long, (third?.kind === 'function' || third?.kind === 'external' ? fourth : third) ?? nothing)] : [];
}

function scriptOption(name: string, fallback: Value): Option {
  const read = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { name: read, value: namedOr(read, fallback, false) };
}

/** Last names of what reads them; `opts` stands in the list of functions. */
export const commandLineReaders = ['parse', 'parseSync', 'parseAsync'];

/** The reading of options that are added in a chain of any length. */
export function commandLineBuiltin({ module, path, result }: ExternalValue): Builtin | undefined {
  const method = path.at(-1);
  if (method === undefined || !result) return undefined;
  return (module === 'commander' && method === 'opts') || (module === 'yargs' && commandLineReaders.includes(method)) ? ofScript : undefined;
}

/** `yargs(…).option(…).argv`. */
export function argvOf(engine: Engine, { module, path, result }: ExternalValue): Value | undefined {
  const within = module === 'yargs' && path.length === 0 ? result?.args?.expr.at.fn.module : undefined;
  return within && optionsOfModule(engine, within);
}

function isNamed(value: Expr | undefined, fn: Fn): boolean {
  return value?.kind === 'function' ? value.fn === fn : value?.kind === 'name' && (value.binding?.defs.some(def => def.kind === 'function' && def.fn === fn) ?? false);
}

/** What Commander hands to an action behind the arguments of its command: the options. `program.command('ask <question>').option(…).action((question, options) => …)`. */
export function fromCommander(engine: Engine, fn: Fn, param: Param): Value | undefined {
  if (param.kind !== 'positional') return undefined;
  const call = callsOfMethod(fn.module, ACTION).find(({ args }) => isNamed(args[0]?.value, fn));
  const receiver = call?.callee.kind === 'member' ? engine.evaluate(call.callee.object, engine.frame(call.at.fn)) : undefined;
  if (receiver?.kind !== 'external' || receiver.module !== 'commander') return undefined;
  const chain = callsOf(receiver.result);
  const begin = chain.findIndex(({ callee }) => callee.path.at(-1) === 'command');
  const own = begin < 0 ? chain : chain.slice(0, begin + 1);
  const count = own.reduce((sum, { callee, args }) => sum + (args ? argumentsNamed(callee.path.at(-1), plain(given(engine, args).positional[0]?.value() ?? nothing) ?? '') : 0), 0);
  if (param.index !== count) return undefined;
  const options = own.flatMap(({ callee, args }) => (args && ADDS.test(callee.path.at(-1) ?? '') ? optionsOfScript(engine, args) : []));
  // A command that has a name gets its options one by one, which others of the module may do with theirs.
  return options.length > 0 ? objectOf(options) : optionsOfModule(engine, fn.module);
}

/** How many arguments `argument('<file>')`, `command('copy <from> <to>')` name. */
function argumentsNamed(method: string | undefined, text: string): number {
  return method === 'argument' ? 1 : method === 'arguments' || method === 'command' ? (text.match(/[<[][^<>[\]]+[>\]]/g)?.length ?? 0) : 0;
}

/** The default of a parameter that Typer fills: `model: str = typer.Option("…")`. */
const typed: Builtin = (_engine, call) => {
  const fallback = argumentOf(call, 'default', 0);
  return fallback.kind === 'text' || fallback.kind === 'number' || fallback.kind === 'choice' ? choice([unknown('parameter'), fallback]) : unknown('parameter');
};

/** What Click hands to a parameter of a command; undefined where no decorator speaks of it. */
export function fromClick(engine: Engine, fn: Fn, { name }: Param): Value | undefined {
  for (const decorator of fn.decorators) {
    if (decorator.kind !== 'call') continue;
    const { at: { fn: around } } = decorator;
    const callee = engine.evaluate(decorator.callee, engine.frame(around));
    if (callee.kind !== 'external' || !clicks.test(callee.module) || !/^(?:option|argument)$/.test(callee.path.at(-1) ?? '')) continue;
    const option = optionIn(engine, { expr: decorator, env: engine.frame(around), module: around.module });
    if (option && option.name === name) return option.value;
  }
  return undefined;
}

export const commandLineBuiltins: readonly (readonly [string, Builtin])[] = [
  ['argparse:ArgumentParser().parse_args', parsed],
  ['argparse:ArgumentParser().parse_known_args', parsedInPart],
  ['util:parseArgs', ofNode],
  ['commander:program.opts', ofScript],
  ['typer:Option', typed],
  ['typer:Argument', typed],
];

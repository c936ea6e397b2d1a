/** Functions of the languages and their standard libraries that values pass through. */
import { isPython } from '../../core/source.ts';
import type { Arguments, Env, ExternalValue, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { choice, mapOptions, nothing, optionsOf, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { collectionBuiltins } from './collections.ts';
import { commandLineBuiltin, commandLineBuiltins, commandLineReaders } from './command-line.ts';
import { fileBehind, fileText, readerNames } from '../files.ts';
import { importedValue } from '../imports.ts';
import { formatBraces } from '../format.ts';
import { dedent, plain, textOf } from '../text.ts';
import { type Builtin, type GlobalCall, argumentOf } from './builtin.ts';
import { goBuiltins } from './go.ts';
import { javaBuiltins } from './java.ts';
import { startedBuilder } from './java-builders.ts';
import { namedTupleBuiltins } from './named-tuples.ts';
import { computed, extreme } from './numbers.ts';
import { reactBuiltins } from './react.ts';
import { schemaBuiltin, schemaBuiltins, schemaReaders } from './schemas.ts';
import { settingsBuiltins, variableBuiltin, variableReaders } from './settings.ts';
import { streamlitBuiltins } from './streamlit.ts';
import { templateBuiltins } from './templates.ts';

/** `process.env.X`, `os.environ["X"]`, `import.meta.env.X`, `Deno.env`: unknown by nature, and said so. */
export function memberOfGlobal(module: string, path: readonly string[]): Value | undefined {
  const name = path.join('.');
  if (module === '' && (name === 'undefined' || name === 'NaN')) return nothing;
  if (module === '' && /^(?:process\.env|import\.meta\.env|Bun\.env)\.[^.]+$/.test(name)) return unknown('environment', path.at(-1));
  if ((module === 'process' || module === 'node:process') && /^(?:default\.)?env\.[^.]+$/.test(name)) return unknown('environment', path.at(-1));
  if (module === 'os' && path.length === 2 && path[0] === 'environ' && !/^(?:get|setdefault|pop|copy|items|keys|update)$/.test(path[1]!)) return unknown('environment', path[1]);
  return undefined;
}

/** `JSON.stringify`, `os.getenv`, …: the value that the call gives; undefined for functions that are not known here. */
export function calledBuiltin(engine: Engine, callee: ExternalValue, args: Arguments): Value | undefined {
  const last = callee.path.findLast(name => name !== 'default');
  // In Java the start of a builder has any name.
  if (args.module.language !== 'java' && (!lastNames.has(lastOf(last ?? callee.result?.callee.path.at(-1) ?? '')) || (callee.result && last === undefined && !makers.has(callee.result.callee.path.at(-1) ?? '')))) return undefined;
  const key = nameOf(callee);
  const builtin = builtins.get(key) ?? schemaBuiltin(callee) ?? commandLineBuiltin(callee) ?? variableBuiltin(callee);
  if (!builtin) return startedBuilder(engine, key, callee, args) ?? fileText(engine, key, callee, args);
  const all = given(engine, args);
  const take = (value: (() => Value) | undefined, isOpen: boolean): Value => (value ? value() : isOpen ? unknown('expression') : nothing);
  return builtin(engine, {
    args,
    given: all,
    callee,
    origin: { path: args.module.path, range: args.expr.range, module: args.module, expr: args.expr },
    at: index => take(all.positional[index]?.value, all.openItems),
    named: name => take(all.named.get(name), all.openNames),
  });
}

/** `json:dumps`, `:JSON.stringify`, `:TextEncoder().encode`. Chains of builders may be hundreds long: none here is longer than three calls. */
function nameOf({ module, path, result }: ExternalValue, depth = 0): string {
  const own = path.filter(name => name !== 'default').join('.');
  if (!result) return `${module.replace(/^node:/, '')}:${own}`;
  return `${depth < 3 ? nameOf(result.callee, depth + 1) : '…'}()${own && `.${own}`}`;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Hands its first argument on: encoders, casts, freezers. */
const same: Builtin = (_engine, call) => call.at(0);

const json: Builtin = (_engine, { at, named, args, origin }) => {
  const value = at(0);
  const inPython = isPython(args.module.language);
  const size = optionsOf(inPython ? named('indent') : at(2)).find(option => option.kind !== 'null' && !(option.kind === 'number' && option.value === 0));
  if (!size) return { kind: 'json', value, origin };
  const list = args.expr.args;
  const index = inPython ? list.findIndex(arg => arg.name === 'indent') : 2;
  const arg = list[index];
  const before = list[inPython ? index - 1 : 0];
  if (!arg || !before) return { kind: 'json', value, origin };
  // Dropping the indent of `JSON.stringify(x, null, 2)` drops the replacer too where it is none.
  const from = inPython || at(1).kind === 'null' ? before.range[1] : list[1]!.range[1];
  return {
    kind: 'json',
    value,
    indent: {
      size: size.kind === 'number' ? size.value : size.kind === 'text' && plain(size) === '\t' ? 'tab' : 'unknown',
      path: args.module.path,
      range: [from, arg.range[1]],
    },
    origin,
  };
};

/** What JSON was made of; a file of data that code reads is a value already. */
const fromJson: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'json' ? value.value : value.kind === 'object' || value.kind === 'list' ? value : unknown('call')));

/** `os.getenv("K", default)`: the default where one stands, beside what the environment may hold. */
const environment: Builtin = (_engine, call) => {
  const fallback = argumentOf(call, 'default', 1);
  const fromOutside = unknown('environment', plain(call.at(0)) ?? 'environment variable');
  return fallback.kind === 'null' ? fromOutside : choice([fromOutside, fallback]);
};

/** A parameter of a template: what deployments give it, else its default. */
const parameter: Builtin = (engine, { at, args }) => {
  const name = plain(at(0)) ?? '';
  return engine.files.environment?.(`!Parameter ${name}`, args.module.path) ?? (at(1).kind === 'null' ? unknown('expression', name) : at(1));
};

/** `JsonPath.format('… {}', value)` of the CDK: what a run fills in. */
const stateText: Builtin = (_engine, call) => mapOptions(call.at(0), text => (text.kind === 'text' ? formatBraces(text, { ...call.given, positional: call.given.positional.slice(1) }) : unknown('call')));

const text: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'text' || value.kind === 'json' || value.kind === 'unknown' || value.kind === 'external' ? value : value.kind === 'number' ? textOf([{ value: String(value.value), path: value.origin?.path ?? '', range: value.origin?.range ?? [0, 0], exact: false }]) : unknown('call')));

const number: Builtin = (_engine, { at }) =>
  mapOptions(at(0), value => {
    const read = plain(value);
    return value.kind === 'number' ? value : read !== undefined && read.trim() !== '' && Number.isFinite(Number(read)) ? { kind: 'number', value: Number(read), ...(value.kind === 'text' && value.origin && { origin: value.origin }) } : computed(value.kind === 'unknown' ? value : unknown('call'));
  });

const dedented: Builtin = (_engine, { at }) => mapOptions(at(0), value => (value.kind === 'text' ? dedent(value) : value));

const partial: Builtin = (engine, { args, at }) => {
  const callee = at(0);
  if (callee.kind !== 'function') return undefined;
  const env: Env = args.env ?? engine.frame(args.module.functions[0]!);
  return { ...callee, bound: { ...args, env, expr: { ...args.expr, args: args.expr.args.slice(1) } } };
};

/** Runs a function of the project handed to a thread, a retry or a timeout: `asyncio.to_thread(f, x)`, `loop.run_in_executor(None, f, x)`. */
const handedOn = (index: number): Builtin => (engine, { args, at }) => {
  const callee = at(index);
  if (callee.kind !== 'function') return undefined;
  return engine.apply(callee, { ...args, expr: { ...args.expr, args: args.expr.args.slice(index + 1) } }, false);
};

const named: readonly (readonly [name: string, Builtin])[] = [
  // JavaScript
  [':JSON.stringify', json],
  [':JSON.parse', fromJson],
  [':structuredClone', same],
  [':TextEncoder().encode', same],
  ['util:TextEncoder().encode', same],
  [':Buffer.from', same],
  ['buffer:Buffer.from', same],
  [':Uint8Array.from', same],
  [':Uint8Array', same],
  [':encodeURIComponent', same],
  [':Object.freeze', same],
  [':Object.seal', same],
  [':Promise.resolve', same],
  [':Promise.all', same],
  [':Promise.allSettled', same],
  [':String', text],
  [':Number', number],
  [':parseInt', number],
  [':Number.parseInt', number],
  [':parseFloat', number],
  [':Math.min', extreme(Math.min)],
  [':Math.max', extreme(Math.max)],
  [':Math.floor', number],
  [':Math.round', number],
  [':Math.ceil', number],
  ['dedent:', dedented],
  ['ts-dedent:dedent', dedented],
  ['ts-dedent:', dedented],
  ['outdent:outdent', dedented],
  ['util:promisify', same],
  [':import', dynamicImport],
  // Terraform
  [':jsonencode', json],
  // Python
  ['json:dumps', json],
  ['orjson:dumps', json],
  ['ujson:dumps', json],
  ['simplejson:dumps', json],
  ['json:loads', fromJson],
  ['orjson:loads', fromJson],
  ['ujson:loads', fromJson],
  ['simplejson:loads', fromJson],
  // Files that code opens and parses are values already.
  ['yaml:safe_load', parsed],
  ['yaml:load', parsed],
  ['js-yaml:load', parsed],
  ['yaml:parse', parsed],
  ['json:load', parsed],
  ['json5:load', parsed],
  ['commentjson:load', parsed],
  ['tomllib:load', parsed],
  ['tomli:load', parsed],
  ['toml:load', (engine, call) => loaded(engine, call) ?? parsed(engine, call)],
  ['omegaconf:OmegaConf.load', loaded],
  ['fs-extra:readJson', loaded],
  ['fs-extra:readJSON', loaded],
  ['fs-extra:readJsonSync', loaded],
  ['fs-extra:readJSONSync', loaded],
  ['jsonfile:readFile', loaded],
  ['jsonfile:readFileSync', loaded],
  ['tomllib:loads', parsed],
  ['tomli:loads', parsed],
  ['toml:loads', parsed],
  ['os:getenv', environment],
  ['os:environ.get', environment],
  ['os:environ.setdefault', environment],
  ['decouple:config', environment],
  [':vars', same],
  [':!Parameter', parameter],
  ['aws-cdk-lib:aws_stepfunctions.JsonPath.format', stateText],
  ['aws-cdk-lib/aws-stepfunctions:JsonPath.format', stateText],
  ['aws_cdk:aws_stepfunctions.JsonPath.format', stateText],
  ['aws_cdk.aws_stepfunctions:JsonPath.format', stateText],
  [':iter', same],
  [':str', text],
  [':int', number],
  [':float', number],
  [':min', extreme(Math.min)],
  [':max', extreme(Math.max)],
  [':bytes', same],
  [':print', () => nothing],
  ['copy:copy', same],
  ['copy:deepcopy', same],
  ['textwrap:dedent', dedented],
  ['inspect:cleandoc', dedented],
  ['typing:cast', (_engine, { at }) => at(1)],
  ['functools:partial', partial],
  ['asyncio:to_thread', handedOn(0)],
  ['asyncio:wait_for', same],
  ['asyncio:run', same],
  ['asyncio:get_event_loop().run_in_executor', handedOn(1)],
  ['asyncio:get_running_loop().run_in_executor', handedOn(1)],
  ['string:Template().substitute', template],
  ['string:Template().safe_substitute', template],
  ...collectionBuiltins,
  ...templateBuiltins,
  ...namedTupleBuiltins,
  ...reactBuiltins,
  ...streamlitBuiltins,
  ...goBuiltins,
  ...javaBuiltins,
  ...schemaBuiltins,
  ...settingsBuiltins,
  ...commandLineBuiltins,
];
const builtins: ReadonlyMap<string, Builtin> = new Map(named);
// Two languages may give one name to different things: the later would silently take the place of the earlier.
if (builtins.size < named.length) throw new Error(`Two functions are called ${named.find(([name], index) => named.findIndex(([other]) => other === name) < index)![0]}.`);

/** What these give is called itself. */
const makers: ReadonlySet<string> = new Set(['compile', 'namedtuple']);
/** Most calls end in none of these, and need no name. */
const lastNames: ReadonlySet<string> = new Set([...readerNames, ...schemaReaders, ...commandLineReaders, ...variableReaders, ...[...builtins.keys()].map(key => lastOf(key.slice(key.indexOf(':') + 1)).replace(/\(\)$/, ''))]);

/** `await import('./prompts.js')`: the module. */
function dynamicImport(engine: Engine, { at, args }: GlobalCall): Value | undefined {
  const specifier = plain(at(0));
  if (specifier === undefined) return undefined;
  return importedValue(engine, { specifier, name: '*', range: args.expr.range }, args.module);
}

/** `OmegaConf.load(path)`, `readJsonSync(path)`: the contents of the file. */
function loaded(engine: Engine, { args }: GlobalCall): Value | undefined {
  return fileBehind(engine, args.expr.args[0]?.value, args);
}

/** `yaml.safe_load(f)` of a file that is known: its contents. */
function parsed(engine: Engine, { at, args }: GlobalCall): Value | undefined {
  return mapOptions(at(0), value => {
    if (value.kind === 'object' || value.kind === 'list') return value;
    if (value.kind !== 'external' || !value.result?.args) return unknown('file');
    return fileText(engine, ':open().read', { ...value, path: ['read'] }, args) ?? unknown('file');
  });
}

/** `Template("… $name").substitute(name=…)`. */
function template(engine: Engine, { callee, given: all }: GlobalCall): Value | undefined {
  const args = callee.result?.args;
  const source = args && given(engine, args).positional[0]?.value();
  if (source?.kind !== 'text') return undefined;
  const pieces = source.pieces.map(piece => ('exact' in piece ? { ...piece, value: piece.value.replaceAll(/\$\{?([A-Za-z_]\w*)\}?/g, '{$1}') , exact: piece.exact && !piece.value.includes('$') } : piece));
  return formatBraces({ ...source, pieces }, all);
}


/** Settings that are asked for by name, with what stands in for one that is not there. */
import type { ExternalValue, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { choice, mapOptions, nothing, unknown } from '../choice.ts';
import { plain } from '../text.ts';
import { type Builtin, callsOf } from './builtin.ts';

/** `getattr(settings, "MODEL_ID", default)`. */
const attribute: Builtin = (engine, { at, given: { positional } }) => {
  const name = plain(at(1));
  if (name === undefined) return unknown('call');
  const fallback = positional.length > 2 ? at(2) : undefined;
  return mapOptions(at(0), object => {
    const member = engine.member(object, name);
    const isKnown = member.kind !== 'unknown' && member.kind !== 'external';
    if (!fallback || isKnown) return member;
    // What its class has not, an object of the project has not.
    return object.kind === 'instance' || object.kind === 'class' ? fallback : choice([member, fallback]);
  });
};

/** `config.get('MODEL_ID', default)` of NestJS; its second argument may be options. */
const setting: Builtin = (_engine, { at }) => {
  const [name, fallback] = [plain(at(0)), at(1)];
  const set = name !== undefined && /^\w+$/.test(name) ? unknown('environment', name) : unknown('call');
  return fallback.kind === 'text' || fallback.kind === 'number' ? choice([set, fallback]) : set;
};

/** `config.get('bedrock.model')` of `convict({ bedrock: { model: { env: 'MODEL_ID', default: "…" } } })`. */
const registered: Builtin = (engine, { callee, at }) => {
  const [path, made] = [plain(at(0)), callee.result?.args];
  const schema = made && given(engine, made).positional[0]?.value();
  if (path === undefined || schema?.kind !== 'object') return undefined;
  const entry = path.split('.').reduce<Value>((value, name) => (value.kind === 'object' ? engine.member(value, name) : nothing), schema);
  const fallback = entry.kind === 'object' ? engine.member(entry, 'default') : nothing;
  return fallback.kind === 'null' ? undefined : choice([unknown('environment', plain(engine.member(entry, 'env'))), fallback]);
};

/** `env.get('MODEL_ID').default("…").asString()` of env-var. */
const variable = (isNumber: boolean): Builtin => (engine, { callee, origin }) => {
  const handed = (method: string): Value | undefined => {
    const args = callsOf(callee.result).find(call => call.callee.path.at(-1) === method)?.args;
    return args && given(engine, args).positional[0]?.value();
  };
  const [name, fallback] = [handed('get'), handed('default')];
  const text = fallback && plain(fallback);
  const read: Value | undefined = isNumber && text ? { kind: 'number', value: Number(text), origin } : fallback;
  const set = unknown('environment', name && plain(name));
  return read ? choice([set, read]) : set;
};

const READERS: ReadonlyMap<string, Builtin> = new Map([['asString', variable(false)], ...['asInt', 'asIntPositive', 'asFloat', 'asFloatPositive'].map((name): [string, Builtin] => [name, variable(true)])]);
export const variableReaders: readonly string[] = [...READERS.keys()];

/** What reads a variable, behind any methods: `get('MODEL_ID').required().asString`. */
export function variableBuiltin({ module, path, result }: ExternalValue): Builtin | undefined {
  return module === 'env-var' && result ? READERS.get(path.at(-1) ?? '') : undefined;
}

export const settingsBuiltins: readonly (readonly [string, Builtin])[] = [
  [':getattr', attribute],
  ['@nestjs/config:ConfigService().get', setting],
  ['@nestjs/config:ConfigService().getOrThrow', setting],
  ['convict:().get', registered],
];

/** Settings that are asked for by name, with what stands in for one that is not there. */
import type { Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { choice, mapOptions, nothing, unknown } from '../choice.ts';
import { plain } from '../text.ts';
import type { Builtin } from './builtin.ts';

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

/** `env.get('MODEL_ID').default("…").asString()`. */
const variable = (isNumber: boolean): Builtin => (engine, { callee, origin }) => {
  let [name, fallback]: [string | undefined, Value | undefined] = [undefined, undefined];
  for (let call = callee.result; call; call = call.callee.result) {
    const value = call.args && given(engine, call.args).positional[0]?.value();
    const method = call.callee.path.at(-1);
    if (method === 'get') name = value && plain(value);
    else if (method === 'default') fallback = value;
  }
  const text = fallback && plain(fallback);
  const read: Value | undefined = isNumber && text ? { kind: 'number', value: Number(text), origin } : fallback;
  return read ? choice([unknown('environment', name), read]) : unknown('environment', name);
};

/** `default` is no name in names of functions: it is what a module gives, too. */
const CHAINS = ['get()', 'get().required()', 'get()()', 'get()().required()', 'get().required()()'];
const variables = [['asString', false], ['asInt', true], ['asIntPositive', true], ['asFloat', true], ['asFloatPositive', true]] as const;

export const settingsBuiltins: readonly (readonly [string, Builtin])[] = [
  [':getattr', attribute],
  ['@nestjs/config:ConfigService().get', setting],
  ['@nestjs/config:ConfigService().getOrThrow', setting],
  ['convict:().get', registered],
  ...CHAINS.flatMap(chain => variables.map(([method, isNumber]) => [`env-var:${chain}.${method}`, variable(isNumber)] as const)),
];

/** Settings that a schema reads: `z.object({ MODEL_ID: z.string().default("…") }).parse(process.env)`, and the libraries that do so for variables of the environment. */
import type { Entry, ExternalValue, ObjectValue, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { nothing, orElse, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { type Builtin, callsOf } from './builtin.ts';

/** Schemas within schemas. */
const mostDepth = 4;
const noFields: ObjectValue = { kind: 'object', entries: new Map(), open: false };
/** What lays the fields of another schema, or more fields, over those that are there. */
const LAYERS: ReadonlySet<string> = new Set(['extend', 'safeExtend', 'merge', 'and', 'keys', 'append', 'concat', 'shape']);
/** Packages of schemas. */
const schemas = /^(?:zod(?:\/v[34])?(?:[-/]mini)?|joi|@hapi\/joi|yup)$/;

/** `schema.parse(data)`; `under`: the key under which it is given. */
const parsed = (under: string | undefined): Builtin => (engine, { callee, at, origin }) => {
  const schema = callee.result && { ...callee, path: [] };
  const value = schema && readBy(engine, schema, at(0), 0);
  return value && under !== undefined ? { kind: 'object', entries: new Map<string, Entry>([[under, { value, origin }]]), open: true, origin } : value;
};

/** `Joi.attempt(data, schema)`. */
const attempted: Builtin = (engine, { at }) => {
  const schema = at(1);
  return schema.kind === 'external' ? readBy(engine, schema, at(0), 0) : undefined;
};

/** `createEnv({ server: { MODEL_ID: z.string().default("…") }, runtimeEnv: process.env })`. */
const created: Builtin = (engine, { at, origin }) => {
  const options = at(0);
  if (options.kind !== 'object') return undefined;
  const entries = ['server', 'client', 'shared'].flatMap(part => {
    const fields = engine.member(options, part);
    return fields.kind === 'object' ? fieldsOf(engine, fields.entries, unknown('environment'), 0) : [];
  });
  return { kind: 'object', entries: new Map(entries), open: true, origin };
};

/** `cleanEnv(process.env, { MODEL_ID: str({ default: "…" }) })`. */
const cleaned: Builtin = (engine, { at, origin }) => {
  const [data, fields] = [at(0), at(1)];
  if (fields.kind !== 'object') return undefined;
  const entries = [...fields.entries].map(([name, entry]): [string, Entry] => {
    const field = entry.value.kind === 'external' ? entry.value.result?.args : undefined;
    const options = field && given(engine, field).positional[0]?.value();
    const fallback = options ? engine.member(options, 'default') : nothing;
    return [name, { value: orDefault(memberOf(engine, data, name), fallback.kind === 'null' ? undefined : fallback), origin: entry.origin ?? origin }];
  });
  return { kind: 'object', entries: new Map(entries), open: true, origin };
};

/** What a schema makes of data; undefined for one of no object. */
function readBy(engine: Engine, schema: ExternalValue, data: Value, depth: number): Value | undefined {
  const shape = shapeOf(engine, schema);
  return shape && { ...shape, entries: new Map(fieldsOf(engine, shape.entries, data, depth)) };
}

/** The fields of a schema, `schema.shape`: those of its object, and what is laid over them; undefined where it is none of a library's, or of no object. */
export function shapeOf(engine: Engine, { module, path, result }: ExternalValue, depth = 0): ObjectValue | undefined {
  if (!result || path.length > 0 || !schemas.test(module)) return undefined;
  let shape: ObjectValue | undefined;
  for (const { callee, args } of callsOf(result).toReversed()) {
    const isMade = /(?:^|\.)(?:object|strictObject|looseObject)$/.test(callee.path.join('.'));
    const isLaid = shape !== undefined && LAYERS.has(callee.path.at(-1) ?? '');
    if (!isMade && !isLaid) continue;
    const value = args ? (given(engine, args).positional[0]?.value() ?? noFields) : undefined;
    const fields = value?.kind === 'external' && depth < mostDepth ? shapeOf(engine, value, depth + 1) : value;
    if (fields?.kind === 'object') shape = { kind: 'object', entries: new Map([...(isLaid ? shape!.entries : []), ...fields.entries]), open: true, ...(fields.origin && { origin: fields.origin }) };
    else if (isMade) return undefined;
  }
  return shape;
}

function fieldsOf(engine: Engine, fields: ReadonlyMap<string, Entry>, data: Value, depth: number): [string, Entry][] {
  return [...fields].map(([name, entry]) => {
    const own = memberOf(engine, data, name);
    const schema = entry.value.kind === 'external' ? entry.value : undefined;
    const within = schema && depth < mostDepth ? readBy(engine, schema, own, depth + 1) : undefined;
    return [name, { ...entry, value: within ?? orDefault(own, schema && defaultOf(engine, schema)) }];
  });
}

/** `.default("…")` of a field, whatever else is asked of it. */
function defaultOf(engine: Engine, schema: ExternalValue): Value | undefined {
  const call = callsOf(schema.result).find(({ callee }) => ['default', 'catch', 'prefault', '_default'].includes(callee.path.at(-1) ?? ''));
  const args = call?.args && given(engine, call.args).positional;
  // Without methods, the field itself comes first: `z._default(z.string(), "…")`.
  const value = args?.[call?.callee.path.at(-1) === '_default' ? 1 : 0]?.value();
  return value?.kind === 'function' ? engine.run(value, undefined) : value;
}

function memberOf(engine: Engine, data: Value, name: string): Value {
  if (data.kind === 'unknown' && data.reason === 'environment' && data.name === undefined) return unknown('environment', name);
  return engine.member(data, name);
}

function orDefault(value: Value, fallback: Value | undefined): Value {
  return fallback ? orElse(value, () => fallback) : value;
}

/** Last names of what reads data by a schema. */
export const schemaReaders = ['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'validate', 'validateAsync', 'validateSync', 'cast'];

/** The reading by a schema with any methods: `z.object({ … }).strict().parse`. */
export function schemaBuiltin({ module, path, result }: ExternalValue): Builtin | undefined {
  const method = path.at(-1);
  return method !== undefined && result && schemas.test(module) && schemaReaders.includes(method) ? parsed(method.startsWith('safe') ? 'data' : method === 'validate' && module !== 'yup' ? 'value' : undefined) : undefined;
}

export const schemaBuiltins: readonly (readonly [string, Builtin])[] = [
  ['@t3-oss/env-core:createEnv', created],
  ['@t3-oss/env-nextjs:createEnv', created],
  ['@t3-oss/env-nuxt:createEnv', created],
  ['envalid:cleanEnv', cleaned],
  ['joi:attempt', attempted],
  ['@hapi/joi:attempt', attempted],
];

/** Requests as AWS SDK for Go builds them, in the terms of the service: `&types.ContentBlockMemberText{Value: "…"}` is `{ text: "…" }`. */
import type { Module, Plain, Syntax } from '../core/ir.ts';
import { lowerFirst } from '../core/lower-first.ts';
import type { SdkContext } from '../core/sdk.ts';
import type { Entry, ExternalValue, ListValue, ObjectValue, Origin, Unknown, Value } from '../core/value.ts';

/** Versions 1 and 2 of the SDK. */
export const runtimePackage = /^github\.com\/aws\/aws-sdk-go(?:-v2)?\/service\/bedrock(?:agent)?runtime(?:\/types)?$/;
const AWS = 'github.com/aws/aws-sdk-go-v2/aws';
const TYPES = 'github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types';

/** The name of the SDK's type that an object is; undefined for all other objects. */
export function typeName(value: Value): string | undefined {
  const type = value.kind === 'object' || value.kind === 'unknown' ? value.type : undefined;
  return type?.kind === 'external' && runtimePackage.test(type.module) ? type.path.at(-1) : undefined;
}

/** A request in the terms of the service; fixes still print Go. */
export function inServiceTerms(value: Value, context: SdkContext, depth = 0): Value {
  if (depth > 12) return value;
  const inner = (each: Value): Value => inServiceTerms(each, context, depth + 1);
  switch (value.kind) {
    case 'choice':
      return { ...value, options: value.options.map(inner) };
    case 'list':
      return { ...value, items: value.items.map(inner), ...withPrinter(value) };
    case 'object':
      return objectOf(value, inner);
    // What a parameter holds is still the parameter's.
    case 'unknown':
      return typeName(value) === undefined ? value : withoutType(value);
    case 'external':
      return constantOf(value) ?? documentOf(value, context, inner) ?? value;
    default:
      return value;
  }
}

function withoutType({ type: _type, ...rest }: Unknown): Unknown {
  return rest;
}

function objectOf(value: ObjectValue, inner: (value: Value) => Value): Value {
  const name = typeName(value);
  if (name === undefined) return value;
  const member = /^\w+?Member(\w+)$/.exec(name)?.[1];
  if (member) {
    const held = value.entries.get('Value');
    const entry: Entry = { ...held, value: held ? inner(held.value) : { kind: 'null' } };
    return { kind: 'object', entries: new Map([[lowerFirst(member), entry]]), open: false, ...(value.origin && { origin: value.origin }) };
  }
  const entries = new Map([...value.entries].map(([key, entry]) => [lowerFirst(key), { ...entry, value: inner(entry.value) }]));
  const { literal, type: _type, ...rest } = value;
  const printing = literal && printerIn(literal.module);
  return { ...rest, entries, ...(printing && { literal: { ...literal, module: printing } }) };
}

/** `types.ConversationRoleUser`: the word that is sent. */
function constantOf({ module, path, result, origin }: ExternalValue): Value | undefined {
  const word = result || !runtimePackage.test(module) ? undefined : /^(?:ConversationRole|CachePointType|CacheTTL)(\w+)$/.exec(path[0] ?? '')?.[1];
  if (word === undefined || path.length !== 1) return undefined;
  const text = { FiveMinutes: '5m', OneHour: '1h' }[word] ?? word.toLowerCase();
  return { kind: 'text', pieces: [{ value: text, path: origin?.path ?? '', range: origin?.range ?? [0, 0], exact: false }], ...(origin && { origin }) };
}

/** `document.NewLazyDocument(map[string]any{ … })`. */
function documentOf(value: ExternalValue, context: SdkContext, inner: (value: Value) => Value): Value | undefined {
  const isDocument = value.path.length === 0 && value.result?.callee.path.at(-1) === 'NewLazyDocument';
  return isDocument && value.result.args ? inner(context.read(value.result.args).at(0)) : undefined;
}

function withPrinter({ origin }: ListValue): { origin?: Origin } {
  const printing = origin?.module && printerIn(origin.module, origin.expr && origin.module.text.slice(...origin.expr.range));
  if (!origin || printing) return origin ? { origin: { ...origin, module: printing! } } : {};
  return { origin: { path: origin.path, range: origin.range } };
}

/** The module as one that prints values of the SDK's types; undefined where the file does not import what they need. */
function printerIn(module: Module, list = ''): Module | undefined {
  const [aws, types] = [AWS, TYPES].map(specifier => [...module.globals.values()].find(({ defs }) => defs[0]?.kind === 'import' && defs[0].specifier === specifier)?.name);
  if (module.language !== 'go' || aws === undefined || types === undefined) return undefined;
  const union = /\b(SystemContentBlock|ContentBlock|Tool)\s*\{/.exec(list)?.[1] ?? '';
  return { ...module, syntax: printer(module.syntax, aws, types, union) };
}

function printer(base: Syntax, aws: string, types: string, union: string): Syntax {
  const literal = (value: Plain): string => {
    if (typeof value === 'number') return `${aws}.Int32(${value})`;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return base.literal(value);
    if ('cachePoint' in value) return `&${types}.${union}MemberCachePoint{Value: ${types}.CachePointBlock{Type: ${types}.CachePointTypeDefault}}`;
    return `{${Object.entries(value).map(([key, inner]) => `${upperFirst(key)}: ${literal(inner as Plain)}`).join(', ')}}`;
  };
  return {
    ...base,
    literal,
    entry: (key, value) => `${upperFirst(key)}: ${key === 'inferenceConfig' ? `&${types}.InferenceConfiguration` : ''}${value}`,
  };
}

function upperFirst(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}

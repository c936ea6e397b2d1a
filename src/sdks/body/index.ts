/** InvokeModel bodies of every vendor: by the model where it is known, else by their keys. */
import type { ForeignBody } from '../../core/call.ts';
import type { DraftLimit, SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Text, Value } from '../../core/value.ts';
import type { LimitKeys } from '../request/limit.ts';
import { oneOf } from '../request/field.ts';
import { jsonIn } from '../request/json-text.ts';
import { limitOf, noLimit } from '../request/limit.ts';
import type { Family } from '../request/model-kind.ts';
import { familyOf, idsIn, isPromptArn, kindOf } from '../request/model-kind.ts';
import type { Parts } from '../request/parts.ts';
import { mergeParts } from '../request/parts.ts';
import { Written } from '../request/written-text.ts';
import { chat } from './chat.ts';
import { claude } from './claude.ts';
import { anyText, completions } from './completions.ts';
import type { BodyFormat } from './format.ts';
import { nonText, operationOf } from './non-text.ts';
import { nova } from './nova.ts';

/** In the order asked: those with marks of their own first. */
const FORMATS: readonly BodyFormat[] = [claude, nova, ...completions, chat];
const LIMIT_KEYS = [...new Set(FORMATS.flatMap(({ limit }) => [limit.key, ...(limit.also ?? [])])), 'maxTokens', 'maxOutputTokens', 'max_new_tokens', 'maxNewTokens', 'max_completion_tokens'];

/** Reads the body of an InvokeModel request, as `body` gives it; several where code writes one per model family. */
export function invokeBody(body: Value, model: Value | undefined, context: SdkContext): Parts {
  const ids = idsIn(model, context);
  const kind = kindOf(ids);
  const bodies = context.bodies(body).flatMap(option => unwrapped(option, context)).filter(option => option.kind !== 'null');
  if (kind) return mergeParts((bodies.length > 0 ? bodies : [body]).map(option => nonText(kind, option, context)));
  const family = familyOf(ids);
  // A default in place of a setting tells the usual family, but not that every body is for it.
  const isSure = family !== undefined && model !== undefined && context.options(model).every(option => option.kind === 'text' && !option.isSetting);
  const taken = family ? formatsOf(family, ids) : [];
  const fitting = bodies.filter(option => option.kind === 'object' && taken.some(format => format.fits(option, context)));
  const parts = mergeParts((fitting.length > 0 ? fitting : bodies).map(option => readBody(option, family, taken, isSure, context)));
  const takers = family || !model ? undefined : takersOf(bodies, model, context);
  return { ...parts, ...(takers && { model: takers }), ...(ids.some(isPromptArn) && { limit: noLimit }) };
}

/** Keys that only the bodies of one family have. */
const SIGNATURES: readonly (readonly [key: string, family: Family])[] = [
  ['anthropic_version', 'claude'],
  ['schemaVersion', 'nova'],
  ['textGenerationConfig', 'titan'],
  ['mediaSource', 'pegasus'],
];

/** Of models of several families (a registry) those that take bodies like these; undefined where that leaves all or none. */
function takersOf(bodies: readonly Value[], model: Value, context: SdkContext): Value | undefined {
  const families = bodies.map(body => (body.kind === 'object' ? SIGNATURES.find(([key]) => body.entries.has(key))?.[1] : undefined));
  if (families.includes(undefined)) return undefined;
  const options = context.options(model);
  const taking = options.filter(option => {
    const family = familyOf(idsIn(option, context));
    return family === undefined || families.includes(family);
  });
  return taking.length < options.length && idsIn(oneOf(taking), context).length > 0 ? oneOf(taking) : undefined;
}

/** The formats that models of a family read; its usual one first. */
function formatsOf(family: Family, ids: readonly string[]): readonly BodyFormat[] {
  return FORMATS.filter(({ families, except }) => families.includes(family) && !(except && ids.every(id => except.test(id))));
}

/** JSON in JSON: code that stringifies a body twice; or JSON that it writes as a text. */
function unwrapped(body: Value, context: SdkContext): readonly Value[] {
  if (body.kind === 'json') return context.options(body.value).flatMap(option => unwrapped(option, context));
  const read = body.kind === 'text' ? jsonIn(new Written(body)) : undefined;
  return [read?.kind === 'object' ? read : body];
}

function readBody(body: Value, family: Family | undefined, taken: readonly BodyFormat[], isSure: boolean, context: SdkContext): Parts {
  if (body.kind === 'text') return readText(body);
  if (body.kind !== 'object') return { prompts: [{ part: 'user', value: body }], limit: { value: body, key: usualKey(family) }, caching: 'unknown' };
  const operation = operationOf(body);
  if (operation && !family) return nonText(operation, body, context);

  const marked = FORMATS.find(format => format.fits(body, context));
  const isOthers = marked !== undefined && family !== undefined && !taken.includes(marked);
  const own = family && !(isOthers && !isSure) ? formatFor(body, taken, context) : undefined;
  const byShape = own ?? marked;
  const { read } = byShape ?? anyText;
  const expected = own ?? (isSure ? taken[0] : byShape);
  if (!expected) return { ...read(body, context), limit: someLimit(body, context) };
  const { setEdits, ...limit } = limitOf(body, withWrongKeys(expected.limit), context);
  // Claude refuses a body without its version: where the model is a setting, who wrote this one had another in mind, which is not seen.
  if (family === 'claude' && isOthers && !isSure && (marked === chat || marked === nova) && !limit.value) return { ...read(body, context), limit: { ...limit, state: 'dynamic' } };
  // Where neither prompt nor marks are those of this model, the body may well go to another one.
  if (!own && !marked && !limit.value && !limit.wrongKey && !body.entries.has(expected.prompt)) return { ...read(body, context), limit: { ...limit, ...(!isFlat(body, context) && { state: 'dynamic' }) } };
  // A body written for another vendor is not right with another limit key: its prompt key is wrong too.
  const isWhole = body.open || body.entries.has(expected.prompt);
  const foreignBody = isOthers && isSure && !body.open ? foreign(body, marked, expected, own !== undefined, context) : undefined;
  return { ...read(body, context), limit: { ...limit, ...(setEdits && isWhole && { setEdits }) }, ...(foreignBody && { foreignBody }) };
}

/** Does all that a body holds stand in sight, and nothing within it could hold a limit? */
function isFlat(body: ObjectValue, context: SdkContext): boolean {
  return !body.open && [...body.entries.values()].every(({ value }) => context.options(value).every(({ kind }) => kind === 'text' || kind === 'number' || kind === 'boolean' || kind === 'null'));
}

/** A body that no format of the model has, or that names the API of another vendor. */
function foreign(body: ObjectValue, marked: BodyFormat, expected: BodyFormat, isOwn: boolean, context: SdkContext): ForeignBody | undefined {
  const key = expected !== claude && body.entries.has('anthropic_version') ? 'anthropic_version' : isOwn ? undefined : marked.prompt;
  const entry = key === undefined ? undefined : body.entries.get(key);
  if (key === undefined || !entry || entry.optional) return undefined;
  const span = entry.origin ?? context.span(body);
  return { key, expected: expected.prompt, ...(span && { span: { path: span.path, range: span.range } }) };
}

/** The format of a family that a body has; one without marks (`{ prompt, temperature }`) has the format of its prompt key. */
function formatFor(body: ObjectValue, formats: readonly BodyFormat[], context: SdkContext): BodyFormat | undefined {
  return formats.find(format => format.fits(body, context)) ?? formats.find(format => body.entries.has(format.prompt));
}

/** The keys of other vendors, beside the right one as well: `inferenceConfig.max_tokens`. */
function withWrongKeys(keys: LimitKeys): LimitKeys {
  const right = new Set([keys.key, ...(keys.also ?? [])]);
  const holder = keys.key.slice(0, keys.key.lastIndexOf('.') + 1);
  const wrong = new Set(LIMIT_KEYS.flatMap(key => [key, `${holder}${key.slice(key.lastIndexOf('.') + 1)}`]));
  return { ...keys, wrong: [...wrong].filter(key => !right.has(key)) };
}

/** The limit of a body of no known format: any key that some vendor reads; which one is right is not known. */
function someLimit(body: Value, context: SdkContext): DraftLimit {
  const found = limitOf(body, { key: 'max_tokens', also: LIMIT_KEYS }, context);
  return found.value ? found : { value: undefined, key: found.key, state: 'dynamic' };
}

function usualKey(family: Family | undefined): string {
  return FORMATS.find(format => family && format.families.includes(family))?.limit.key ?? 'max_tokens';
}

/** A body that is a text, and no JSON as a whole. */
function readText(body: Text): Parts {
  const literal = body.pieces.map(piece => ('exact' in piece ? piece.value : '\0')).join('');
  const match = /\\?"(max_tokens(?:_to_sample)?|maxTokens|maxTokenCount|max_gen_len|max_new_tokens|max_completion_tokens)\\?"\s*:\s*(\d+)?/.exec(literal);
  const operation = /"(?:text_prompts|textToImageParams)"/.test(literal) ? ('image' as const) : undefined;
  const value: Value | undefined = match?.[2] ? { kind: 'number', value: Number(match[2]), ...(body.origin && { origin: body.origin }) } : undefined;
  const isHidden = !value && (match !== null || literal.includes('\0') || literal === '');
  return {
    ...(operation && { operation }),
    prompts: [{ part: 'user', value: body }],
    limit: operation ? noLimit : { value, key: match?.[1] ?? 'max_tokens', ...(isHidden && { state: 'dynamic' }) },
    caching: /"(?:cache_control|cachePoint)"/.test(literal) ? 'used' : 'unknown',
  };
}

/** The token limit of a request: under its key, under a key that nothing reads, or not at all. */
import { type Edit, type EntryEdit, type SetEdits, entryEdit } from '../../core/edit.ts';
import type { Plain } from '../../core/ir.ts';
import type { DraftLimit, SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Value } from '../../core/value.ts';
import { field, firstField, has, oneOf, written } from './field.ts';

export interface LimitKeys {
  /** Dotted key that an insertion writes. */
  readonly key: string;
  /** Further keys that are read as well. */
  readonly also?: readonly string[];
  /** Keys people write instead, which nothing reads. */
  readonly wrong?: readonly string[];
}

/** The limit of operations that take none. */
export const noLimit: DraftLimit = { value: undefined, state: 'not-applicable', key: '' };

/** The limit that a request sends; `target` where the insertion goes elsewhere than into the request itself. */
export function limitOf(request: Value | undefined, keys: LimitKeys, context: SdkContext, target: Value | undefined = request): DraftLimit {
  const found = firstField(request, [keys.key, ...(keys.also ?? [])], context);
  const setEdits = () => aboveBudget(budgetIn(request, context), setIn(target, keys.key, context));
  if (found.value) return { value: found.value, key: found.key, ...(found.isOpen && { state: 'dynamic' }), ...(thinks(request, context) && { thinking: true }), ...(isExtended(request, context) && { extended: true }) };
  const refused = refusalIn(request, context);
  const wrongKey = wrongKeyOf(request, keys.wrong ?? [], context);
  if (wrongKey) {
    const { holder, ...place } = wrongKey;
    const renamed = renameKey(target, holder, place.key, keys.key);
    return { value: undefined, key: keys.key, wrongKey: { ...place, isRenamed: renamed !== undefined }, ...(refused && { refused }), setEdits: () => whatever(renamed) ?? setEdits() };
  }
  return { value: undefined, key: keys.key, ...(found.isOpen && { state: 'dynamic' }), ...(refused && { refused }), setEdits };
}

const PLACES = ['', 'additionalModelRequestFields', 'additional_model_request_fields', 'additional_request_fields', 'model_kwargs', 'modelKwargs', 'extra_body', 'providerOptions.bedrock', 'providerOptions.anthropic'];
const THINKING = ['thinking', 'reasoning_config', 'reasoningConfig'];
/** A budget for thinking must lie below the limit, or the service refuses the request. */
const BUDGETS = THINKING.flatMap(key => [`${key}.budget_tokens`, `${key}.budgetTokens`]);

/** The objects of a request in which its vendor's own keys may stand. */
function holdersIn(request: Value | undefined, context: SdkContext): Value[] {
  return PLACES.flatMap(place => (place === '' ? request : field(request, place, context).value) ?? []);
}

function thinks(request: Value | undefined, context: SdkContext): boolean {
  return holdersIn(request, context).some(holder => THINKING.some(key => has(holder, key, context) && !context.strings(field(holder, `${key}.type`, context).value ?? { kind: 'null' }).includes('disabled')));
}

/** Nova takes no limit where it may think as long as it likes. An effort that is written elsewhere, such as a parameter's, may be another one in the next request. */
function refusalIn(request: Value | undefined, context: SdkContext): DraftLimit['refused'] {
  const efforts = holdersIn(request, context).flatMap(place => {
    const { value, holder } = field(place, 'reasoningConfig.maxReasoningEffort', context);
    return value && holder ? context.options(value).map(option => ({ isHigh: context.strings(option).includes('high'), isHere: isWithin(option, holder) })) : [];
  });
  if (efforts.length === 0) return undefined;
  return efforts.every(({ isHigh }) => isHigh) ? 'always' : efforts.every(({ isHigh, isHere }) => isHere && !isHigh) ? undefined : 'perhaps';
}

function isWithin(value: Value, { origin: outer }: ObjectValue): boolean {
  const inner = value.kind === 'text' ? value.origin : undefined;
  return inner !== undefined && outer !== undefined && inner.path === outer.path && outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** A flag of the vendor's lets the model write more than it otherwise does. */
function isExtended(request: Value | undefined, context: SdkContext): boolean {
  return holdersIn(request, context).some(holder => {
    const { value } = field(holder, 'anthropic_beta', context);
    return value !== undefined && context.options(value).flatMap(option => (option.kind === 'list' ? option.items : [option])).some(item => context.strings(item).some(name => name.startsWith('output-')));
  });
}

/** The largest budget for thinking, in tokens: none is 0, one that is not known knows no bounds. */
function budgetIn(request: Value | undefined, context: SdkContext): number {
  return Math.max(0, ...holdersIn(request, context).flatMap(holder => BUDGETS.map(key => {
    const { value } = field(holder, key, context);
    return !value ? 0 : value.kind === 'number' ? value.value : Infinity;
  })));
}

function aboveBudget(budget: number, set: SetEdits<number> | undefined): SetEdits<number> | undefined {
  return set && (tokens => (tokens > budget ? set(tokens) : undefined));
}

function whatever(edits: readonly Edit[] | undefined): SetEdits<number> | undefined {
  return edits && (() => edits);
}

function wrongKeyOf(request: Value | undefined, keys: readonly string[], context: SdkContext) {
  for (const key of keys) {
    const { value, holder } = field(request, key, context);
    const last = key.split('.').at(-1)!;
    const span = holder?.entries.get(last)?.origin ?? (value && context.span(value));
    if (value && holder && span) return { key, value, span: { path: span.path, range: span.range }, holder };
  }
  return undefined;
}

/** The edits that write a value under a key of the request; every branch that is an object gets it. */
export function setIn<T extends Plain>(request: Value | undefined, key: string, context: SdkContext): SetEdits<T> | undefined {
  const edits: EntryEdit[] = [];
  for (const option of request ? context.options(request) : []) {
    const edit = option.kind === 'object' ? entryEdit(option, key.split('.')) : undefined;
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits.length > 0 ? eachOf(edits) : undefined;
}

/** Branches may be one literal: it is written into once. */
function eachOf<T extends Plain>(all: readonly EntryEdit[]): SetEdits<T> {
  return value => all.map(edit => edit(value)).filter((edit, index, edits) => edits.findIndex(other => other.path === edit.path && other.range[0] === edit.range[0]) === index);
}

/** The edits that turn a wrong key into the right one and keep its value; undefined where the two lie too far apart. */
function renameKey(request: Value | undefined, holder: ObjectValue, wrong: string, right: string): Edit[] | undefined {
  const wrongPath = wrong.split('.');
  const rightPath = right.split('.');
  if (wrongPath.length === rightPath.length) return renamePath(request, wrongPath, rightPath);
  const place = wrongPath.length === 1 && !holder.entries.has(rightPath[0]!) ? written(holder, wrong) : undefined;
  if (!place) return undefined;
  const { module } = place;
  const source = module.text.slice(...place.value.range);
  const nested = rightPath.slice(1).reduceRight((inner, key) => printObject(module.syntax, key, inner), source);
  return [{ path: module.path, range: place.range, text: module.syntax.entry(rightPath[0]!, nested, place.into) }];
}

function printObject(syntax: { entry(key: string, value: string, into: 'object'): string }, key: string, value: string): string {
  return `{ ${syntax.entry(key, value, 'object')} }`;
}

function renamePath(request: Value | undefined, wrong: readonly string[], right: readonly string[]): Edit[] | undefined {
  const edits: Edit[] = [];
  let inside = request;
  for (const [index, name] of wrong.entries()) {
    if (inside?.kind !== 'object') return undefined;
    const entry = inside.entries.get(name);
    if (name !== right[index]) {
      const place = written(inside, name);
      if (!place?.keyRange || inside.entries.has(right[index]!)) return undefined;
      const quote = /^\\?['"]/.exec(place.module.text.slice(...place.keyRange))?.[0] ?? '';
      const isShorthand = place.keyRange[0] === place.value.range[0];
      edits.push({ path: place.module.path, range: isShorthand ? [place.keyRange[0], place.keyRange[0]] : place.keyRange, text: isShorthand ? `${right[index]}: ` : `${quote}${right[index]}${quote}` });
    }
    inside = entry?.value;
  }
  return edits;
}

/** One limit for several bodies or branches: the same where they agree, else dynamic. */
export function mergeLimits(limits: readonly DraftLimit[]): DraftLimit {
  const [first, ...others] = limits;
  if (!first || others.length === 0) return first ?? noLimit;
  const applicable = limits.filter(limit => limit.state !== 'not-applicable');
  if (applicable.length === 0) return first;
  const values = applicable.flatMap(limit => limit.value ?? []);
  const isSame = applicable.every(limit => !limit.value && !limit.state);
  if (isSame) return applicable.find(({ refused }) => refused) ?? applicable[0]!;
  const unequal = values.length < applicable.length || applicable.some(limit => limit.state);
  const distinct = values.filter((value, index) => values.findIndex(other => sameNumber(value, other)) === index);
  return { value: oneOf(distinct), key: applicable[0]!.key, ...(unequal && { state: 'dynamic' }) };
}

function sameNumber(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'number' && b.kind === 'number' && a.value === b.value);
}

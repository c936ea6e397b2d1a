/** Several possible values stay several. */
import type { Origin, Unknown, UnknownReason, Value } from '../core/value.ts';
import { textKey } from './text.ts';

/** More options than this tell nobody anything. */
const most = 48;

/** One of `values`: nested choices flattened, equal ones once; unknown where there is none. */
export function choice(values: readonly Value[], origin?: Origin): Value {
  if (values.length === 1) return values[0]!;
  const options: Value[] = [];
  const seen = new Set<Value>();
  const places = new Map<string, number>();
  for (const value of values.flatMap(optionsOf)) {
    // The same option often comes again: its key need not be made again.
    if (seen.has(value)) continue;
    seen.add(value);
    const key = keyOf(value);
    const place = key === undefined ? undefined : places.get(key);
    if (place !== undefined) {
      options[place] = both(options[place]!, value);
      continue;
    }
    if (key !== undefined) places.set(key, options.length);
    if (options.push(value) === most) break;
  }
  if (options.length === 0) return unknown('expression');
  if (options.length === 1) return options[0]!;
  return origin ? { kind: 'choice', options, origin } : { kind: 'choice', options };
}

/** One of two equal values: of `a() || b()`, both of which are not known, the first alone is known to be true. */
function both(first: Value, second: Value): Value {
  if (first.kind !== 'unknown' || second.kind !== 'unknown' || (first.isTruthy === second.isTruthy && first.isPresent === second.isPresent)) return first;
  const { isTruthy, isPresent, ...rest } = first;
  return { ...rest, ...(isTruthy && second.isTruthy && { isTruthy }), ...(isPresent && second.isPresent && { isPresent }) };
}

/** The options of a choice; any other value alone. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

/** Applies a function to every option. */
export function mapOptions(value: Value, map: (option: Value) => Value): Value {
  if (value.kind !== 'choice') return map(value);
  const mapped = value.options.map(map);
  // Most changes leave most values as they are.
  return mapped.every((option, index) => option === value.options[index]) ? value : choice(mapped, value.origin);
}

/** Lists and objects that may hold more than is seen. */
export function opened(value: Value): Value {
  return mapOptions(value, option => (option.kind === 'list' || option.kind === 'object' ? { ...option, open: true } : option));
}

/** A value, and what stands in for it where it may be missing. */
export function orElse(value: Value, fallback: () => Value): Value {
  const options = optionsOf(value);
  if (options.every(({ kind }) => kind !== 'null' && kind !== 'unknown')) return value;
  return choice([...options.filter(({ kind }) => kind !== 'null'), fallback()]);
}

/** Asks `object` for a member, as only what is not null can have one: null is none of several values. What `?.` asks of null is nothing. */
export function ofPresent(object: Value, isOptional: boolean | undefined, ask: (present: Value) => Value): Value {
  const options = optionsOf(object);
  const present = options.filter(option => option.kind !== 'null');
  if (present.length === options.length || (present.length === 0 && !isOptional)) return ask(object);
  if (present.length === 0) return nothing;
  const asked = ask(choice(present, object.origin));
  return isOptional ? choice([asked, nothing]) : asked;
}

export function unknown(reason: UnknownReason, name?: string, origin?: Origin): Unknown {
  return { kind: 'unknown', reason, ...(name !== undefined && { name }), ...(origin && { origin }) };
}

export const nothing: Value = { kind: 'null' };

/** Equal keys mean equal values; undefined where values are told apart by identity only. */
function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
      return textKey(value);
    case 'number':
    case 'boolean':
      return `${value.kind} ${value.value}`;
    case 'null':
      return 'null';
    case 'unknown':
      return value.param ? undefined : `unknown ${value.reason} ${value.name ?? ''}`;
    case 'class':
    case 'external':
      return value.kind === 'external' && !value.result ? `external ${value.module} ${value.path.join('.')}` : undefined;
    default:
      return undefined;
  }
}

/** Reads keys of a request: what stands under them, and whether something unseen may hold them. */
import type { EntryExpr, Expr, Module, ObjectExpr } from '../../core/ir.ts';
import type { SdkContext } from '../../core/sdk.ts';
import type { Range } from '../../core/source.ts';
import type { ObjectValue, Value } from '../../core/value.ts';

export interface Field {
  /** What is sent under the key; a choice where branches differ; undefined where nothing is seen. */
  readonly value: Value | undefined;
  /** Something unseen may hold the key, or it is sent on some paths only. */
  readonly isOpen: boolean;
  /** The object in which the key was seen; absent where the value was asked of something unknown. */
  readonly holder?: ObjectValue;
}

/** What stands under a dotted key (`inferenceConfig.maxTokens`) of a request. */
export function field(request: Value | undefined, key: string, context: SdkContext): Field {
  const found: Value[] = [];
  let isOpen = false;
  let isAbsent = false;
  let holder: ObjectValue | undefined;

  const visit = (value: Value, path: readonly string[], inside: ObjectValue | undefined): void => {
    const [name, ...rest] = path;
    for (const option of context.options(value)) {
      if (option.kind === 'null') isAbsent = true;
      else if (name === undefined) {
        holder ??= inside;
        if (!found.includes(option)) found.push(option);
      } else if (option.kind === 'object') {
        const entry = option.entries.get(name);
        if (entry?.optional) isOpen = true;
        if (entry) visit(entry.value, rest, option);
        else if (option.open) {
          isOpen = true;
          if (option.rest) visit(context.member(option.rest, name), rest, undefined);
        }
        else isAbsent = true;
      } else if (holdsMembers(option)) visit(context.member(option, name), rest, undefined);
      else isAbsent = true;
    }
  };
  if (request) visit(request, key.split('.'), undefined);
  return { value: oneOf(found), isOpen: isOpen || (isAbsent && found.length > 0), ...(holder && { holder }) };
}

/** The first of several names under which something is seen; else what is known of the first. */
export function firstField(request: Value | undefined, keys: readonly string[], context: SdkContext): Field & { readonly key: string } {
  const fields = keys.map(key => ({ key, ...field(request, key, context) }));
  return fields.find(found => found.holder) ?? fields.find(found => found.value) ?? fields.find(found => found.isOpen) ?? fields[0]!;
}

/** Is the key written in an object of the request? */
export function has(request: Value | undefined, key: string, context: SdkContext): boolean {
  return field(request, key, context).holder !== undefined;
}

/** Does a request set both `temperature` and `top_p`? They stand at one of several places. */
export function samplingOf(request: Value | undefined, places: readonly string[], context: SdkContext): { readonly samplesTwice?: true } {
  const sets = (...keys: readonly string[]): boolean => places.some(place => keys.some(key => has(request, `${place}${key}`, context)));
  return sets('temperature') && sets('topP', 'top_p') ? { samplesTwice: true } : {};
}

function holdsMembers(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'external' || value.kind === 'instance';
}

/** One value for several possible ones; undefined for none. */
export function oneOf(values: readonly Value[]): Value | undefined {
  return values.length > 1 ? { kind: 'choice', options: values } : values[0];
}

/** Where a key and its value are written in the literal of an object or among the keyword arguments of a call. */
export interface Written {
  readonly module: Module;
  readonly key: string;
  readonly keyRange?: Range;
  readonly value: Expr;
  readonly range: Range;
  readonly into: 'object' | 'arguments';
}

/** The entry of a literal that stands last, or of one that it spreads where a condition holds: `...(limit && { maxTokens: limit })`. */
function entryIn({ entries }: ObjectExpr, key: string): Extract<EntryExpr, { kind: 'entry' }> | undefined {
  for (const entry of entries.toReversed()) {
    if (entry.kind === 'entry') {
      if (entry.key === key) return entry;
      continue;
    }
    const inner = entry.value.kind === 'choose' ? entry.value.options : [entry.value];
    const found = inner.flatMap(each => (each.kind === 'object' ? (entryIn(each, key) ?? []) : []));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The place where `object` writes `key`; undefined where it was assigned later or comes from elsewhere. */
export function written(object: ObjectValue | undefined, key: string): Written | undefined {
  const literal = object?.literal;
  if (!literal) return undefined;
  const { module, expr } = literal;
  const standsHere = (range: Range) => {
    const origin = object.entries.get(key)?.origin;
    return !origin || (origin.path === module.path && origin.range[0] <= range[0] && range[1] <= origin.range[1]);
  };
  if (expr.kind === 'object') {
    const entry = entryIn(expr, key);
    if (!entry || !standsHere(entry.value.range)) return undefined;
    return { module, key, keyRange: entry.keyRange, value: entry.value, range: entry.range, into: 'object' };
  }
  const arg = expr.args.findLast(candidate => candidate.name === key);
  return arg && standsHere(arg.value.range) ? { module, key, value: arg.value, range: arg.range, into: 'arguments' } : undefined;
}

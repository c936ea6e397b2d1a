/** Requests that a function hands on as it got them: `client.converse(**kwargs)`. */
import type { ArgumentReader, SdkContext } from '../core/sdk.ts';
import type { Entry, ObjectValue, Value } from '../core/value.ts';

/** The keywords, with those of `keys` that are not seen as members of the parameter that is spread: its callers know them. */
export function withSpread(args: ArgumentReader, keys: readonly string[], context: SdkContext): ObjectValue {
  const keywords = args.keywords();
  const missing = keywords.open ? keys.filter(key => !keywords.entries.has(key)) : [];
  const parameter = missing.length > 0 ? spreadParameter(args, context) : undefined;
  if (!parameter) return keywords;
  const entries = new Map<string, Entry>(keywords.entries);
  for (const key of missing) entries.set(key, { value: context.member(parameter, key) });
  return { ...keywords, entries };
}

function spreadParameter({ raw }: ArgumentReader, context: SdkContext): Value | undefined {
  for (const { spread, value, range } of raw.expr.args) {
    if (spread !== 'keywords') continue;
    // As the one argument of a call the value itself can be asked for.
    const spreadValue = context.read({ ...raw, expr: { ...raw.expr, args: [{ value, range }] } }).at(0);
    const parameter = context.options(spreadValue).find(option => option.kind === 'unknown' && option.param);
    // `kwargs: dict` says nothing of what its keys hold.
    if (parameter?.kind === 'unknown') return { ...parameter, type: undefined };
  }
  return undefined;
}

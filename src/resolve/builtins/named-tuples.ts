/** `namedtuple("Settings", "model limit")` and what its type makes: an object with these fields. */
import type { Entry, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { nothing, unknown } from '../choice.ts';
import { plain } from '../text.ts';
import type { Builtin } from './builtin.ts';

const made: Builtin = (engine, { callee, given: all, origin }) => {
  const type = callee.result?.args && given(engine, callee.result.args);
  const fields = type && fieldNames((type.named.get('field_names') ?? type.positional[1]?.value)?.() ?? nothing);
  if (!fields) return undefined;
  const defaults = type.named.get('defaults')?.() ?? nothing;
  // The defaults are those of the last fields.
  const firstDefault = fields.length - (defaults.kind === 'list' ? defaults.items.length : 0);
  const entries = fields.map((name, index): [string, Entry] => {
    const value = all.positional[index]?.value() ?? all.named.get(name)?.() ?? (defaults.kind === 'list' ? defaults.items[index - firstDefault] : undefined) ?? unknown('expression', name);
    return [name, { value, origin }];
  });
  return { kind: 'object', entries: new Map(entries), open: false, origin };
};

/** A list of names, or one text with spaces or commas between them. */
function fieldNames(value: Value): string[] | undefined {
  const text = plain(value);
  if (text !== undefined) return text.split(/[\s,]+/).filter(Boolean);
  if (value.kind !== 'list' || value.open) return undefined;
  const names = value.items.flatMap(item => plain(item) ?? []);
  return names.length === value.items.length ? names : undefined;
}

export const namedTupleBuiltins: readonly (readonly [string, Builtin])[] = [['collections:namedtuple()', made]];

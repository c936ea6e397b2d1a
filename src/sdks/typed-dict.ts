/** Dicts written as calls of their type: `TextBlockParam(type="text", text=…)`, `MessageTypeDef(role=…)`, `SystemContentBlock(text=…)` of Strands. */
import type { SdkContext } from '../core/sdk.ts';
import type { Entry, ObjectValue, Value } from '../core/value.ts';
import { madeBy } from './origin.ts';

const typeName = /(?:Param|TypeDef)$/;
/** Requests are not nested deeper. */
const deepest = 6;

/** The object with such calls, at any depth, as the dicts that they make. */
export function typedDicts(object: ObjectValue, context: SdkContext): ObjectValue {
  return entriesAsDicts(object, context, 0);
}

/** The value with such calls, at any depth, as the dicts that they make. */
export function asDicts(value: Value, context: SdkContext, depth = 0): Value {
  if (depth > deepest) return value;
  if (value.kind === 'list') return replaced(value.items, context, depth, items => ({ ...value, items })) ?? value;
  if (value.kind === 'choice') return replaced(value.options, context, depth, options => ({ ...value, options })) ?? value;
  if (value.kind === 'object') return entriesAsDicts(value, context, depth);
  const made = madeBy(value);
  return made?.args && (typeName.test(made.callee.path.at(-1) ?? '') || made.callee.module.startsWith('strands.types.')) ? entriesAsDicts(context.read(made.args).keywords(), context, depth) : value;
}

function entriesAsDicts(object: ObjectValue, context: SdkContext, depth: number): ObjectValue {
  let isSame = true;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of object.entries) {
    const value = asDicts(entry.value, context, depth + 1);
    isSame &&= value === entry.value;
    entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  return isSame ? object : { ...object, entries };
}

function replaced(values: readonly Value[], context: SdkContext, depth: number, make: (values: readonly Value[]) => Value): Value | undefined {
  const dicts = values.map(value => asDicts(value, context, depth + 1));
  return dicts.some((dict, index) => dict !== values[index]) ? make(dicts) : undefined;
}

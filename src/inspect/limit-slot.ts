/** The token limit of a request: its state, its number, and the edits that set or change it. */
import type { LimitSlot } from '../core/call.ts';
import type { Fn } from '../core/ir.ts';
import type { DraftLimit } from '../core/sdk.ts';
import type { Range, Span } from '../core/source.ts';
import type { NumberValue, Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import { plain } from '../resolve/text.ts';

/** `fn`: the function around the call. */
export function limitSlot(draft: DraftLimit, here: Span, fn: Fn | undefined): LimitSlot {
  const wrong = draft.wrongKey;
  const setEdits = draft.setEdits?.();
  const base = {
    key: draft.key,
    ...(draft.value?.origin && { span: { path: draft.value.origin.path, range: draft.value.origin.range } }),
    ...(wrong && { wrongKey: { key: wrong.key, span: wrong.span, isRenamed: wrong.isRenamed, ...(wrong.value.kind === 'number' && { value: wrong.value.value }) } }),
    ...(draft.addedBySdk !== undefined && { addedBySdk: draft.addedBySdk }),
    ...(draft.inBody && { inBody: draft.inBody }),
    ...(draft.thinking && { thinking: draft.thinking }),
    ...(draft.isElsewhere && { isElsewhere: draft.isElsewhere }),
    ...(draft.isOfModel && { isOfModel: draft.isOfModel }),
    ...(draft.isLeftOut && { isLeftOut: draft.isLeftOut }),
    ...(draft.extended && { extended: draft.extended }),
    ...(draft.refused && { refused: draft.refused }),
    ...(setEdits && { setEdits }),
  };
  if (draft.state === 'not-applicable') return { ...base, state: 'not-applicable' };
  const options = draft.value ? optionsOf(draft.value) : [];
  const numbers = [...new Set(options.flatMap(numberIn))];
  const isSure = options.length > 0 && options.every(option => numberIn(option).length > 0);
  if (isSure && numbers.length === 1 && draft.state !== 'dynamic') return { ...base, state: 'set', value: numbers[0]!, ...changeOf(draft.value, here, fn) };
  if (options.some(option => option.kind !== 'null')) return { ...base, state: 'dynamic', ...(numbers.length === 1 && { value: numbers[0]! }) };
  if (draft.state === 'dynamic') return { ...base, state: 'dynamic' };
  if (draft.addedBySdk !== undefined) return { ...base, state: 'set', value: draft.addedBySdk, span: base.span ?? here };
  return { ...base, state: 'missing' };
}

/** A number in the call or in the function around it is this request's; a constant of the file may be others' too. */
function changeOf(value: Value | undefined, here: Span, fn: Fn | undefined): Pick<LimitSlot, 'changeEdits'> {
  const origin = value?.kind === 'number' ? value.origin : undefined;
  if (!origin?.module || origin.expr?.kind !== 'number' || origin.path !== here.path) return {};
  const { path, range } = origin;
  const isIn = (outer: Range): boolean => outer[0] <= range[0] && range[1] <= outer[1];
  let outer = fn;
  while (outer?.parent && outer.parent.kind !== 'module') outer = outer.parent;
  const isKeyed = /:\s*$/.test(origin.module.text.slice(Math.max(0, range[0] - 20), range[0]));
  return isIn(here.range) || (outer && isIn(outer.range) && (outer.kind !== 'module' || isKeyed)) ? { changeEdits: changedTo(path, range) } : {};
}

function changedTo(path: string, range: Range): NonNullable<LimitSlot['changeEdits']> {
  return tokens => [{ path, range, text: String(tokens) }];
}

function numberIn(value: Value): number[] {
  if (value.kind === 'number') return [(value as NumberValue).value];
  const text = plain(value);
  return text !== undefined && /^\d+$/.test(text.trim()) ? [Number(text)] : [];
}

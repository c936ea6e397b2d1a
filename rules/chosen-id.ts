/** Which ids of models a call itself chooses, as against those of a wrapper or a registry. */
import type { Call } from '../src/core/call.ts';
import { isLiteral } from '../src/core/call.ts';
import type { Span } from '../src/core/source.ts';
import type { Text } from '../src/core/value.ts';
import { isOwn, visible } from './own.ts';

/** More ids than these are a registry that users choose from. */
const MOST_IDS = 3;

export interface ChosenId {
  readonly id: string;
  readonly text: Text | undefined;
  /** Where the id is written, if that is in the file of the call. */
  readonly span: Span;
}

/**
 * None for a list to choose from, which is no choice made: its maintainers keep what is in it on purpose. None where the model is an object that
 * is made by a call of its own, which is told.
 */
export function chosenIds(call: Call): ChosenId[] {
  const { model, limit } = call;
  if (model.ids.length > MOST_IDS || limit.isElsewhere || limit.isOfModel) return [];
  return model.ids.flatMap((id, index) => {
    const text = model.texts[index];
    return isChosenHere(call, text) ? [{ id, text, span: visible(call, text?.origin?.path === call.path ? text.origin : model.span) }] : [];
  });
}

/** Written in this file, or the one id that this caller hands to a wrapper, wherever it stands: the default or the table of a wrapper is reported at the wrapper. */
function isChosenHere(call: Call, text: Text | undefined): boolean {
  if (call.role !== 'wrapper-call' || text?.origin?.path === call.path) return true;
  return call.model.state === 'known' && text?.pieces.some(piece => isLiteral(piece) && isOwn(call, piece)) === true;
}

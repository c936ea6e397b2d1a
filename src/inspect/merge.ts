/** Several requests that one call of a wrapper can lead to (by model family, stream or not), as one. */
import { generates } from '../core/call.ts';
import type { Draft } from '../core/sdk.ts';
import { choice } from '../resolve/choice.ts';
import { knownCharacters } from './brought.ts';

/** The request of which most is known, with the models of all. One that searches with an embedding before it asks is a call that asks: the embedding is no other way to do so. */
export function merged(all: readonly Draft[]): Draft {
  const asking = all.filter(({ operation }) => generates.has(operation));
  const drafts = asking.length > 0 ? asking : all;
  const best = drafts.reduce((a, b) => (knowledge(b) > knowledge(a) ? b : a));
  const models = drafts.flatMap(draft => draft.model ?? []);
  const sentBy = drafts.flatMap(draft => draft.sentBy ?? []);
  const added = drafts.flatMap(draft => draft.ofWrapper ?? []);
  const ofWrapper = { files: added.flatMap(({ files }) => files), spans: added.flatMap(({ spans }) => spans), ...(added.some(({ takesLimit }) => takesLimit) && { takesLimit: true as const }) };
  return { ...best, ...(models.length > 1 && { model: choice(models) }), sentBy, ofWrapper };
}

/** Known characters of the prompts; a known limit and model count a little. */
function knowledge(draft: Draft): number {
  return knownCharacters(draft) + (draft.limit.value?.kind === 'number' ? 1 : 0) + (draft.model?.kind === 'text' ? 1 : 0);
}

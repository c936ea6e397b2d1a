/** Calls whose answers nobody waits for. */
import type { Call } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';

/** Records that a batch job must have, by the default quota of every model (FACTS: batch inference). */
export const FEWEST_RECORDS = 100;

/** What shows that nobody waits: a queue, a schedule, a script. Undefined where someone does, or may. */
export function unattended({ operation, role, isStream, context, language }: Call): string | undefined {
  const { handler } = context;
  // Whoever runs a cell waits for it, and most notebooks try a few items.
  if (language === 'notebook') return undefined;
  if (!generates.has(operation) || operation.endsWith('-stream') || isStream || role === 'config') return undefined;
  return handler && handler.kind !== 'http' && handler.kind !== 'ui' ? handler.evidence : undefined;
}

/** Lists that people write by hand, and that stay short. */
const SHORT_LIST = /(?:templates?|prompts?|dimensions?|criteria|sections?|languages?|locales?|steps?|phases?|stages?|agents?|fields?|rubrics?|metrics|variants?|regions?|personas?|aspects?|pillars?|perspectives?|styles?|tones?)(?:\.(?:items|values|entries|keys)\(\))?\W*$/i;

/** Once per independent item, of which there may be enough for a job. */
export function isPerItem({ context: { loop, items, invariant, chained, over = '' } }: Call): boolean {
  return loop === 'items' && !invariant && !chained && !SHORT_LIST.test(over) && (items === undefined || items >= FEWEST_RECORDS);
}

/** Batch inference calls no tools. */
export function hasTools({ prompts }: Call): boolean {
  return prompts.some(({ part }) => part === 'tools');
}

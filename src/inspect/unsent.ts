/** Prompts whose request is not seen, as against those that a request of their file holds. */
import type { Call } from '../core/call.ts';
import { generates, isLiteral } from '../core/call.ts';

type Told = Pick<Call, 'operation' | 'role' | 'prompts'>;

/** The calls without templates that another one of them sends: there they have a model, and a price. */
export function withoutSent<T extends Told>(calls: readonly T[]): T[] {
  if (!calls.some(isTemplate)) return [...calls];
  const sent = new Set(calls.filter(({ operation }) => generates.has(operation)).flatMap(placesOf));
  return calls.filter(call => !isTemplate(call) || !placesOf(call).every(place => sent.has(place)));
}

function isTemplate({ operation, role }: Told): boolean {
  return operation === 'prompt' && role === 'call';
}

function placesOf({ prompts }: Told): string[] {
  return prompts.flatMap(({ text }) => text.pieces.filter(isLiteral).map(({ path, range }) => `${path} ${range[0]}`));
}

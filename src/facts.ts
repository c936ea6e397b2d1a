/** The real tables of models, prices and tokenizers, as rules ask for them. */
import type { Facts } from './core/facts.ts';
import { factsOn } from './cost/index.ts';

/** `today` (ISO date) decides which models are past their end of life. */
export function createFacts(today: string = new Date().toISOString().slice(0, 10)): Facts {
  return factsOn(today);
}

import type { Model } from '../models/index.ts';
import { inputOf, type Usage } from './usage.ts';

/** Tokens of the per-minute quota that a request takes when it starts: its input, cache reads left out, and its whole output limit. */
export function quotaReserved(usage: Omit<Usage, 'output'>, maxTokens: number): number {
  return inputOf({ ...usage, output: 0 }) - (usage.cacheRead ?? 0) + maxTokens;
}

/** Tokens of the quota it has taken in the end: input and cache writes, and the output times the model's burndown. Undefined where AWS names no burndown. Billed is the usage alone. */
export function quotaBurned(usage: Usage, model: Model): number | undefined {
  if (model.outputBurndown === null) return undefined;
  return inputOf(usage) - (usage.cacheRead ?? 0) + usage.output * model.outputBurndown;
}

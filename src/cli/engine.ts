/** Puts the engine together: only doors choose rules, facts and prices. */
import type { Facts } from '../core/facts.ts';
import type { NamedRule } from '../core/rule.ts';
import { estimate, factsOn } from '../cost/index.ts';
import { pricesAsOf, pricesDigest } from '../models/index.ts';
import type { Pricing } from '../scan/report.ts';

export interface Engine {
  readonly rules: readonly NamedRule[];
  readonly facts: Facts;
  readonly pricing: Pricing;
}

/** `asOf`: date of the prices in use, where others lie over the built-in ones. */
export async function createEngine(asOf: string = pricesAsOf): Promise<Engine> {
  const { rules } = await import('../../rules/index.ts');
  return { rules, facts: factsOn(), pricing: { asOf, digest: pricesDigest(), estimate } };
}

/** Advice in the order of its money, and what it comes to together. */
import { type Money, sum } from '../../cost/index.ts';
import type { Advice, AdviceKind } from './advice.ts';

export interface Ranked {
  readonly advice: readonly Advice[];
  /** What can be had together, and by which advice. */
  readonly together: Money;
  readonly counted: ReadonlySet<Advice>;
}

/**
 * On one unit, in this order: what is not sent costs nothing; what is sent is sent elsewhere; then it waits in a batch, or on the
 * flex tier, or reads its prompt from a cache, whichever saves most: they exclude each other. What needs judgement (another model,
 * stored answers, capacity by the hour) is not counted.
 */
const STEPS: readonly (readonly AdviceKind[])[] = [['deduplication'], ['global-profile'], ['prompt-caching', 'batch', 'flex']];

/** `costs`: what each unit costs in a month, by its key. */
export function ranked(advice: readonly Advice[], costs: ReadonlyMap<string, Money>, keyOf: (one: Advice) => string): Ranked {
  const counted = new Set<Advice>();
  const saved = [...costs].map(([key, cost]) => {
    const own = advice.filter(one => one.subject !== undefined && keyOf(one) === key);
    let left = cost;
    for (const step of STEPS) {
      const best = own.filter(({ kind, usdPerMonth }) => step.includes(kind) && usdPerMonth > 0n).reduce<Advice | undefined>((most, one) => (!most || one.usdPerMonth > most.usdPerMonth ? one : most), undefined);
      if (!best || cost === 0n) continue;
      counted.add(best);
      // What an earlier step has saved, a later one cannot save again: it takes its share of the rest.
      left -= (left * (best.usdPerMonth < cost ? best.usdPerMonth : cost)) / cost;
    }
    return cost - left;
  });
  return { advice: advice.toSorted((a, b) => (a.usdPerMonth < b.usdPerMonth ? 1 : a.usdPerMonth > b.usdPerMonth ? -1 : a.title < b.title ? -1 : 1)), together: sum(saved), counted };
}

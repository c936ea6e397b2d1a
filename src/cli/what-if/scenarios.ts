/** What a call would cost in other ways. */
import type { Call } from '../../core/call.ts';
import { inBatch, onFlex, onModel, shorterBy, withCaching, type BreakEven, type Comparison, type Money } from '../../cost/index.ts';
import { percentText } from '../../cost/money.ts';
import { findModel, type Ttl } from '../../models/index.ts';

/** One other way. Money per 1,000 calls; positive is saved. */
export interface Scenario {
  readonly what: string;
  readonly saved: { readonly input: Money; readonly outputMax: Money; readonly atWorst?: Money; readonly breakEven?: BreakEven } | undefined;
  /** What comes with it; without `saved`, why it cannot be had. */
  readonly notes: readonly string[];
}

export interface Ways {
  readonly model?: string | undefined;
  readonly requests: number;
  readonly shorter: number;
}

/** `id` is the model the call uses. */
export function scenariosOf(call: Call, id: string, { model, requests, shorter }: Ways): Scenario[] {
  const others = findModel(id)?.caching?.ttl.filter(ttl => ttl === '30m') ?? [];
  const cut = shorterBy(call, id, shorter);
  return [
    ...(model === undefined ? [] : [compared(`on ${findModel(model)?.name ?? model}`, onModel(call, id, model))]),
    ...(['5m', ...others, '1h'] as const).map(ttl => cached(call, id, requests, ttl)),
    compared('batch', inBatch(call, id)),
    compared('flex', onFlex(call, id)),
    { what: `${shorter} tokens shorter`, saved: cut === undefined ? undefined : { input: cut * 1000n, outputMax: 0n }, notes: cut === undefined ? [`\`${id}\` has no price.`] : [] },
  ];
}

function compared(what: string, result: Comparison | string): Scenario {
  if (typeof result === 'string') return { what, saved: undefined, notes: [result] };
  return { what, saved: { input: result.inputSaved * 1000n, outputMax: (result.outputMaxSaved ?? 0n) * 1000n }, notes: result.notes };
}

function cached(call: Call, id: string, requests: number, ttl: Ttl): Scenario {
  const what = `cached for ${ttl}, ${requests} requests`;
  const result = withCaching(call, id, { requests, ttl });
  if (typeof result === 'string') return { what, saved: undefined, notes: [result] };
  const { prefix, outcome, breakEven } = result;
  if (!prefix.isEnough) return { what, saved: undefined, notes: [prefix.tokens === 0 ? 'The prompt begins with a value of run time.' : `The static prefix of ${prefix.tokens} tokens is below the minimum of ${prefix.minimum}.`] };
  const thousand = (money: Money): Money => (money * 1000n) / BigInt(requests);
  return {
    what,
    saved: { input: thousand(outcome.saved), outputMax: 0n, atWorst: -thousand(outcome.lostAtWorst), ...(breakEven && { breakEven }) },
    notes: [
      `${percentText(outcome.savedShare)} of the prefix of ${prefix.tokens} tokens.`,
      ...(breakEven ? [`Pays from request ${breakEven.requests} of a chain, or above ${percentText(breakEven.hitRate)} hits.`] : []),
      ...(call.caching.state === 'used' ? ['The call caches already.'] : []),
    ],
  };
}

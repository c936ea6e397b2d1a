/** What a request or body says, whatever library sends it. */
import type { ForeignBody, Operation } from '../../core/call.ts';
import type { Draft, DraftLimit, DraftPrompt, DraftStops } from '../../core/sdk.ts';
import type { Value } from '../../core/value.ts';
import type { Gathered } from './content.ts';
import { mergePrompts } from './content.ts';
import { oneOf } from './field.ts';
import { mergeLimits, noLimit } from './limit.ts';

export interface Parts {
  /** Where the request itself tells that it is no text generation (`embed`, `image`, `video`, `rerank`). */
  readonly operation?: Operation;
  /** Of several possible models those that take this request, where it tells. */
  readonly model?: Value;
  readonly prompts: readonly DraftPrompt[];
  readonly limit: DraftLimit;
  readonly stop?: Value;
  readonly stops?: DraftStops;
  readonly caching: Draft['caching'];
  readonly cachingSyntax?: string;
  readonly isStream?: boolean;
  readonly structured?: boolean;
  readonly samplesTwice?: true;
  readonly foreignBody?: ForeignBody;
}

/** The parts of a request of which nothing is known. */
export const unknownParts: Parts = { prompts: [], limit: { ...noLimit, state: 'dynamic' }, caching: 'unknown' };

/** Whether what was gathered caches: unseen parts may, save messages behind a system prompt that was seen. */
export function cachingOf(gathered: Gathered): Draft['caching'] {
  if (gathered.isCached) return 'used';
  return gathered.isHidden ? 'unknown' : 'none';
}

/** One answer for several bodies: what agrees stays, the rest becomes a choice. */
export function mergeParts(all: readonly Parts[]): Parts {
  const [first, ...others] = all;
  if (!first || others.length === 0) return first ?? unknownParts;
  const operation = others.every(other => other.operation === first.operation) ? first.operation : undefined;
  const stop = all.every(parts => parts.stop) ? oneOf([...new Set(all.flatMap(parts => parts.stop ?? []))]) : undefined;
  const caching = (['used', 'unknown'] as const).find(state => all.some(parts => parts.caching === state)) ?? 'none';
  const stops = all.map(parts => parts.stops);
  const cachingSyntax = all.find(parts => parts.cachingSyntax)?.cachingSyntax;
  return {
    prompts: mergePrompts(all.map(parts => parts.prompts)),
    limit: mergeLimits(all.map(parts => parts.limit)),
    caching,
    ...(operation && { operation }),
    ...(stop && { stop }),
    ...(stops[0] && stops.every(each => each?.key === stops[0]!.key) && { stops: mergeStops(stops.flatMap(each => each ?? [])) }),
    ...(cachingSyntax && { cachingSyntax }),
    isStream: all.some(parts => parts.isStream),
    structured: all.every(parts => parts.structured),
    ...(all.some(parts => parts.samplesTwice) && { samplesTwice: true as const }),
    ...(first.foreignBody && all.every(parts => parts.foreignBody) && { foreignBody: first.foreignBody }),
  };
}

/** Where one body sends stops, the others may too by a way that is not seen. */
function mergeStops(all: readonly DraftStops[]): DraftStops {
  const [first] = all;
  if (all.some(({ value, isOpen }) => value ?? isOpen)) return { key: first!.key, isOpen: true };
  return { key: first!.key };
}

/** A draft of what a call says; `operation` gives way to what the request itself tells. */
export function draftOf(sdk: string, operation: Operation, model: Value | undefined, parts: Parts, more: Partial<Draft> = {}): Draft {
  return { sdk, model, ...parts, operation: parts.operation ?? operation, ...more };
}

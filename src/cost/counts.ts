import type { RequestCount, RequestShape } from '../tokens/index.ts';
import { apportioned } from './apportion.ts';

/** Billed input tokens of the requests that someone has counted; undefined for all others. */
export type CountLookup = (request: RequestShape) => number | undefined;

let lookup: CountLookup | undefined;

/** Puts counts of the service before the estimates, for the whole process and until the next call; undefined takes them off. */
export function useCounts(known: CountLookup | undefined): void {
  lookup = known;
}

/** The request as the service counts it, if that is known; its parts are estimates that sum to the count. */
export function knownCount(request: RequestShape, { parts }: Pick<RequestCount, 'parts'>): RequestCount | undefined {
  const tokens = lookup?.(request);
  if (tokens === undefined) return undefined;
  const [system = 0, messages = 0, tools = 0, overhead = 0] = apportioned([parts.system, parts.messages, parts.tools, parts.overhead], tokens);
  return { tokens, basis: 'exact', error: 0, parts: { system, messages, tools, overhead } };
}

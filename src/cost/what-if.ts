import type { Call } from '../core/call.ts';
import { findModel, type Ttl } from '../models/index.ts';
import { breakEven, cacheOutcome, type BreakEven, type CacheOutcome } from './caching.ts';
import { priceCall, type Assumptions, type PricedCall } from './estimate.ts';
import { costOf, type Money } from './money.ts';
import { prefixOf, type Prefix } from './prefix.ts';

/** One call, done in two ways. Amounts are of one call; positive is saved. */
export interface Comparison {
  before: PricedCall;
  after: PricedCall;
  /** On the known input. */
  inputSaved: Money;
  /** On the output at its limit, which short answers do not reach; undefined where a limit is not known. */
  outputMaxSaved: Money | undefined;
  /** What comes with it, in words. */
  notes: string[];
}

/** One cached prefix over one chain of requests. */
export interface CacheWhatIf {
  prefix: Prefix;
  ttl: Ttl;
  requests: number;
  outcome: CacheOutcome;
  breakEven: BreakEven | undefined;
}

/** The call on another model, its text counted by that model's tokenizer: the same price list can cost more. A reason where there is no price. */
export function onModel(call: Call, id: string, other: string, assumptions: Assumptions = {}): Comparison | string {
  const before = priceCall(call, id, assumptions);
  const after = priceCall(call, other, assumptions);
  if (typeof before === 'string') return before;
  if (typeof after === 'string') return after;
  const notes: string[] = [];
  if (after.input.tokens !== before.input.tokens) notes.push(`The same text is ${after.input.tokens} tokens instead of ${before.input.tokens}.`);
  if (after.row.confidence !== 'high') notes.push(`The price of \`${after.id}\` is of ${after.row.confidence} confidence.`);
  return compare(before, after, notes);
}

/** The call as a batch job: half the price, not with tools, not with caching. A reason where the model has none. */
export function inBatch(call: Call, id: string, assumptions: Assumptions = {}): Comparison | string {
  const model = findModel(id);
  if (model?.batch === 'unknown') return `Whether \`${model.id}\` has batch inference is not published.`;
  if (call.prompts.some(prompt => prompt.part === 'tools')) return 'Batch inference has no tool calling.';
  const notes = ['A job takes at least 100 records.'];
  if (call.caching.state !== 'none') notes.push('Prompt caching does not combine with batch.');
  return inTier(call, id, { ...assumptions, tier: 'batch' }, notes);
}

/** The call in the flex tier: half the price, answered when there is room. A reason where the model has none. */
export function onFlex(call: Call, id: string, assumptions: Assumptions = {}): Comparison | string {
  return inTier(call, id, { ...assumptions, tier: 'flex' }, ['Flex answers later.']);
}

/** The call with `tokens` fewer in its prompt. USD saved per call; undefined where the model has no price. */
export function shorterBy(call: Call, id: string, tokens: number, assumptions: Assumptions = {}): Money | undefined {
  const priced = priceCall(call, id, assumptions);
  return typeof priced === 'string' ? undefined : costOf(Math.min(tokens, priced.input.tokens), priced.row.inputPerMTok);
}

/** The call's static prefix, cached, when `requests` of them come within one lifetime of each other. A reason where that cannot be had. */
export function withCaching(call: Call, id: string, { requests, ttl }: { requests: number; ttl: Ttl }, assumptions: Assumptions = {}): CacheWhatIf | string {
  if (assumptions.tier === 'batch') return 'Prompt caching does not combine with batch.';
  const priced = priceCall(call, id, assumptions);
  if (typeof priced === 'string') return priced;
  const { model, row } = priced;
  if (!model.caching) return `\`${model.id}\` has no prompt caching.`;
  if (!model.caching.explicit) return `\`${model.id}\` caches by itself; no cache point can be set.`;
  if (!model.caching.ttl.includes(ttl)) return `\`${model.id}\` keeps a cache for ${model.caching.ttl.join(' or ')}, not for ${ttl}.`;
  const prefix = prefixOf(call, id);
  const outcome = cacheOutcome(row, { prefix: prefix.tokens, requests, ttl });
  if (!outcome) return `\`${model.id}\` has no published price for a cache of ${ttl}.`;
  return { prefix, ttl, requests, outcome, breakEven: breakEven(row, ttl) };
}

function inTier(call: Call, id: string, assumptions: Assumptions, notes: string[]): Comparison | string {
  const before = priceCall(call, id, { ...assumptions, tier: 'default' });
  const after = priceCall(call, id, assumptions);
  if (typeof before === 'string') return before;
  return typeof after === 'string' ? after : compare(before, after, notes);
}

function compare(before: PricedCall, after: PricedCall, notes: string[]): Comparison {
  const bounded = before.outputMaxPerCall !== undefined && after.outputMaxPerCall !== undefined;
  return {
    before,
    after,
    inputSaved: before.inputPerCall - after.inputPerCall,
    outputMaxSaved: bounded ? before.outputMaxPerCall! - after.outputMaxPerCall! : undefined,
    notes,
  };
}

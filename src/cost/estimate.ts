import type { Call } from '../core/call.ts';
import type { Basis, ReportCall } from '../core/report.ts';
import { findModel, geographyOfRegion, parseModelId, priceRow, type Model, type PriceCircumstances, type PriceRowAt } from '../models/index.ts';
import { costOf, sum, usd, type Money } from './money.ts';
import { inputTokensOf, maxOutputOf, type KnownInput } from './tokens-of-call.ts';

/** A call on one model: tokens, price row and what they come to. */
export interface PricedCall {
  /** As the source writes it. */
  id: string;
  model: Model;
  row: PriceRowAt;
  input: KnownInput;
  /** Tokens. */
  maxOutput: number | undefined;
  /** The known input of one call. */
  inputPerCall: Money;
  /** The output of one call at its limit: the worst case, not what is billed for short answers. */
  outputMaxPerCall: Money | undefined;
}

/** What one call costs before it has run: the known input, and the output at its limit. */
export interface Estimate {
  tokens: ReportCall['tokens'];
  /** USD per call; null where the model is unknown or has no price. */
  cost: ReportCall['cost'];
  /** USD per 1,000 calls; null as `cost` is. */
  perThousandCalls: { input: number; outputMax: number | null } | null;
  /** The model the figures are of: the only one, or the dearest of several. */
  priced: PricedCall | undefined;
  /** Every model the call may use that has a price, dearest first. */
  candidates: PricedCall[];
  parts: KnownInput['parts'];
  /** Why there is no figure, or what it leaves out, in words. */
  notes: string[];
}

/** What an estimate may assume. */
export type Assumptions = Pick<PriceCircumstances, 'tier' | 'latency' | 'at'>;

/** Tokens of a text whose model is unknown are counted as the most usual tokenizer does. */
const USUAL_MODEL = 'anthropic.claude-sonnet-4-6';

/** Estimates one call. Several possible models: the figures are the dearest one's, and a note says so. */
export function estimate(call: Call, assumptions: Assumptions = {}): Estimate {
  const notes: string[] = [];
  const candidates: PricedCall[] = [];
  for (const id of call.model.ids) {
    const priced = priceCall(call, id, assumptions);
    if (typeof priced === 'string') notes.push(priced);
    else candidates.push(priced);
  }
  const ordered = candidates.toSorted(dearestFirst);
  const [priced] = ordered;
  if (call.model.ids.length === 0) notes.push(call.model.state === 'none' ? 'The operation names no model.' : `The model is unknown${call.model.reason ? `: ${call.model.reason}` : ''}.`);
  if (priced && call.model.ids.length > 1) notes.push(`\`${priced.id}\` is the dearest of ${call.model.ids.length} models.`);

  const id = priced?.id ?? call.model.ids[0] ?? USUAL_MODEL;
  const input = priced?.input ?? inputTokensOf(call, id);
  const max = priced ? priced.maxOutput : maxOutputOf(call, id);
  if (input.holes > 0) notes.push(input.holes === 1 ? '1 value of the prompt comes at run time and is not counted.' : `${input.holes} values of the prompt come at run time and are not counted.`);
  const basis: Basis = priced || call.model.ids.length > 0 ? input.basis : 'calibrated';
  return {
    tokens: { input: { static: input.tokens, basis, error: input.error, ...(input.holes > 0 && { holes: input.holes }) }, output: max === undefined ? {} : { max } },
    cost: priced ? { currency: 'USD', inputPerCall: usd(priced.inputPerCall), outputMaxPerCall: orNull(priced.outputMaxPerCall), basis } : null,
    perThousandCalls: priced ? { input: usd(priced.inputPerCall * 1000n), outputMax: orNull(priced.outputMaxPerCall === undefined ? undefined : priced.outputMaxPerCall * 1000n) } : null,
    priced,
    candidates: ordered,
    parts: input.parts,
    notes,
  };
}

/** The call on the model `id`, or in words why that has no price. */
export function priceCall(call: Call, id: string, assumptions: Assumptions = {}): PricedCall | string {
  const model = findModel(id);
  if (!model) return `\`${id}\` is no model we know.`;
  const input = inputTokensOf(call, id);
  const row = priceRow(model, { ...assumptions, geography: geographyOf(id), inputTokens: input.tokens });
  if (!row) return assumptions.tier && assumptions.tier !== 'default' ? `\`${model.id}\` has no ${assumptions.tier} price.` : `\`${model.id}\` has no published price.`;
  const maxOutput = maxOutputOf(call, id);
  return {
    id, model, row, input, maxOutput,
    inputPerCall: costOf(input.tokens, row.inputPerMTok),
    outputMaxPerCall: maxOutput === undefined ? undefined : costOf(maxOutput, row.outputPerMTok),
  };
}

/** Exact totals over calls, USD per 1,000 calls of each. `unpriced` and `unbounded` count the calls that the sums leave out. */
export function totalOf(estimates: Iterable<Estimate>): { usdPerThousandCalls: { input: number; outputMax: number }; unpriced: number; unbounded: number } {
  const all = [...estimates];
  const priced = all.flatMap(({ priced: call }) => call ?? []);
  const bounded = priced.flatMap(({ outputMaxPerCall }) => outputMaxPerCall ?? []);
  return {
    usdPerThousandCalls: { input: usd(sum(priced.map(call => call.inputPerCall)) * 1000n), outputMax: usd(sum(bounded) * 1000n) },
    unpriced: all.length - priced.length,
    unbounded: priced.length - bounded.length,
  };
}

/** The geography that decides the price of an id: its prefix, else that of the region in its ARN. */
export function geographyOf(id: string): PriceCircumstances['geography'] {
  const { geography, region } = parseModelId(id);
  return geography ?? (region === undefined ? undefined : geographyOfRegion(region));
}

function dearestFirst(a: PricedCall, b: PricedCall): number {
  const difference = b.inputPerCall + (b.outputMaxPerCall ?? 0n) - (a.inputPerCall + (a.outputMaxPerCall ?? 0n));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function orNull(money: Money | undefined): number | null {
  return money === undefined ? null : usd(money);
}

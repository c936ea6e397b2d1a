/** What is saved on the input of calls. */
import type { Call } from '../src/core/call.ts';
import type { Facts } from '../src/core/facts.ts';
import type { Savings } from '../src/core/finding.ts';

/** Dollars over 1,000 calls where the known input of this share of them costs `perMTok` dollars less per million tokens. */
export function inputSavings(call: Call, facts: Facts, perMTok: number, share = 1): Savings {
  const { tokens, basis } = facts.inputTokens(call);
  return { usdPerThousandCalls: (tokens * perMTok * share) / 1000, basis };
}

/** The same where the requests are not sent at all; nothing where the model has no price. */
export function unsentSavings(call: Call, facts: Facts, share = 1): { readonly savings?: Savings } {
  const [id] = call.model.ids;
  const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
  return price === undefined ? {} : { savings: inputSavings(call, facts, price, share) };
}

/** What these tokens of a call's input cost. */
export function inputSavingsOf(call: Call, facts: Facts, tokensPerCall: number): { readonly savings: Savings } {
  const [id] = call.model.ids;
  const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
  return { savings: { tokensPerCall, ...(price !== undefined && { usdPerThousandCalls: (tokensPerCall * price) / 1000 }), basis: 'calibrated' } };
}

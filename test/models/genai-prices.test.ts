import { calcPrice, findProvider, type Usage } from '@pydantic/genai-prices';
import { describe, expect, test } from 'vitest';
import { allModels, priceRow, type Geography, type Model } from '../../src/models/index.ts';

/** Day of the compared package's data. */
const DAY = '2026-09-23';

type Rates = Record<'input' | 'output' | 'cacheRead' | 'cacheWrite', number>;

/** Differences we keep on purpose. `at` is the id as a caller writes it. */
const KEPT: { at: RegExp; reason: string }[] = [
  { at: /^(eu|apac|us-gov)\.amazon\.nova-pro-v1|^(eu|apac)\.amazon\.nova-(lite|micro)-v1/, reason: 'Nova 1 has its own price outside the US (litellm); genai-prices has one for all.' },
  { at: /^us-gov\.anthropic\./, reason: 'GovCloud has its own price (litellm); genai-prices applies the regional 10 %.' },
  { at: /^eu\.meta\.llama3-2-[13]b/, reason: 'Llama 3.2 1B and 3B have their own price in the EU (litellm).' },
  { at: /anthropic\.claude-3-(5-)?sonnet-20240(229|620)/, reason: 'Input and output agree; genai-prices has cache prices, yet Bedrock never cached for Claude 3 Sonnet and 3.5 Sonnet v1.' },
  { at: /^amazon\.titan-embed-text-v2/, reason: 'genai-prices matches V2 to V1 (0.10); four public tables say 0.02.' },
];

/** Priced there, unpriced here. */
const UNPRICED_HERE: { id: string; reason: string }[] = [
  { id: 'amazon.nova-sonic-v1:0', reason: 'Speech tokens are most of the bill; a text price alone would mislead.' },
  { id: 'us-gov.amazon.nova-lite-v1:0', reason: 'GovCloud has prices of its own, and none is published for this model.' },
  { id: 'us-gov.amazon.nova-micro-v1:0', reason: 'GovCloud has prices of its own, and none is published for this model.' },
  { id: 'amazon.nova-2-sonic-v1:0', reason: 'Speech tokens are most of the bill; a text price alone would mislead.' },
];

const ids = allModels().flatMap(model => [undefined, ...model.profiles].map(geography => ({ id: geography ? `${geography}.${model.id}` : model.id, model, geography })));
const compared = ids.flatMap(({ id, model, geography }) => {
  const theirs = ratesThere(id);
  return theirs ? [{ id, model, geography, theirs }] : [];
});

test('the two tables share most models', () => {
  expect(new Set(compared.map(({ model }) => model.id)).size).toBeGreaterThan(60);
  expect(findProvider({ providerId: 'aws' })?.models.length).toBeGreaterThan(80);
});

describe.each(compared)('$id', ({ id, model, geography, theirs }) => {
  const kept = KEPT.find(({ at }) => at.test(id));
  const unpriced = UNPRICED_HERE.some(entry => entry.id === id);

  test(kept ? `differs: ${kept.reason}` : unpriced ? 'stays unpriced' : 'agrees', () => {
    const ours = ratesHere(model, geography);
    if (unpriced) return expect(ours).toBeUndefined();
    if (kept) return expect(ours).not.toEqual(theirs);
    expect(ours).toEqual(theirs);
  });
});

test.each(KEPT)('still needed: $reason', ({ at }) => expect(compared.some(({ id }) => at.test(id))).toBe(true));

function ratesHere(model: Model, geography: Geography | undefined): Rates | undefined {
  const row = priceRow(model, { geography, at: DAY });
  if (!row) return undefined;
  const { inputPerMTok: input, outputPerMTok: output } = row;
  // genai-prices counts what has no cache price at the input price.
  const cacheWrite = row.cacheWritePerMTok['5m'] ?? row.cacheWritePerMTok['30m'] ?? input;
  return { input, output, cacheRead: row.cacheReadPerMTok ?? input, cacheWrite };
}

function ratesThere(id: string): Rates | undefined {
  // A thousand tokens stay below every long-context tier; their sums are binary floats.
  const price = (usage: Usage) => calcPrice(usage, id, { providerId: 'aws', timestamp: new Date(`${DAY}T12:00:00Z`) });

  const input = price({ input_tokens: 1000 });
  if (!input) return undefined;
  return {
    input: perMTok(input.input_price),
    output: perMTok(price({ input_tokens: 0, output_tokens: 1000 })?.output_price),
    cacheRead: perMTok(price({ input_tokens: 1000, cache_read_tokens: 1000 })?.input_price),
    cacheWrite: perMTok(price({ input_tokens: 1000, cache_write_tokens: 1000 })?.input_price),
  };
}

function perMTok(usd: number | undefined): number {
  return Number(((usd ?? 0) * 1000).toPrecision(10));
}

import { afterEach, describe, expect, test } from 'vitest';
import { findModel, overlayOf, priceChanges, priceRow, pricesAgeInDays, pricesAsOf, pricesDigest, readPriceList, usePrices, type PriceOverlay } from '../../src/models/index.ts';

type Row = [attributes: Record<string, string>, usd: string, unit: string];

/** An offer file with these rows, in the shape of the bulk API. */
function offer(offerCode: string, published: string, rows: Row[]): object {
  const products = Object.fromEntries(rows.map(([attributes], index) => [`SKU${index}`, { sku: `SKU${index}`, attributes: { regionCode: 'us-west-2', ...attributes } }]));
  const terms = Object.fromEntries(rows.map(([, usd, unit], index) => [`SKU${index}`, { [`SKU${index}.JRTCKXETXF`]: { priceDimensions: { d: { unit, pricePerUnit: { USD: usd } } } } }]));
  return { formatVersion: 'v1.0', offerCode, publicationDate: `${published}T00:19:12Z`, products, terms: { OnDemand: terms } };
}

const amazon = offer('AmazonBedrock', '2026-10-05', [
  [{ usagetype: 'USW2-Nova2.0Lite-input-tokens-priority-cross-region-global', model: 'Nova 2.0 Lite', provider: 'Amazon' }, '0.000525', '1K tokens'],
  [{ usagetype: 'USW2-Nova2.0Lite-input-tokens-cross-region-global', model: 'Nova 2.0 Lite' }, '0.0003', '1K tokens'],
  [{ usagetype: 'USW2-Nova2.0Lite-input-tokens', model: 'Nova 2.0 Lite' }, '0.00033', '1K tokens'],
  [{ usagetype: 'USW2-moonshotai.kimi-k3-mantle-cache-write-tokens-30m-standard', model: 'Kimi K3' }, '0.004125', '1K tokens'],
  [{ usagetype: 'USW2-Mistral-Large-3-675b-Instruct-input-tokens-batch', model: 'Mistral Large 3' }, '0.00025', '1K tokens'],
  [{ usagetype: 'USW2-Mistral-Large-3-675b-Instruct-input-tokens', model: 'Mistral Large 3' }, '0.0005', '1K tokens'],
  [{ usagetype: 'USW2-Llama3-3-70B-output-tokens', model: 'Llama 3.3 70B' }, '0.0007', '1K tokens'],
  [{ usagetype: 'USW2-NovaCanvas-T2I-1024-Standard', model: 'Nova Canvas' }, '0.04', 'image'],
  [{ usagetype: 'USW2-Llama9-input-tokens', model: 'Llama 9' }, '0.0001', '1K tokens'],
  [{ usagetype: 'EUW1-NovaLite-input-tokens', model: 'Nova Lite', regionCode: 'eu-west-1' }, '0.000078', '1K tokens'],
]);
const marketplace = offer('AmazonBedrockFoundationModels', '2026-09-30', [
  [{ servicename: 'Claude Opus 5.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_cache_write_tokens_1h_standard-Units' }, '8.8', '1M tokens'],
  [{ servicename: 'Claude Opus 5.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_cache_write_tokens_1h_global_standard-Units' }, '8', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_InputTokenCount_Global-Units' }, '0.9', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_InputTokenCount-Units' }, '1.1', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_CacheReadInputTokenCount_Global-Units' }, '0.09', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_CacheWrite1hInputTokenCount_Global-Units' }, '1.8', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_InputTokenCount_Global_Batch-Units' }, '0.5', '1M tokens'],
  [{ servicename: 'Claude Haiku 4.5 (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_Reserved_1Month_InputTPM_Geo-Units' }, '0.066', '1M TPM Hour'],
  [{ servicename: 'GPT-6 Astra (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_input_tokens_long_ctx_global_standard-Units' }, '20', '1M tokens'],
  [{ servicename: 'Claude 3.7 Sonnet (Amazon Bedrock Edition)', usagetype: 'USW2-MP:USW2_ProvisionedThroughput_1MonthCommit_ModelUnits_Usage-Units' }, '158.4', 'hour'],
]);

afterEach(() => usePrices(undefined));

describe('readPriceList', () => {
  test('Amazon and open-weight models, per 1K tokens', () => {
    const { published, rows, skipped } = readPriceList(amazon);
    expect({ published, skipped }).toEqual({ published: '2026-10-05', skipped: 1 });
    expect(rows[0]).toEqual({ sku: 'SKU0', model: 'Nova 2.0 Lite', region: 'us-west-2', kind: 'input', tier: 'priority', isGlobal: true, isLongContext: false, usdPerMTok: 0.525 });
    expect(rows.find(({ model }) => model === 'Kimi K3')).toMatchObject({ kind: 'cacheWrite', ttl: '30m', usdPerMTok: 4.125 });
    expect(rows.find(({ tier }) => tier === 'batch')).toMatchObject({ model: 'Mistral Large 3', usdPerMTok: 0.25 });
  });
  test('Marketplace models, per 1M tokens, named by their service', () => {
    const { rows, skipped } = readPriceList(marketplace);
    expect(skipped).toBe(2);
    expect(rows[0]).toMatchObject({ model: 'Claude Opus 5.5', kind: 'cacheWrite', ttl: '1h', isGlobal: false, usdPerMTok: 8.8 });
    expect(rows[2]).toMatchObject({ model: 'Claude Haiku 4.5', kind: 'input', isGlobal: true, tier: 'default' });
    expect(rows.find(({ isLongContext }) => isLongContext)).toMatchObject({ model: 'GPT-6 Astra', isGlobal: true, usdPerMTok: 20 });
  });
  test.each([[{}], [null], ['text'], [[]], [{ publicationDate: '2026-01-01', products: {} }], [{ products: { a: {} } }]])('%j is no offer', file => {
    expect(() => readPriceList(file)).toThrow('This is no AWS Price List offer');
  });
  test('rows of any other shape are skipped', () => {
    expect(readPriceList({ publicationDate: '2026-01-01', products: { a: null, b: { attributes: { usagetype: 7 } } }, terms: null })).toEqual({ offer: '', published: '2026-01-01', rows: [], skipped: 2 });
  });
});

describe('overlay', () => {
  const { overlay, unmatched } = overlayOf([readPriceList(amazon), readPriceList(marketplace)], 'sha256:0');

  test('takes default prices in the scope in which the model is priced, lists all others, and names what it does not know', () => {
    expect(unmatched).toEqual(['Llama 9']);
    expect(overlay).toEqual({
      version: 1,
      asOf: '2026-10-05',
      source: 'AWS Price List (AmazonBedrock, AmazonBedrockFoundationModels), 2026-10-05',
      hash: 'sha256:0',
      prices: {
        'amazon.nova-2-lite-v1:0': { input: 0.3, listed: [{ regions: ['us-west-2'], input: 0.33 }, { regions: ['us-west-2'], tier: 'priority', global: true, input: 0.525 }] },
        'moonshotai.kimi-k3': { listed: [{ regions: ['us-west-2'], cacheWrite: { '30m': 4.125 } }] },
        'mistral.mistral-large-3-675b-instruct': { input: 0.5, listed: [{ regions: ['us-west-2'], tier: 'batch', input: 0.25 }] },
        'meta.llama3-3-70b-instruct-v1:0': { output: 0.7 },
        'amazon.nova-lite-v1:0': { listed: [{ regions: ['eu-west-1'], input: 0.078 }] },
        'anthropic.claude-opus-5-5': { cacheWrite: { '1h': 8 }, listed: [{ regions: ['us-west-2'], cacheWrite: { '1h': 8.8 } }] },
        'anthropic.claude-haiku-4-5-20251001-v1:0': { input: 0.9, cacheRead: 0.09, cacheWrite: { '1h': 1.8 }, listed: [{ regions: ['us-west-2'], tier: 'batch', global: true, input: 0.5 }, { regions: ['us-west-2'], input: 1.1 }] },
        'openai.gpt-6-astra': { listed: [{ regions: ['us-west-2'], global: true, longContext: true, input: 20 }] },
      },
    });
  });

  test('says what it changes', () => {
    expect(priceChanges(overlay)).toEqual([
      { id: 'meta.llama3-3-70b-instruct-v1:0', field: 'output', before: 0.72, after: 0.7 },
      { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', field: 'input', before: 1, after: 0.9 },
      { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', field: 'cacheRead', before: 0.1, after: 0.09 },
      { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', field: 'cacheWrite 1h', before: 2, after: 1.8 },
    ]);
  });

  test('lies over the built-in prices with its date and source, and comes off again', () => {
    const haiku = findModel('anthropic.claude-haiku-4-5-20251001-v1:0')!;
    const digest = pricesDigest();
    usePrices(overlay);
    expect(priceRow(haiku, { geography: 'global' })).toMatchObject({ inputPerMTok: 0.9, outputPerMTok: 5, asOf: '2026-10-05', source: overlay.source });
    // Listed for the region, while output is the global price by its factor.
    expect(priceRow(haiku, { geography: 'us' })).toMatchObject({ inputPerMTok: 1.1, outputPerMTok: 5.5, cacheReadPerMTok: 0.099, asOf: '2026-10-05', source: overlay.source });
    expect(pricesDigest()).not.toBe(digest);
    expect(priceChanges(overlay)).toHaveLength(4);
    usePrices(undefined);
    expect(priceRow(haiku, { geography: 'us' })?.inputPerMTok).toBe(1.1);
    expect(pricesDigest()).toBe(digest);
  });

  describe('listed prices', () => {
    const NOVA = 'amazon.nova-lite-v1:0';
    const rows = (usages: [usage: string, usd: string, region?: string][]): Row[] => usages.map(([usage, usd, region = 'us-east-1']) => [{ usagetype: `X-NovaLite-${usage}`, model: 'Nova Lite', regionCode: region }, usd, '1M tokens']);
    const listed = (...usages: [usage: string, usd: string, region?: string][]) => overlayOf([readPriceList(offer('AmazonBedrock', '2026-11-20', rows(usages)))], 'sha256:1').overlay;
    const nova = () => findModel(NOVA)!;
    const row = (at: Parameters<typeof priceRow>[1] = {}) => {
      const found = priceRow(nova(), at);
      return found && [found.inputPerMTok, found.outputPerMTok];
    };

    test.each([
      ['flex', { tier: 'flex' }, '-flex'],
      ['priority', { tier: 'priority' }, '-priority'],
      ['batch', { tier: 'batch' }, '-batch'],
      ['latency-optimised', { latency: 'optimized' }, '-latency-optimized'],
      ['global', { geography: 'global' }, '-cross-region-global'],
    ] as const)('%s', (_, at, suffix) => {
      const over = listed([`input-tokens${suffix}`, '0.041'], [`output-tokens${suffix}`, '0.17']);
      const before = row();
      usePrices(over);
      expect(row(at)).toEqual([0.041, 0.17]);
      expect(priceRow(nova(), at)).toMatchObject({ asOf: '2026-11-20', source: over.source, confidence: 'high', rules: [expect.stringMatching(/^as listed for us-east-1/)] });
      // The head price is not in the list: it stays, with its own source.
      expect(row()).toEqual(before);
      expect(priceRow(nova())!.source).not.toBe(over.source);
    });

    test('of a region, and of a geography whose regions agree', () => {
      usePrices(listed(['input-tokens', '0.08', 'eu-west-1'], ['input-tokens', '0.08', 'eu-west-3'], ['output-tokens', '0.33', 'eu-west-1'], ['output-tokens', '0.35', 'eu-west-3'], ['input-tokens', '0.09', 'ap-northeast-1']));
      const builtIn = row({ geography: 'eu' })!;
      expect(builtIn[0]).toBe(0.08);
      expect(row({ geography: 'eu', region: 'eu-west-3' })).toEqual([0.08, 0.35]);
      expect(row({ geography: 'jp' })?.[0]).toBe(0.09);
      usePrices(undefined);
      // Two prices of output: neither is that of all of Europe.
      expect(row({ geography: 'eu' })?.[1]).toBe(builtIn[1]);
    });

    test('of long context, where the length from which it holds is known', () => {
      const long = overlayOf([readPriceList(marketplace)], 'sha256:2').overlay;
      const astra = findModel('openai.gpt-6-astra')!;
      const above = astra.price!.longContext!.above;
      usePrices(long);
      expect(priceRow(astra, { geography: 'global', inputTokens: above + 1 })).toMatchObject({ inputPerMTok: 20, rules: expect.arrayContaining(['as listed for us-west-2, global, long context']) });
      expect(priceRow(astra, { geography: 'global', inputTokens: above })!.inputPerMTok).not.toBe(20);
    });

    test('batch has no cache, whatever is listed', () => {
      usePrices(listed(['input-tokens-batch', '0.03'], ['output-tokens-batch', '0.12'], ['cache-read-input-token-count-batch', '0.01']));
      expect(priceRow(nova(), { tier: 'batch' })).toMatchObject({ inputPerMTok: 0.03, cacheReadPerMTok: null, cacheWritePerMTok: {} });
    });

    test('are no prices of a day before the last change of price', () => {
      const terra = findModel('openai.gpt-5.6-terra')!;
      const { until, input } = terra.price!.history[0]!;
      const terms: Row[] = ['input', 'output'].map(side => [{ servicename: 'GPT-5.6 Terra (Amazon Bedrock Edition)', usagetype: `USE1-MP:USE1_${side}_tokens_flex-Units`, regionCode: 'us-east-1' }, '1.5', '1M tokens']);
      const before = priceRow(terra, { tier: 'flex', at: '2026-01-01' });
      usePrices(overlayOf([readPriceList(offer('AmazonBedrockFoundationModels', '2026-11-20', terms))], 'sha256:3').overlay);
      expect(priceRow(terra, { tier: 'flex' })).toMatchObject({ inputPerMTok: 1.5, outputPerMTok: 1.5 });
      expect(priceRow(terra, { tier: 'flex', at: '2026-01-01' })).toEqual(before);
      expect(until > '2026-01-01' && input > 0).toBe(true);
    });

    test('two home regions that differ are both kept, and us-east-1 stands', () => {
      const over = listed(['input-tokens', '0.061'], ['input-tokens', '0.062', 'us-west-2'], ['output-tokens', '0.24'], ['output-tokens', '0.24', 'us-west-2']);
      expect(over.prices[NOVA]).toEqual({ input: 0.061, output: 0.24, listed: [{ regions: ['us-east-1'], input: 0.061, output: 0.24 }, { regions: ['us-west-2'], input: 0.062, output: 0.24 }] });
      usePrices(over);
      expect(row()).toEqual([0.061, 0.24]);
      expect(row({ region: 'us-west-2' })).toEqual([0.062, 0.24]);
    });

    test('regions with the same prices share an entry, and the diff says what each changes', () => {
      const over = listed(['input-tokens-flex', '0.05'], ['input-tokens-flex', '0.05', 'us-west-2'], ['input-tokens', '0.09', 'eu-north-1'], ['cache-read-input-token-count', '0.02', 'eu-north-1']);
      expect(over.prices[NOVA]!.listed!.map(({ regions }) => regions)).toEqual([['eu-north-1'], ['us-east-1', 'us-west-2']]);
      expect(priceChanges(over)).toEqual([
        { id: NOVA, field: 'input eu-north-1', before: 0.078, after: 0.09 },
        { id: NOVA, field: 'cacheRead eu-north-1', before: 0.0195, after: 0.02 },
        { id: NOVA, field: 'input us-east-1 +1, flex', before: null, after: 0.05 },
      ]);
    });
  });

  test('gives a price to a model without one when it has both sides', () => {
    const mythos = findModel('anthropic.claude-mythos-5')!;
    const over = (prices: PriceOverlay['prices'][string]): PriceOverlay => ({ ...overlay, prices: { [mythos.id]: prices, 'no.model': { input: 1 } } });
    usePrices(over({ input: 30 }));
    expect(priceRow(mythos)).toBeUndefined();
    usePrices(over({ input: 30, output: 150 }));
    expect(priceRow(mythos)).toMatchObject({ inputPerMTok: 30, outputPerMTok: 150, confidence: 'high' });
  });
});

test('the age of the table', () => {
  expect(pricesAgeInDays(pricesAsOf)).toBe(0);
  expect(pricesAgeInDays('2027-02-21')).toBe(91);
  expect(pricesAgeInDays('2020-01-01')).toBe(0);
});

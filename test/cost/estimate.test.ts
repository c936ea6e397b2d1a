import { describe, expect, test } from 'vitest';
import { costOfTraffic, estimate, explain, factsOn, inputTokensOf, maxOutputOf, priceCall, totalOf, usd, type PricedCall } from '../../src/cost/index.ts';
import { callOn, prompt } from './call.ts';

const AT = { at: '2026-11-22' };
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

describe('estimate', () => {
  test('known input and output at its limit, at the price of the id', () => {
    const { cost, tokens, perThousandCalls } = estimate(callOn(HAIKU), AT);
    expect(tokens.output).toEqual({ max: 1000 });
    expect(cost).toMatchObject({ currency: 'USD', outputMaxPerCall: 0.0055, basis: tokens.input.basis });
    expect(cost!.inputPerCall).toBeCloseTo(tokens.input.static * 1.1e-6, 15);
    expect(perThousandCalls).toEqual({ input: usd(BigInt(tokens.input.static) * 1_100_000_000n * 1000n), outputMax: 5.5 });
  });

  test('global ids are a tenth cheaper to price', () => {
    const [regional, global] = [HAIKU, HAIKU.replace('us.', 'global.')].map(id => estimate(callOn(id), AT).cost!.outputMaxPerCall);
    expect([regional, global]).toEqual([0.0055, 0.005]);
  });

  test('holes are named, not counted', () => {
    const known = estimate(callOn(HAIKU, { prompts: [prompt('user', 'Translate:')] }), AT);
    const holed = estimate(callOn(HAIKU, { prompts: [prompt('user', 'Translate:{{text}}')] }), AT);
    expect(holed.tokens.input).toMatchObject({ static: known.tokens.input.static, holes: 1 });
    expect(holed.notes).toEqual(['1 value of the prompt comes at run time and is not counted.']);
    expect(known.tokens.input).not.toHaveProperty('holes');
  });

  test('an unknown model has no cost and says so', () => {
    const { cost, perThousandCalls, notes, tokens } = estimate(callOn('anthropic.claude-opus-99'), AT);
    expect({ cost, perThousandCalls }).toEqual({ cost: null, perThousandCalls: null });
    expect(notes).toEqual(['`anthropic.claude-opus-99` is no model we know.']);
    expect(tokens.input.static).toBeGreaterThan(0);
  });

  test.each([
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6', 'is no model we know'],
    ['anthropic.claude-mythos-5', 'has no published price'],
  ])('%s: no cost', (id, note) => expect(estimate(callOn(id), AT)).toMatchObject({ cost: null, notes: [expect.stringContaining(note)] }));

  test('a model that is not known at all', () => {
    const call = callOn([]);
    expect(estimate({ ...call, model: { ...call.model, reason: 'environment' } }, AT)).toMatchObject({ cost: null, notes: ['The model is unknown: environment.'] });
  });

  test('of several models the dearest, stated, with the others at hand', () => {
    const { priced: dearest, candidates, notes } = estimate(callOn(['global.amazon.nova-2-lite-v1:0', 'us.anthropic.claude-opus-5', HAIKU]), AT);
    expect(dearest?.id).toBe('us.anthropic.claude-opus-5');
    expect(candidates.map(({ id }) => id)).toEqual(['us.anthropic.claude-opus-5', HAIKU, 'global.amazon.nova-2-lite-v1:0']);
    expect(notes).toEqual(['`us.anthropic.claude-opus-5` is the dearest of 3 models.']);
  });

  test('the region of an ARN decides the price of a bare model', () => {
    expect(priced(callOn(novaLiteIn('eu-west-1'))).row.inputPerMTok).toBe(0.078);
    expect(priced(callOn(novaLiteIn('us-east-1'))).row.inputPerMTok).toBe(0.06);
  });

  test('a long prompt reaches the long-context tier by itself', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(25_000);
    expect(priced(callOn('global.anthropic.claude-haiku-5-5', { prompts: [prompt('user', text)] })).row.inputPerMTok).toBe(0.5);
  });
});

describe('output at the limit', () => {
  test.each([
    ['set', {}, 1000],
    ['above what the model can write', { value: 1_000_000 }, 64_000],
    ['missing: Converse lets the model write all it can', { state: 'missing' }, 64_000],
    ['missing, with what the SDK adds', { state: 'missing', addedBySdk: 1024 }, 1024],
    ['dynamic: a default is no bound', { state: 'dynamic', value: 512 }, undefined],
    ['not-applicable', { state: 'not-applicable' }, undefined],
  ] as const)('%s', (_, limit, expected) => expect(maxOutputOf(callOn(HAIKU, { limit }), HAIKU)).toBe(expected));

  test('InvokeModel has a default of its own', () => {
    const missing = { operation: 'invoke-model', limit: { state: 'missing', key: 'max_gen_len' } } as const;
    expect(maxOutputOf(callOn('meta.llama3-1-8b-instruct-v1:0', missing), 'meta.llama3-1-8b-instruct-v1:0')).toBe(512);
    expect(maxOutputOf(callOn('amazon.nova-lite-v1:0', missing), 'amazon.nova-lite-v1:0')).toBeUndefined();
  });
  test('embeddings have no output', () => {
    expect(estimate(callOn('amazon.titan-embed-text-v2:0', { operation: 'embed', limit: { state: 'not-applicable' } }), AT).cost?.outputMaxPerCall).toBe(0);
  });
  test('no bound is null, not zero', () => expect(estimate(callOn(HAIKU, { limit: { state: 'dynamic' } as object }), AT).cost?.outputMaxPerCall).toBe(null));
});

test('totals are exact and count what they leave out', () => {
  const estimates = [HAIKU, HAIKU, 'amazon.nova-micro-v1:0', 'gpt-4o'].map(id => estimate(callOn(id), AT));
  const unbounded = estimate(callOn(HAIKU, { limit: { state: 'dynamic' } as object }), AT);
  const total = totalOf([...estimates, unbounded]);
  expect(total).toMatchObject({ unpriced: 1, unbounded: 1 });
  expect(total.usdPerThousandCalls.outputMax).toBe(11.14);
});

test('explain prints the whole formula', () => {
  const call = priced(callOn(HAIKU));
  expect(explain(call)).toEqual([
    `${HAIKU} is Claude Haiku 4.5.`,
    expect.stringMatching(/^input: \d+ tokens \((exact|calibrated ± [\d.]+ %)\) × \$1\.1 per million = \$0\.\d+$/),
    'output at its limit: 1000 tokens × $5.5 per million = $0.0055',
    'rule: not `global.`: 1.1 times the global price',
    expect.stringMatching(/^price: .+; as of \d{4}-\d\d-\d\d; confidence high$/),
  ]);
});

describe('declared traffic', () => {
  const call = priced(callOn(HAIKU));
  test('is needed for any sum over time, and named as the basis', () => {
    const cost = costOfTraffic(call, { calls: 1_000_000, holeTokens: 0, outputTokens: 100 })!;
    expect(cost.basis).toBe('declared');
    expect(usd(cost.output)).toBe(550);
    expect(cost.total).toBe(cost.input + cost.output);
  });
  test('a cache that always misses costs more than none', () => {
    const traffic = { calls: 1000, holeTokens: 5000, outputTokens: 0 };
    const [none, misses, hits] = [undefined, 0, 1].map(hitRate => usd(costOfTraffic(call, { ...traffic, ...(hitRate !== undefined && { cache: { prefixTokens: 5000, hitRate, ttl: '5m' as const } }) })!.total));
    expect(misses).toBeGreaterThan(none!);
    expect(hits).toBeLessThan(none!);
  });
});

describe('tools', () => {
  const text = '{"toolSpec":{"name":"look_up","description":"Looks up a word.","inputSchema":{"json":{"type":"object","properties":{"word":{"type":"string"}}}}}}';
  test.each([
    ['Converse', text],
    ['Messages', '{"name":"look_up","description":"Looks up a word.","input_schema":{"type":"object","properties":{"word":{"type":"string"}}}}'],
    ['OpenAI', '{"type":"function","function":{"name":"look_up","description":"Looks up a word.","parameters":{"type":"object","properties":{"word":{"type":"string"}}}}}'],
    ['a list', `[${text}]`],
  ])('%s says the same', (_, written) => {
    expect(toolTokens(written)).toBe(toolTokens(text));
    expect(toolTokens(written)).toBeGreaterThan(0);
  });
  test('what is no JSON is counted as it stands', () => expect(inputTokensOf(callOn(HAIKU, { prompts: [prompt('tools', 'look_up(word): looks up a word')] }), HAIKU).parts.tools).toBeGreaterThan(3));
});

describe('factsOn', () => {
  const facts = factsOn('2026-11-22');
  test('judges lifecycles on its day', () => {
    expect(facts.model('ai21.jamba-1-5-mini-v1:0')?.lifecycle.state).toBe('legacy');
    expect(factsOn('2026-11-26').model('ai21.jamba-1-5-mini-v1:0')?.lifecycle.state).toBe('eol');
  });
  test('answers what rules ask', () => {
    const sonnet = facts.model('us.anthropic.claude-3-5-sonnet-20241022-v2:0')!;
    expect(facts.successor(sonnet)?.id).toBe('anthropic.claude-sonnet-5');
    expect(facts.inGeographyOf('us.anthropic.claude-3-5-sonnet-20241022-v2:0', facts.successor(sonnet)!)).toBe('us.anthropic.claude-sonnet-5');
    expect(facts.smaller(sonnet)[0]?.id).toBe('anthropic.claude-haiku-4-5-20251001-v1:0');
    expect(facts.prices(HAIKU)).toMatchObject({ inputPerMTok: 1.1, cacheReadPerMTok: 0.11 });
    expect(facts.idKind('gpt-4o')).toBe('unknown');
    expect(facts.model('gpt-4o')).toBeUndefined();
    expect(facts.nearest('us.amazon.nova-pro-v1')).toBe('us.amazon.nova-pro-v1:0');
  });
  test('gives the same object for the same model', () => expect(facts.model(HAIKU)).toBe(facts.model(HAIKU.replace('us.', ''))));
  test('a cache without a stated minimum is none to reason about', () => expect(facts.model('xai.grok-4.6')?.caching).toBe(null));
  test('a count without a model admits that it is rough', () => {
    expect(facts.count('some text', undefined).error).toBeGreaterThanOrEqual(0.3);
    expect(facts.inputTokens(callOn([])).basis).toBe('calibrated');
  });
});

function priced(call: Parameters<typeof priceCall>[0]): PricedCall {
  const result = priceCall(call, call.model.ids[0]!, AT);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

function novaLiteIn(region: string): string {
  return `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`;
}

function toolTokens(tools: string): number {
  return inputTokensOf(callOn(HAIKU, { prompts: [prompt('tools', tools), prompt('user', 'Hi')] }), HAIKU).parts.tools;
}

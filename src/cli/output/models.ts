/** What `promptfare models --json` and `promptfare prices diff --json` print. */
import { z } from 'zod';
import { isoDate, rates, version } from './parts.ts';

const perMTok = z.number().meta({ description: 'US dollars per million tokens.' });
const geography = z.enum(['us', 'eu', 'apac', 'ap', 'au', 'jp', 'ca', 'in', 'us-gov', 'global']);
const confidence = z.enum(['high', 'medium', 'low']);
const inAndOut = { input: perMTok, output: perMTok };

const price = z.strictObject({
  scope: z.enum(['global', 'in-region']).meta({ description: 'global: every id but `global.` pays `regional` times the figures.' }),
  ...inAndOut,
  cacheRead: perMTok.nullable(),
  cacheWrite: rates,
  regional: z.number(),
  geographies: z.partialRecord(geography, z.strictObject({ ...inAndOut, cacheRead: perMTok.optional(), source: z.string() })),
  longContext: z.strictObject({ above: z.int(), input: z.number(), output: z.number(), cache: z.number() }).nullable().meta({ description: 'Above so many input tokens the whole request costs so many times as much.' }),
  tiers: z.strictObject({ flex: z.number().optional(), priority: z.number().optional() }).meta({ description: 'Factors of the service tiers.' }),
  latencyOptimized: z.strictObject({ ...inAndOut, source: z.string() }).nullable(),
  provisioned: z.array(z.strictObject({ months: z.union([z.literal(1), z.literal(6)]), usdPerUnitHour: z.number(), source: z.string() })),
  history: z.array(z.strictObject({ until: isoDate, precision: z.enum(['day', 'bound']), ...inAndOut, cacheRead: perMTok.optional(), source: z.string() })),
  asOf: isoDate,
  source: z.string(),
  sources: z.array(z.string()),
  confidence,
  batch: z.strictObject(inAndOut).nullable().meta({ description: 'In a batch job; null where there is none.' }),
});
const caching = z.strictObject({
  explicit: z.boolean().meta({ description: 'By cache points that the request sets; else the service does it by itself.' }),
  min: z.int().nullable().meta({ description: 'Tokens that a prefix needs.' }),
  maxCheckpoints: z.int().nullable(),
  ttl: z.array(z.enum(['5m', '30m', '1h'])),
  fields: z.array(z.enum(['system', 'messages', 'tools'])),
  maxTokens: z.int().optional(),
  implicit: z.literal(true).optional(),
  note: z.string().optional(),
});
const model = z.strictObject({
  id: z.string(),
  family: z.string(),
  vendor: z.string(),
  name: z.string(),
  kind: z.enum(['text', 'embedding', 'image', 'video', 'speech', 'rerank']),
  contextWindow: z.int().nullable(),
  maxOutput: z.int().nullable(),
  price: price.nullable(),
  caching: caching.nullable(),
  batch: z.union([z.boolean(), z.literal('unknown')]),
  lifecycle: z.strictObject({ state: z.enum(['active', 'legacy', 'eol', 'uncertain']), endOfLife: isoDate.optional(), legacySince: isoDate.optional(), extendedAccess: isoDate.optional(), successor: z.string().optional(), source: z.string().optional() }),
  dates: z.strictObject({ state: z.enum(['eol', 'uncertain']).optional(), legacy: isoDate.optional(), extended: isoDate.optional(), eol: isoDate.optional(), from: z.string(), note: z.string().optional() }).nullable(),
  outputBurndown: z.number().nullable().meta({ description: 'Tokens of quota that one output token takes.' }),
  defaultMaxOutput: z.strictObject({ converse: z.int().nullable(), invokeModel: z.union([z.int(), z.enum(['required', 'dynamic'])]).nullable() }).meta({ description: 'Output tokens allowed where the request names no limit.' }),
  profiles: z.array(geography),
  onDemand: z.union([z.boolean(), z.literal('unknown')]),
  aliases: z.array(z.string()),
  source: z.string(),
  note: z.string().optional(),
});

export const modelsSchema = z
  .strictObject({ schemaVersion: version, asOf: isoDate, digest: z.string(), models: z.array(model) })
  .meta({ title: 'promptfare models', description: 'Models of Amazon Bedrock with prices, caching, limits and lifecycle. What no source states is null.' });

export const pricesDiffSchema = z
  .strictObject({
    schemaVersion: version,
    asOf: isoDate,
    source: z.string(),
    hash: z.string(),
    changes: z.array(z.strictObject({ id: z.string(), field: z.string().meta({ description: '`input`, `output`, `cacheRead`, `cacheWrite 1h`.' }), before: perMTok.nullable(), after: perMTok })),
    unknown: z.array(z.string()).meta({ description: 'Ids of the file that no model here has.' }),
  })
  .meta({ title: 'promptfare prices diff', description: 'Prices of a file against the built-in ones.' });

import { ai21 } from './ai21.ts';
import { amazon } from './amazon.ts';
import { anthropic } from './anthropic.ts';
import { cohere } from './cohere.ts';
import { deepseek } from './deepseek.ts';
import { google } from './google.ts';
import { lifecycleOn, today } from './lifecycle.ts';
import { luma } from './luma.ts';
import { meta } from './meta.ts';
import { minimax } from './minimax.ts';
import { mistral } from './mistral.ts';
import type { Geography, Model, Price } from './model.ts';
import { moonshot } from './moonshot.ts';
import { nvidia } from './nvidia.ts';
import { openai } from './openai.ts';
import { qwen } from './qwen.ts';
import type { ModelRow, PriceRow } from './row.ts';
import { SOURCES, sourceText } from './sources.ts';
import { stability } from './stability.ts';
import { twelvelabs } from './twelvelabs.ts';
import { writer } from './writer.ts';
import { xai } from './xai.ts';
import { zai } from './zai.ts';

const VENDORS: Record<string, ModelRow[]> = {
  anthropic, amazon, meta, mistral, cohere, ai21, deepseek, openai, qwen, google,
  minimax, moonshot, nvidia, writer, xai, zai, stability, twelvelabs, luma,
};

/** Ids begin with the vendor, save Kimi's: the older one says `moonshot.`, the newer `moonshotai.`. */
const PREFIXES = new Set([...Object.keys(VENDORS), 'moonshotai']);

/** What InvokeModel does without a limit, where the vendor has one rule for all its models (FACTS 4.1). */
const INVOKE_DEFAULT: Record<string, Model['defaultMaxOutput']['invokeModel']> = { anthropic: 'required', meta: 512 };

const MODELS: readonly Model[] = Object.entries(VENDORS).flatMap(([vendor, rows]) => rows.map(row => toModel(vendor, row)));

const BY_ID = new Map<string, Model>();
for (const model of MODELS) for (const id of [model.id, ...model.aliases]) BY_ID.set(id, model);

/** Every known model, priced or not, in the order of the vendor files. */
export function allModels(): readonly Model[] {
  return MODELS;
}

/** The model with exactly this base id or alias. */
export function modelWithId(id: string): Model | undefined {
  return BY_ID.get(id);
}

/** Every base id and alias. */
export function knownIds(): Iterable<string> {
  return BY_ID.keys();
}

/** Whether `vendor.` begins the ids of a vendor we know. */
export function isVendor(prefix: string): boolean {
  return PREFIXES.has(prefix);
}

function toModel(vendor: string, row: ModelRow): Model {
  const maxOutput = row.maxOutput ?? null;
  const from = row.price?.from[0] ?? row.from;
  return {
    id: row.id,
    family: row.family,
    vendor,
    name: row.name,
    kind: row.kind ?? 'text',
    contextWindow: row.context ?? null,
    maxOutput,
    price: row.price ? toPrice(row.price) : null,
    caching: row.caching ?? null,
    batch: row.batch ?? false,
    lifecycle: lifecycleOn(row.dates ?? null, row.successor, today()),
    dates: row.dates ?? null,
    outputBurndown: row.burndown === undefined ? 1 : row.burndown,
    defaultMaxOutput: { converse: maxOutput, invokeModel: row.invokeDefault ?? INVOKE_DEFAULT[vendor] ?? null },
    profiles: (row.profiles?.split(' ') ?? []) as Geography[],
    onDemand: row.onDemand ?? (row.profiles ? 'unknown' : true),
    aliases: row.aliases ?? [],
    source: from ? sourceText(from) : '',
    ...(row.note && { note: row.note }),
  };
}

function toPrice(row: PriceRow): Price {
  return {
    scope: row.scope,
    input: row.input,
    output: row.output,
    cacheRead: row.cacheRead ?? null,
    cacheWrite: row.cacheWrite ?? {},
    regional: row.scope === 'global' ? 1.1 : 1,
    geographies: row.geographies ?? {},
    longContext: row.longContext ?? null,
    tiers: row.tiers ?? {},
    latencyOptimized: row.latencyOptimized ?? null,
    provisioned: row.provisioned ?? [],
    history: row.history ?? [],
    asOf: row.from.map(id => SOURCES[id].date).toSorted().at(-1) ?? '',
    source: sourceText(row.from[0]),
    sources: row.from,
    confidence: row.confidence,
  };
}

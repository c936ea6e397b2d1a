/** Traffic of a call by what the usage file says of it, and what the call then costs in a month. */
import picomatch from 'picomatch';
import type { Call } from '../core/call.ts';
import { holesOf } from '../core/call.ts';
import { ANSWERS, type Monthly } from '../core/report.ts';
import { costOfTraffic, estimate, prefixOf, usd, type Estimate, type Traffic } from '../cost/index.ts';
import { globProblem } from '../project/glob.ts';
import { parseModelId } from '../models/index.ts';
import type { UsageEntry, UsageFile } from './schema.ts';

/** Entries of a usage file, looked up by call. */
export interface UsageTable {
  /** What is said of the call: its own entry, then that of its file, then that of its model; undefined where nothing is. `former`: the id that it had before its prompt changed, whose traffic is its own still. */
  entryOf(call: Pick<Call, 'id' | 'path' | 'model'>, former?: string): UsageEntry | undefined;
}

/** `toUsageDirectory` turns the path of a call into one that the file's globs are meant for. */
export function usageTable(file: UsageFile, toUsageDirectory: (path: string) => string = path => path): UsageTable {
  const files = Object.entries(file.files ?? {}).flatMap(([glob, entry]) => (entry && globProblem(glob) === undefined ? [{ matches: picomatch(glob, { dot: true, nonegate: true }), entry }] : []));
  const models = new Map(Object.entries(file.models ?? {}).map(([id, entry]) => [parseModelId(id).canonical, entry]));
  return {
    entryOf({ id, path, model }, former) {
      const inFile = files.findLast(({ matches }) => matches(toUsageDirectory(path)))?.entry;
      const ofModel = model.ids.map(each => models.get(parseModelId(each).canonical)).find(found => found);
      const layers = [ofModel, inFile, (former === undefined ? undefined : file.calls?.[former]) ?? file.calls?.[id]].filter(layer => layer !== undefined && layer !== null);
      return layers.length === 0 ? undefined : merged(layers);
    },
  };
}

/** Later layers win, key by key; what they do not know does not hide what others do. */
function merged(layers: readonly UsageEntry[]): UsageEntry {
  return Object.assign({}, ...layers.map(layer => Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== null && value !== undefined)))) as UsageEntry;
}

/** What a call costs in a month; undefined where nothing says how often it runs. */
export function monthlyOf(call: Call, entry: UsageEntry | undefined, estimated: Estimate = estimate(call)): Monthly | undefined {
  const calls = entry?.callsPerMonth;
  if (!entry || calls === undefined || calls === null || entry.gone) return undefined;
  const basis = entry.basis ?? 'declared';
  const { holeTokens, unknown } = filled(call, entry);
  const leavesOut = [...unknown, ...(entry.outputTokens === undefined || entry.outputTokens === null ? [ANSWERS] : [])];
  const { priced } = estimated;
  const common = { calls, basis, ...(leavesOut.length > 0 && { leavesOut }) };
  if (!priced) return { ...common, usd: null };
  const cost = costOfTraffic(priced, trafficOf(call, priced.id, entry, holeTokens, calls), basis);
  return { ...common, usd: cost ? { input: usd(cost.input), output: usd(cost.output) } : null };
}

function trafficOf(call: Call, id: string, { cache, inputTokens, outputTokens }: UsageEntry, holeTokens: number, calls: number): Traffic {
  return {
    calls,
    holeTokens,
    ...(typeof inputTokens === 'number' && { inputTokens }),
    outputTokens: outputTokens ?? 0,
    ...(cache && { cache: { prefixTokens: cache.prefixTokens ?? prefixOf(call, id).tokens, hitRate: cache.hitRate, ttl: cache.ttl ?? '5m' } }),
  };
}

/** Tokens of the holes, and the names of those that nothing is said of. */
function filled(call: Call, { holes, inputTokens }: UsageEntry): { holeTokens: number; unknown: string[] } {
  // The whole request is known: no part of it is left to be told.
  if (typeof inputTokens === 'number') return { holeTokens: 0, unknown: [] };
  const names = [...new Set(call.prompts.flatMap(({ text }) => holesOf(text)))];
  if (typeof holes === 'number') return { holeTokens: holes, unknown: [] };
  const sizes = names.map(name => holes?.[name] ?? undefined);
  return { holeTokens: sizes.reduce((sum: number, size) => sum + (size ?? 0), 0), unknown: names.filter((_, index) => sizes[index] === undefined) };
}

/** A call, and the tokens of its input that are known before the run. */
export interface CountedCall {
  readonly call: Call;
  readonly tokens: number;
}

/** The traffic of a call after its request changed: measured sizes follow what is known of the change. How well a cache works that was not there before, nobody knows yet: it saves nothing here. */
export function entryAfter(entry: UsageEntry, before: CountedCall, after: CountedCall): UsageEntry {
  const { inputTokens, cache, ...rest } = entry;
  const isCached = after.call.caching.state !== 'none';
  const [old, now] = [before, after].map(({ call }) => (call.model.ids[0] === undefined ? 0 : prefixOf(call, call.model.ids[0]).tokens)) as [number, number];
  return {
    ...rest,
    ...(typeof inputTokens === 'number' && { inputTokens: Math.max(0, inputTokens + after.tokens - before.tokens) }),
    ...(cache && isCached && { cache: { ...cache, ...(cache.prefixTokens !== undefined && { prefixTokens: Math.max(0, cache.prefixTokens + now - old) }) } }),
  };
}

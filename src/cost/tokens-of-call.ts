import { holesOf, type Call } from '../core/call.ts';
import { findModel, outputWithoutLimit, parseModelId, type Model, type Surface } from '../models/index.ts';
import { countRequest, countTokens, tokenizerFamilyOf } from '../tokens/index.ts';
import { knownCount } from './counts.ts';
import { requestOf } from './request.ts';

/** Input tokens of a call that are known before it runs; holes are named, not counted. */
export interface KnownInput {
  /** Content of the known text and the overhead of the request around it. */
  tokens: number;
  basis: 'exact' | 'calibrated';
  /** Relative; 0 when exact. */
  error: number;
  parts: { system: number; messages: number; tools: number; overhead: number };
  /** How many different values fill the prompts at run time. */
  holes: number;
}

// Every rule and every candidate model asks again, and calls do not change.
const counts = new WeakMap<Call, Map<string, KnownInput>>();

/** Input tokens of `call` as the model `id` counts them. */
export function inputTokensOf(call: Call, id: string): KnownInput {
  const modelId = parseModelId(id).canonical;
  const ofCall = counts.get(call) ?? new Map<string, KnownInput>();
  counts.set(call, ofCall);
  const known = ofCall.get(modelId) ?? countInput(call, modelId);
  ofCall.set(modelId, known);
  return known;
}

function countInput(call: Call, modelId: string): KnownInput {
  const { shape, looseTools } = requestOf(call, modelId);
  const estimated = countRequest(shape);
  // Models that others only compare with are not what the call is billed for: no one is asked about them.
  const isOwn = looseTools.length === 0 && call.model.ids.some(id => parseModelId(id).canonical === modelId);
  const counted = (isOwn && knownCount(shape, estimated)) || estimated;
  const loose = looseTools.map(text => countTokens(text, tokenizerFamilyOf(modelId)));
  const more = loose.reduce((total, count) => total + count.tokens, 0);
  const tokens = counted.tokens + more;
  const off = counted.error * counted.tokens + loose.reduce((total, count) => total + count.error * count.tokens, 0);
  return {
    tokens,
    basis: loose.some(count => count.basis !== 'exact') ? 'calibrated' : counted.basis,
    error: tokens === 0 ? 0 : off / tokens,
    parts: { ...counted.parts, tools: counted.parts.tools + more },
    holes: new Set(call.prompts.flatMap(prompt => holesOf(prompt.text))).size,
  };
}

/** The most output tokens the call can be billed for; undefined where nothing bounds them that we know of. */
export function maxOutputOf(call: Call, id: string): number | undefined {
  const model = findModel(id);
  if (call.operation === 'embed' || model?.kind === 'embedding') return 0;
  const { state, value, addedBySdk } = call.limit;
  const limit = state === 'set' ? value : state === 'missing' ? (addedBySdk ?? defaultOf(model, surfaceOf(call))) : undefined;
  if (limit === undefined) return undefined;
  // A model writes no more than it can, whatever the limit says.
  return Math.min(limit, model?.maxOutput ?? limit);
}

function defaultOf(model: Model | undefined, surface: Surface): number | undefined {
  const tokens = model && outputWithoutLimit(model, surface);
  return typeof tokens === 'number' ? tokens : undefined;
}

function surfaceOf(call: Call): Surface {
  return call.operation === 'invoke-model' || call.operation === 'invoke-model-stream' || call.operation === 'messages' ? 'invoke-model' : 'converse';
}

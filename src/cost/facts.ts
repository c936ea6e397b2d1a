import type { Call } from '../core/call.ts';
import type { Count, Facts, ModelFacts } from '../core/facts.ts';
import { findModel, globalIdOf, idInPlaceOf, lifecycleOf, nearestModelId, parseModelId, priceRow, smallerModelsOf, successorOf, today, type Model } from '../models/index.ts';
import { countTokens, tokenizerFamilyOf } from '../tokens/index.ts';
import { geographyOf } from './estimate.ts';
import { inputTokensOf } from './tokens-of-call.ts';

/** Tokenizers differ by about 30 % on the same text (FACTS 7): what a count without a model may be off by. */
const ERROR_WITHOUT_MODEL = 0.3;

/** The tables and tokenizers, as rules ask for them; lifecycles and prices are those of `day` (ISO date). */
export function factsOn(day: string = today()): Facts {
  const models = new Map<Model, ModelFacts>();
  const of = (model: Model | undefined): ModelFacts | undefined => {
    if (!model) return undefined;
    const known = models.get(model) ?? factsOf(model, day);
    models.set(model, known);
    return known;
  };
  return {
    today: day,
    model: id => of(findModel(id)),
    idKind: id => parseModelId(id).kind,
    nearest: nearestModelId,
    successor: ({ id }) => {
      const model = findModel(id);
      return model && of(successorOf(model, day));
    },
    smaller: ({ id }) => {
      const model = findModel(id);
      return model ? smallerModelsOf(model, day).flatMap(smaller => of(smaller) ?? []) : [];
    },
    inGeographyOf: (id, { id: to }) => {
      const target = findModel(to);
      return target && idInPlaceOf(id, target);
    },
    globalProfile: globalIdOf,
    prices: (id, tier) => {
      const model = findModel(id);
      return model && priceRow(model, { geography: geographyOf(id), at: day, tier });
    },
    count: countFor,
    inputTokens,
  };
}

function factsOf(model: Model, day: string): ModelFacts {
  const { caching, outputBurndown } = model;
  const { state, endOfLife, successor } = lifecycleOf(model, day);
  return {
    id: model.id,
    family: model.family,
    vendor: model.vendor,
    name: model.name,
    kind: model.kind,
    contextWindow: model.contextWindow,
    maxOutput: model.maxOutput,
    bodyDefault: model.defaultMaxOutput.invokeModel,
    // A cache whose minimum nobody states cannot be reasoned about.
    caching: caching && caching.min !== null ? { min: caching.min, maxCheckpoints: caching.maxCheckpoints ?? 0, ttl: caching.ttl, fields: caching.fields, explicit: caching.explicit } : null,
    batch: model.batch,
    lifecycle: { state, ...(endOfLife && { endOfLife }), ...(successor && { successor }) },
    // Where AWS names no burndown, no more than the plain token is claimed.
    outputBurndown: outputBurndown ?? 1,
  };
}

function countFor(text: string, modelId: string | undefined): Count {
  if (modelId !== undefined) return countTokens(text, tokenizerFamilyOf(parseModelId(modelId).canonical));
  const { tokens, error } = countTokens(text, 'claude-v3');
  return { tokens, basis: 'calibrated', error: Math.max(error, ERROR_WITHOUT_MODEL) };
}

/** Of several possible models the one that counts most. */
function inputTokens(call: Call): Count {
  const [first, ...others] = call.model.ids.map(id => inputTokensOf(call, id));
  if (!first) {
    const { tokens, error } = inputTokensOf(call, 'anthropic.claude-sonnet-4-6');
    return { tokens, basis: 'calibrated', error: Math.max(error, ERROR_WITHOUT_MODEL) };
  }
  const { tokens, basis, error } = others.reduce((most, other) => (other.tokens > most.tokens ? other : most), first);
  return { tokens, basis, error };
}

import { modelWithId } from './catalogue.ts';
import { isLive, today } from './lifecycle.ts';
import type { Model } from './model.ts';

/**
 * Models for simple tasks, by vendor, from the usual small one to the smallest; within a step the usual choice first,
 * save that a model of the caller's own generation comes before: it shares the tokenizer and the API.
 */
const SIMPLE: Record<string, string[][]> = {
  anthropic: [['anthropic.claude-haiku-4-5-20251001-v1:0', 'anthropic.claude-haiku-5-5']],
  amazon: [['amazon.nova-lite-v1:0', 'amazon.nova-2-lite-v1:0'], ['amazon.nova-micro-v1:0']],
  meta: [['meta.llama3-1-8b-instruct-v1:0', 'meta.llama4-scout-17b-instruct-v1:0']],
  mistral: [['mistral.ministral-3-14b-instruct', 'mistral.ministral-3-8b-instruct'], ['mistral.ministral-3-3b-instruct']],
  openai: [['openai.gpt-5.6-luna', 'openai.gpt-6-luna', 'openai.gpt-oss-20b-1:0']],
  qwen: [['qwen.qwen3-32b-v1:0']],
  google: [['google.gemma-3-12b-it'], ['google.gemma-3-4b-it']],
  nvidia: [['nvidia.nemotron-nano-3-30b', 'nvidia.nemotron-nano-9b-v2']],
  zai: [['zai.glm-4.7-flash']],
};

/** Lines of models that are small throughout: a newer one of the line follows an older one, it is not a smaller one. */
const SMALL_LINES: ReadonlySet<string> = new Set(['claude-haiku']);

/** The live model to move to from a legacy or ended one: same vendor, no dearer in input or output at list price. */
export function successorOf(model: Model, day: string = today()): Model | undefined {
  const named = model.lifecycle.successor ? modelWithId(model.lifecycle.successor) : undefined;
  if (!named || !isLive(named, day)) return undefined;
  return costsAtMost(named, model) ? named : undefined;
}

/** Cheaper live models of the same vendor that are usual for simple tasks, the usual choice first; empty for a model that is already one of the smallest. */
export function smallerModelsOf(model: Model, day: string = today()): Model[] {
  if (SMALL_LINES.has(model.family)) return [];
  const steps = SIMPLE[model.vendor] ?? [];
  const own = steps.findIndex(step => step.includes(model.id));
  return steps
    .slice(own + 1)
    .flatMap(step => ownGenerationFirst(step, model))
    .flatMap(id => modelWithId(id) ?? [])
    .filter(other => isLive(other, day) && isCheaper(other, model));
}

function ownGenerationFirst(ids: string[], model: Model): string[] {
  const own = generationOf(model.id);
  return [...ids.filter(id => generationOf(id) === own), ...ids.filter(id => generationOf(id) !== own)];
}

/** The first number of a name: 5 of `claude-opus-5-5`, 3 of `llama3-1-8b`. */
function generationOf(id: string): string | undefined {
  return /[a-z-](\d)/.exec(id.replace(/-v\d.*$/, ''))?.[1];
}

function costsAtMost(model: Model, other: Model): boolean {
  // A retired model without a known price cannot be undercut on paper; its successor is a newer, published one.
  if (!model.price) return false;
  if (!other.price) return true;
  return regionalInput(model) <= regionalInput(other) && model.price.output * model.price.regional <= other.price.output * other.price.regional;
}

function isCheaper(model: Model, other: Model): boolean {
  if (!model.price || !other.price) return false;
  return regionalInput(model) < regionalInput(other) && model.price.output * model.price.regional < other.price.output * other.price.regional;
}

// Compared where both are dearest: in a region, so that the 10 % of regional prices hides no rise.
function regionalInput(model: Model): number {
  return (model.price?.input ?? 0) * (model.price?.regional ?? 1);
}

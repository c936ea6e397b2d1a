/** What the requests of a call begin with, as a model that caches sees it. */
import type { Call, Prompt } from '../src/core/call.ts';
import { isLiteral } from '../src/core/call.ts';
import type { Count, Facts, ModelFacts } from '../src/core/facts.ts';
import type { Piece } from '../src/core/value.ts';

/** A hole, as against known text. */
export type Hole = Exclude<Piece, { exact: boolean }>;
/** Models that cache where a caller says so. */
export type CachingModel = ModelFacts & { readonly caching: NonNullable<ModelFacts['caching']> };

/** Tokens that a request with tools holds besides what is written, at most: the model's own instructions on tools. */
const TOOL_OVERHEAD = 700;

/** All models that the call may go to, where each of them takes cache points and is alive; undefined where one does not, or none is known. */
export function cachingModels({ model }: Call, facts: Facts): readonly CachingModel[] | undefined {
  const models = model.ids.map(id => facts.model(id));
  return models.length > 0 && models.every(isCaching) ? models : undefined;
}

function isCaching(model: ModelFacts | undefined): model is CachingModel {
  return model?.caching?.explicit === true && model.caching.fields.length > 0 && model.lifecycle.state !== 'eol';
}

/** Does the model cache this part of a request? */
export function isCached({ caching }: CachingModel, part: Prompt['part']): boolean {
  return caching.fields.includes(part === 'user' || part === 'assistant' ? 'messages' : part);
}

/** Could a model cache what the call's requests begin with: takes it cache points, and is the known text up to the first hole long enough? */
export function isCachable(call: Call, model: ModelFacts, facts: Facts): boolean {
  if (!isCaching(model)) return false;
  const pieces = call.prompts.filter(({ part }) => isCached(model, part)).flatMap(({ text }) => text.pieces);
  const hole = pieces.findIndex(piece => !isLiteral(piece));
  const text = pieces.slice(0, hole < 0 ? pieces.length : hole).map(piece => (isLiteral(piece) ? piece.value : '')).join('');
  return isAtLeast(facts.count(text, model.id), model.caching.min);
}

export interface Reach {
  /** Known text, in the order sent. */
  readonly text: string;
  /** What is not known of it. */
  readonly holes: readonly Hole[];
  readonly hasTools: boolean;
}

/** What stands before prompt `end` of a call, parts that the model does not cache left out. */
export function reachOf({ prompts }: Call, end: number, model: CachingModel): Reach {
  let text = '';
  const holes: Hole[] = [];
  const before = prompts.slice(0, end).filter(prompt => isCached(model, prompt.part));
  for (const piece of before.flatMap(prompt => prompt.text.pieces)) {
    if (isLiteral(piece)) text += piece.value;
    else holes.push(piece);
  }
  return { text, holes, hasTools: before.some(prompt => prompt.part === 'tools') };
}

/** Has the text certainly this many tokens? */
export function isAtLeast({ tokens, error }: Count, min: number): boolean {
  return tokens * (1 - error) >= min;
}

/** Tokens before a place, where they are too few for every model, by more than `margin` (a share): then nothing is cached there. */
export function tooFew(call: Call, end: number, models: readonly CachingModel[], facts: Facts, margin = 0.1): { readonly tokens: number; readonly min: number } | undefined {
  // What may be sent in place of a text that is known (`system || DEFAULT`) may be longer.
  if (call.prompts.slice(0, end).some(({ isFallback }) => isFallback)) return undefined;
  const found = models.map((model, index) => {
    const { text, holes, hasTools } = reachOf(call, end, model);
    const { tokens, error } = facts.count(text, call.model.ids[index]);
    const isShort = holes.length === 0 && tokens * (1 + Math.max(error, margin)) + (hasTools ? TOOL_OVERHEAD : 0) < model.caching.min;
    return isShort ? { tokens, min: model.caching.min } : undefined;
  });
  return found.every(each => each !== undefined) ? found[0] : undefined;
}

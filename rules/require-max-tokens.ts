import type { Call, Operation } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts, ModelFacts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import { isTestPath } from '../src/core/test-path.ts';
import { count, shownKey, usd } from './figures.ts';
import { isOwn, visible } from './own.ts';
import { taskOf } from './task.ts';

/** Framework objects and managed retrieval write answers too, where their SDK gives them a limit. */
const LIMITED: ReadonlySet<Operation> = new Set<Operation>([...generates, 'agent', 'retrieve-and-generate']);
export default defineRule({
  description: 'Require a limit on output tokens.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    missing: 'Up to {{tokens}} output tokens ({{usd}}) a call, reserved as quota. Set `{{key}}`.',
    unpriced: 'Up to {{tokens}} output tokens a call, reserved as quota. Set `{{key}}`.',
    defaulted: 'Without `{{key}}` {{model}} stops at {{tokens}} output tokens, finished or not. Set it.',
    required: '{{model}} refuses a request without `{{key}}`. Set it.',
    service: 'No output limit is sent, and AWS states no default for this call. Set `{{key}}`.',
    unknown: 'No output limit is sent: the model decides how much it writes. Set `{{key}}`.',
    wrongKey: 'Nothing reads `{{wrong}}`, so no output limit is sent. Use `{{key}}`.',
  },
  options: {
    value: { type: 'integer', minimum: 1, default: 4096, description: 'Limit that the fix sets for open-ended answers.' },
    short: { type: 'integer', minimum: 1, default: 256, description: 'Limit that the fix sets for labels, scores, titles and the like.' },
    data: { type: 'integer', minimum: 1, default: 2048, description: 'Limit that the fix sets for extraction, translation and answers to a schema.' },
  },
  *check(call, { options, facts }) {
    const { limit } = call;
    const models = call.model.ids.flatMap(id => facts.model(id) ?? []);
    if (!isAsked(call, models)) return;

    const isRefused = limit.refused !== undefined && models.every(({ vendor }) => vendor === 'amazon');
    if (isRefused && limit.refused === 'always') return;
    const defaults = isInBody(call) ? models.map(({ bodyDefault }) => bodyDefault) : [];
    const stops = defaults.filter(each => typeof each === 'number');
    const stop = stops.length > 0 && stops.length === models.length ? Math.max(...stops) : undefined;
    const ceilings = [...models.flatMap(({ maxOutput }) => maxOutput ?? []), ...(stop === undefined ? [] : stops)];
    const fitted = limit.wrongKey?.value ?? options[answerOf(call)];
    const key = shownKey(limit.key);
    const fixes = isRefused ? [] : [setLimit(call, Math.min(fitted, ...ceilings))];
    if (limit.wrongKey) {
      const { span, key: wrong } = limit.wrongKey;
      yield { message: 'wrongKey', span: visible(call, span), data: { wrong, key }, key: wrong, fixes };
      return;
    }

    const common = { span: visible(call, undefined), key: 'limit', fixes };
    const [first] = models;
    const isWhole = first !== undefined && models.length === call.model.ids.length;
    const isRequired = defaults.length > 0 && defaults.every(each => each === 'required');
    const worst = isWhole && defaults.every(each => each === 'dynamic') ? worstOf(call, facts) : undefined;
    if (call.operation === 'retrieve-and-generate') yield { message: 'service', ...common, data: { key } };
    else if (isWhole && isRequired) yield { message: 'required', ...common, data: { model: first.name, key } };
    else if (isWhole && stop !== undefined) yield { message: 'defaulted', ...common, data: { model: first.name, tokens: count(stop), key } };
    else if (!worst) yield { message: 'unknown', ...common, data: { key } };
    else if (worst.usd === undefined) yield { message: 'unpriced', ...common, data: { tokens: count(worst.tokens), key } };
    else yield { message: 'missing', ...common, data: { tokens: count(worst.tokens), usd: usd(worst.usd), key } };
  },
});

/** Does a call leave out a limit that somebody would have to write there? */
function isAsked(call: Call, models: readonly ModelFacts[]): boolean {
  const { state, addedBySdk, inBody } = call.limit;
  if (state !== 'missing' || addedBySdk !== undefined || !LIMITED.has(call.operation) || !isItsOwn(call)) return false;
  // Its SDK adds a limit for some vendors: which of them this is, nobody sees. What embeds or draws refuses such a request with a limit as it does without.
  return models.length === 0 ? !inBody : models.some(({ kind }) => kind === 'text');
}

/** Does the request hold a body of the model's vendor, who has a default of its own for it? */
function isInBody({ limit, operation }: Call): boolean {
  return limit.inBody === true || operation.startsWith('invoke-model');
}

/** The longest and the dearest answer of the models that the call may go to; undefined where one's maximum is not known. */
function worstOf({ model }: Call, facts: Facts): { readonly tokens: number; readonly usd: number | undefined } | undefined {
  const maxima = model.ids.map(id => facts.model(id)?.maxOutput);
  if (!maxima.every(each => typeof each === 'number')) return undefined;
  const costs = model.ids.map((id, index) => (maxima[index]! * (facts.prices(id)?.outputPerMTok ?? NaN)) / 1e6);
  return { tokens: Math.max(...maxima), usd: costs.some(Number.isNaN) ? undefined : Math.max(...costs) };
}

function answerOf(call: Call): 'value' | 'short' | 'data' {
  // Of a schema the source seldom tells how long its fields may get.
  return call.structured ? 'data' : (taskOf(call)?.answer ?? 'value');
}

function setLimit({ limit }: Call, tokens: number): Fix | undefined {
  const edits = limit.setEdits?.(tokens);
  const key = `\`${shownKey(limit.key)}\``;
  const title = limit.wrongKey?.isRenamed ? `Write it under ${key}.` : `Set ${key} to ${count(tokens)}.`;
  return edits && edits.length > 0 ? { safety: 'suggested', title, edits } : undefined;
}

/**
 * A wrapper or a model object that sends no limit is told once: where the limit would have to be written, not at each of its callers or questions.
 * A caller is told where it leaves out the limit that the wrapper takes, or where it writes the wrong key itself: a test leaves out what it does not test.
 */
function isItsOwn(call: Call): boolean {
  const { span, wrongKey, isElsewhere, isLeftOut } = call.limit;
  if (isElsewhere) return false;
  if (call.role !== 'wrapper-call') return true;
  return wrongKey ? isOwn(call, wrongKey.span) : (span !== undefined || isLeftOut === true) && !isTestPath(call.path);
}

import type { Call, Operation } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import { count, shownKey, usd } from './figures.ts';
import { isOwn, visible } from './own.ts';
import { taskOf } from './task.ts';

/** Framework objects and managed retrieval write answers too, where their SDK gives them a limit. */
const LIMITED: ReadonlySet<Operation> = new Set<Operation>([...generates, 'agent', 'retrieve-and-generate']);
/** Vendors whose request bodies have a small default of their own when InvokeModel gets no limit (FACTS 4.1). */
const BODY_DEFAULTS: ReadonlySet<string> = new Set(['meta', 'mistral', 'ai21', 'cohere']);

export default defineRule({
  description: 'Require a limit on output tokens.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    missing: 'Up to {{tokens}} output tokens ({{usd}}) a call, reserved as quota. Set `{{key}}`.',
    unpriced: 'Up to {{tokens}} output tokens a call, reserved as quota. Set `{{key}}`.',
    unknown: 'No output limit is sent: the model decides what a call costs. Set `{{key}}`.',
    wrongKey: 'Nothing reads `{{wrong}}`, so no output limit is sent. Use `{{key}}`.',
  },
  options: {
    value: { type: 'integer', minimum: 1, default: 4096, description: 'Limit that the fix sets for open-ended answers.' },
    short: { type: 'integer', minimum: 1, default: 256, description: 'Limit that the fix sets for labels, scores, titles and the like.' },
    data: { type: 'integer', minimum: 1, default: 2048, description: 'Limit that the fix sets for extraction, translation and answers to a schema.' },
  },
  *check(call, { options, facts }) {
    const { limit } = call;
    if (limit.state !== 'missing' || limit.addedBySdk !== undefined || !LIMITED.has(call.operation)) return;
    if (!isItsOwn(call)) return;

    const models = call.model.ids.flatMap(id => facts.model(id) ?? []);
    const maxima = models.flatMap(({ maxOutput }) => maxOutput ?? []);
    const fitted = limit.wrongKey?.value ?? options[answerOf(call)];
    const fix = setLimit(call, Math.min(fitted, ...maxima));

    const fixes = [fix];
    const key = shownKey(limit.key);
    if (limit.wrongKey) {
      const { span, key: wrong } = limit.wrongKey;
      yield { message: 'wrongKey', span: visible(call, span), data: { wrong, key }, key: wrong, fixes };
      return;
    }

    const [id] = call.model.ids;
    const worst = models[0]?.maxOutput;
    const hasDefault = call.operation.startsWith('invoke-model') && models[0] && BODY_DEFAULTS.has(models[0].vendor);
    if (!id || !worst || hasDefault) {
      yield { message: 'unknown', span: visible(call, undefined), data: { key }, key: 'limit', fixes };
      return;
    }
    const price = facts.prices(id)?.outputPerMTok;
    const tokens = count(worst);
    if (price === undefined) yield { message: 'unpriced', span: visible(call, undefined), data: { tokens, key }, key: 'limit', fixes };
    else yield { message: 'missing', span: visible(call, undefined), data: { tokens, usd: usd((worst * price) / 1e6), key }, key: 'limit', fixes };
  },
});

function answerOf(call: Call): 'value' | 'short' | 'data' {
  return taskOf(call)?.answer ?? (call.structured ? 'data' : 'value');
}

function setLimit({ limit }: Call, tokens: number): Fix | undefined {
  const edits = limit.setEdits?.(tokens);
  return edits && edits.length > 0 ? { safety: 'suggested', title: `Set \`${shownKey(limit.key)}\` to ${count(tokens)}.`, edits } : undefined;
}

/**
 * A wrapper that sends no limit is told once: where the limit would have to be written, not at each of its callers.
 * A caller is told where it leaves out the limit that the wrapper takes, or where it writes the wrong key itself.
 */
function isItsOwn(call: Call): boolean {
  const { span, wrongKey } = call.limit;
  return call.role !== 'wrapper-call' || (wrongKey ? isOwn(call, wrongKey.span) : span !== undefined);
}

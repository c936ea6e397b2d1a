import type { Call } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import { answerLength } from './answer-length.ts';
import { count, shownKey, usd } from './figures.ts';
import { isOwn, visible } from './own.ts';

/** Limits that people write: powers of two. */
const LADDER = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];
/** `64K` is 64,000 in one table and 65,536 in the next. */
const K = 1.03;

export default defineRule({
  description: 'Disallow output limits far above what the prompt asks for, or above what the model can write.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    excessive: '{{limit}} tokens for {{asked}}: a runaway answer costs {{usd}}. Set {{value}}.',
    excessiveUnpriced: '{{limit}} tokens for {{asked}}: an answer may run away. Set `{{key}}` to {{value}}.',
    maximum: '`{{key}}` is all that {{model}} can write ({{usd}} at worst). Set what the task needs.',
    above: '`{{key}}` is {{limit}}, but {{model}} writes at most {{max}}. Lower it.',
  },
  options: {
    factor: { type: 'number', minimum: 1, default: 5, description: 'How many times the length that the prompt asks for the limit may be.' },
    slack: { type: 'integer', minimum: 0, default: 900, description: 'Tokens that the limit may in any case exceed that length by.' },
    maximum: { type: 'integer', minimum: 1, default: 16000, description: 'A limit that is the model’s own maximum is reported from this size on.' },
  },
  *check(call, { options, facts }) {
    const value = writtenLimit(call);
    if (value === undefined) return;

    const { limit, model } = call;
    const most = longestWriter(call, facts);
    const [id] = model.ids;
    const price = id === undefined ? undefined : facts.prices(id)?.outputPerMTok;
    const span = visible(call, call.ofWrapper?.takesLimit && !isOfCaller(call) ? undefined : limit.span);
    const key = shownKey(limit.key);
    const isOwnLimit = isOwn(call, limit.span ?? span);

    const asked = isForMore(call) ? undefined : answerLength(call);
    const isFar = asked && value > asked.tokens * options.factor && value - asked.tokens > options.slack;
    if (most && !limit.extended && value > most.maxOutput * K) {
      if (!isOwnLimit) return;
      const max = isFar ? rung(asked.tokens) : most.maxOutput;
      yield { message: 'above', span, key: 'limit', data: { key, limit: count(value), model: most.name, max: count(most.maxOutput) }, fixes: [lower(call, max)] };
    } else if (isFar) {
      const data = { limit: count(value), asked: asked.asked, value: count(rung(asked.tokens)) };
      const common = { span, key: 'limit', fixes: [lower(call, rung(asked.tokens))] };
      if (price === undefined) yield { message: 'excessiveUnpriced', ...common, data: { ...data, key } };
      else yield { message: 'excessive', ...common, data: { ...data, usd: usd((value * price) / 1e6) } };
    } else if (most && value >= Math.max(options.maximum, most.maxOutput / K) && price !== undefined && !limit.thinking && !limit.extended && isOwnLimit) {
      yield { message: 'maximum', span, key: 'limit', data: { key, model: most.name, usd: usd((value * price) / 1e6) } };
    }
  },
});

/** The limit on an answer that the code sets: what the SDK adds by itself, nobody wrote. */
function writtenLimit({ limit, operation }: Call): number | undefined {
  const isWritten = limit.state === 'set' && limit.value !== limit.addedBySdk;
  return isWritten && (generates.has(operation) || operation === 'agent') ? limit.value : undefined;
}

/** Of the models that a call may go to, the one that can write most; undefined where one's maximum is not known. */
function longestWriter({ model: { ids } }: Call, facts: Facts): { readonly name: string; readonly maxOutput: number } | undefined {
  const models = ids.flatMap(id => {
    const { name, maxOutput } = facts.model(id) ?? {};
    return name !== undefined && typeof maxOutput === 'number' ? { name, maxOutput } : [];
  });
  return models.length > 0 && models.length === ids.length ? models.reduce((a, b) => (b.maxOutput > a.maxOutput ? b : a)) : undefined;
}

/** Is the limit one for more than the answer of this call: for its thinking too, or for all that goes to a model or through a wrapper? */
function isForMore(call: Call): boolean {
  const { thinking, isElsewhere, isOfModel } = call.limit;
  return Boolean(thinking || isElsewhere || isOfModel) || isShared(call);
}

/** A limit that a wrapper sends for all of its callers says nothing about the one whose answer is short. */
function isShared(call: Call): boolean {
  return call.role === 'wrapper-call' && !call.ofWrapper?.takesLimit && !isOfCaller(call);
}

/** Does the caller of a wrapper hand it the limit? */
function isOfCaller({ limit: { span }, ofWrapper }: Call): boolean {
  return span !== undefined && !ofWrapper?.spans.some(({ path, range }) => path === span.path && range[0] === span.range[0]);
}

/** Twice what is asked for, as people write limits. */
function rung(tokens: number): number {
  return LADDER.find(each => each >= 2 * tokens) ?? 2 * tokens;
}

function lower({ limit }: Call, tokens: number): Fix | undefined {
  const edits = limit.changeEdits?.(tokens);
  return edits && { safety: 'suggested', title: `Set \`${shownKey(limit.key)}\` to ${count(tokens)}.`, edits };
}

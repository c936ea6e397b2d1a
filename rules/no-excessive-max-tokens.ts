import type { Call } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { ModelFacts } from '../src/core/facts.ts';
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
    const { limit } = call;
    if (limit.state !== 'set' || limit.value === undefined) return;
    // What the SDK adds by itself, nobody wrote.
    if (limit.value === limit.addedBySdk) return;
    if (!generates.has(call.operation) && call.operation !== 'agent') return;

    const value = limit.value;
    const [id] = call.model.ids;
    const models = call.model.ids.flatMap(each => facts.model(each) ?? []);
    const isWhole = models.length > 0 && models.length === call.model.ids.length && models.every(({ maxOutput }) => maxOutput !== null);
    const most = isWhole ? models.reduce((a, b) => (b.maxOutput! > a.maxOutput! ? b : a)) : undefined;
    const price = id === undefined ? undefined : facts.prices(id)?.outputPerMTok;
    const span = visible(call, call.ofWrapper?.takesLimit && !isOfCaller(call) ? undefined : limit.span);
    const key = shownKey(limit.key);

    const asked = limit.thinking || limit.isElsewhere || limit.isOfModel || isShared(call) ? undefined : answerLength(call);
    const isFar = asked && value > asked.tokens * options.factor && value - asked.tokens > options.slack;
    if (most && !limit.extended && value > most.maxOutput! * K) {
      if (!isOwn(call, limit.span ?? span)) return;
      const max = isFar ? rung(asked.tokens) : most.maxOutput!;
      yield { message: 'above', span, key: 'limit', data: { key, limit: count(value), model: most.name, max: count(most.maxOutput!) }, fixes: [lower(call, max)] };
    } else if (isFar) {
      const data = { limit: count(value), asked: asked.asked, value: count(rung(asked.tokens)) };
      const common = { span, key: 'limit', fixes: [lower(call, rung(asked.tokens))] };
      if (price === undefined) yield { message: 'excessiveUnpriced', ...common, data: { ...data, key } };
      else yield { message: 'excessive', ...common, data: { ...data, usd: usd((value * price) / 1e6) } };
    } else if (most && value >= options.maximum && isMaximum(value, most) && price !== undefined && !limit.thinking && !limit.extended && isOwn(call, limit.span ?? span)) {
      yield { message: 'maximum', span, key: 'limit', data: { key, model: most.name, usd: usd((value * price) / 1e6) } };
    }
  },
});

/** A limit that a wrapper sends for all of its callers says nothing about the one whose answer is short. */
function isShared(call: Call): boolean {
  return call.role === 'wrapper-call' && !call.ofWrapper?.takesLimit && !isOfCaller(call);
}

/** Does the caller of a wrapper hand it the limit? */
function isOfCaller({ limit: { span }, ofWrapper }: Call): boolean {
  return span !== undefined && !ofWrapper?.spans.some(({ path, range }) => path === span.path && range[0] === span.range[0]);
}

function isMaximum(value: number, { maxOutput }: ModelFacts): boolean {
  return value >= maxOutput! / K;
}

/** Twice what is asked for, as people write limits. */
function rung(tokens: number): number {
  return LADDER.find(each => each >= 2 * tokens) ?? 2 * tokens;
}

function lower({ limit }: Call, tokens: number): Fix | undefined {
  const edits = limit.changeEdits?.(tokens);
  return edits && { safety: 'suggested', title: `Set \`${shownKey(limit.key)}\` to ${count(tokens)}.`, edits };
}

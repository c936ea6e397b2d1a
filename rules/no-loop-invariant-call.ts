import { generates } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { visible } from './own.ts';

export default defineRule({
  description: 'Disallow calls in a loop whose whole request is the same in every turn.',
  strategy: 'deduplication',
  recommended: 'warning',
  fix: 'none',
  messages: {
    invariant: 'Each turn over `{{over}}` sends the same request. Make the call once, before the loop.',
  },
  *check(call, { facts }) {
    const { context, model } = call;
    if (!generates.has(call.operation) || context.invariant !== true || context.answerCache !== undefined) return;
    const [id] = model.ids;
    const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
    const { tokens, basis } = facts.inputTokens(call);
    const turns = context.items;
    yield {
      message: 'invariant',
      span: visible(call, undefined),
      data: { over: context.over ?? 'the items' },
      key: 'loop',
      // Of so many turns, all but one.
      ...(price !== undefined && turns !== undefined && turns > 1 && { savings: { usdPerThousandCalls: (tokens * price * (1 - 1 / turns)) / 1000, basis } }),
    };
  },
});

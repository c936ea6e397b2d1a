import { generates } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { unsentSavings } from './input-savings.ts';
import { visible } from './own.ts';

export default defineRule({
  description: 'Disallow calls in a loop whose whole request is the same in every turn.',
  strategy: 'deduplication',
  recommended: 'off',
  fix: 'none',
  messages: {
    invariant: 'Each turn over `{{over}}` sends the same request. Make the call once, before the loop.',
  },
  *check(call, { facts }) {
    const { context } = call;
    if (!generates.has(call.operation) || context.invariant !== true || context.answerCache !== undefined) return;
    const turns = context.items;
    yield {
      message: 'invariant',
      span: visible(call, undefined),
      data: { over: context.over ?? 'the items' },
      key: 'loop',
      // Of so many turns, all but one.
      ...(turns !== undefined && turns > 1 && unsentSavings(call, facts, 1 - 1 / turns)),
    };
  },
});

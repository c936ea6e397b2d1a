import { generates } from '../src/core/call.ts';
import { defineRule } from '../src/core/rule.ts';
import { count } from './figures.ts';
import { isOwnPrompt, visible } from './own.ts';

export default defineRule({
  description: 'Require prompts to stay within a budget of tokens.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'none',
  messages: {
    over: '{{tokens}} tokens a call are known before it runs, {{over}} over the budget of {{max}}. Cut.',
  },
  options: {
    max: { type: 'integer', minimum: 0, default: 0, description: 'Known input tokens that a call may send: tools, system and messages together. 0: no budget.' },
  },
  *check(call, { options: { max }, facts }) {
    if (max === 0 || (!generates.has(call.operation) && call.operation !== 'agent' && call.operation !== 'prompt')) return;
    const own = call.prompts.filter(prompt => isOwnPrompt(call, prompt));
    if (own.length === 0) return;
    const { tokens, basis } = facts.inputTokens(call);
    if (tokens <= max) return;
    const [id] = call.model.ids;
    const largest = own.reduce((a, b) => (b.text.pieces.reduce(known, 0) > a.text.pieces.reduce(known, 0) ? b : a));
    const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
    yield {
      message: 'over',
      span: visible(call, largest.span),
      key: 'budget',
      data: { tokens: count(tokens), over: count(tokens - max), max: count(max) },
      savings: { tokensPerCall: tokens - max, ...(price !== undefined && { usdPerThousandCalls: ((tokens - max) * price) / 1000 }), basis },
    };
  },
});

function known(sum: number, piece: { readonly value?: unknown }): number {
  return sum + (typeof piece.value === 'string' ? piece.value.length : 0);
}

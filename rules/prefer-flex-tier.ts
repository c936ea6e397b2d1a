import type { Call } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import { percentLess } from './figures.ts';
import { inputSavings } from './input-savings.ts';
import { visible } from './own.ts';
import { hasTools, isPerItem, unattended } from './unattended.ts';

export default defineRule({
  description: 'Prefer the flex tier for answers that nobody waits for, where batch inference does not fit.',
  strategy: 'batch',
  recommended: 'off',
  fix: 'suggested',
  messages: {
    flex: '{{percent}} % less in the flex tier, which answers later. Set `{{key}}` to `flex`.',
  },
  *check(call, { facts }) {
    const evidence = unattended(call);
    const { tier, model } = call;
    if (evidence === undefined || !isDeferrable(call) || tier?.state !== 'none') return;

    const [id, ...others] = model.ids;
    const found = id === undefined ? undefined : facts.model(id);
    if (id === undefined || others.length > 0 || !found || found.lifecycle.state === 'eol') return;
    const batchFits = found.batch === true && isPerItem(call) && !hasTools(call) && !call.structured;
    const [now, flex] = [facts.prices(id), facts.prices(id, 'flex')];
    if (batchFits || !now || !flex) return;

    yield {
      message: 'flex',
      span: visible(call, undefined),
      data: { percent: percentLess(now.inputPerMTok, flex.inputPerMTok), key: tier.key },
      key: 'flex',
      details: [`Nobody waits for the answer: ${evidence}.`],
      savings: inputSavings(call, facts, now.inputPerMTok - flex.inputPerMTok),
      fixes: [tierFix(call)],
    };
  },
});

/** One request of a script may be what its user waits for; many, or one that a machine asks for, are not. */
function isDeferrable({ context: { loop, handler } }: Call): boolean {
  return loop === 'items' || loop === 'models' || ((loop === 'none' || loop === 'agent') && handler?.kind !== 'script');
}

function tierFix({ tier }: Call): Fix | undefined {
  const edits = tier?.setEdits?.('flex');
  return edits && { safety: 'suggested', title: 'Ask for the flex tier: half the price, answered when there is room.', edits };
}

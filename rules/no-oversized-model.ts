import type { Call } from '../src/core/call.ts';
import { generates } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts, ModelFacts } from '../src/core/facts.ts';
import type { Savings, Strategy } from '../src/core/finding.ts';
import { defineRule } from '../src/core/rule.ts';
import { isTestPath } from '../src/core/test-path.ts';
import { isCachable } from './cached-prefix.ts';
import { percentLess, usd } from './figures.ts';
import { ownPrompts, visible } from './own.ts';
import { isIdOfCallAlone, replaceId } from './replace-model.ts';
import { isAgent, keepsItsModel, taskOf } from './task.ts';

export default defineRule({
  description: 'Disallow large models for tasks that a smaller one of the vendor usually does.',
  strategy: 'model-size',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    oversized: '{{percent}} % less on {{smaller}} for {{task}} ({{evidence}}). Try it in an evaluation.',
  },
  options: {
    large: { type: 'number', minimum: 0, default: 0.5, description: 'Dollars per million input tokens from which a model counts as large.' },
  },
  *check(call, { options, facts }) {
    const { model } = call;
    if (!generates.has(call.operation) || isAgent(call)) return;
    // A test of a model asks that model.
    if (isTestPath(call.path) || keepsItsModel(call)) return;
    // Who lets it think first asks for more than the answer shows; where another call failed, another model is asked on purpose.
    if (call.limit.thinking || call.context.isRescue) return;

    const [id, ...others] = model.ids;
    const current = id === undefined ? undefined : facts.model(id);
    if (id === undefined || others.length > 0 || !current || current.lifecycle.state === 'uncertain') return;
    const price = facts.prices(id)?.inputPerMTok;
    if (price === undefined || price < options.large) return;

    const task = taskOf(call);
    // A task that the wrapper itself sets is told at the wrapper.
    if (!task || (call.role === 'wrapper-call' && !taskOf({ ...call, prompts: ownPrompts(call) }))) return;
    for (const smaller of facts.smaller(current)) {
      // Without a profile in this geography there is a smaller model, but no id to put in the place of this one.
      const to = facts.inGeographyOf(id, smaller);
      const cheaper = facts.prices(to ?? smaller.id)?.inputPerMTok;
      if (cheaper === undefined || cheaper > price / 2) continue;

      const percent = percentLess(price, cheaper);
      const input = facts.inputTokens(call);
      yield {
        message: 'oversized',
        // A model that is made elsewhere may be asked for other things too.
        span: visible(call, call.limit.isElsewhere ? undefined : model.span),
        data: { percent, smaller: smaller.name, task: task.name, evidence: task.evidence },
        key: 'model',
        savings: { usdPerThousandCalls: (input.tokens * (price - cheaper)) / 1000, ...excludedBy(call, current, smaller, facts), basis: input.basis },
        fixes: [to === undefined ? undefined : replacement(call, id, to, `${usd(price)} → ${usd(cheaper)}`)],
      };
      return;
    }
  },
});

/** What can be had on the model of today and not on the smaller one: a cache of this prompt, a batch. */
function excludedBy(call: Call, current: ModelFacts, smaller: ModelFacts, facts: Facts): Pick<Savings, 'excludes'> {
  const cache: readonly Strategy[] = isCachable(call, current, facts) && !isCachable(call, smaller, facts) ? ['prompt-caching'] : [];
  const batch: readonly Strategy[] = current.batch === true && smaller.batch === false ? ['batch'] : [];
  const excludes = [...cache, ...batch];
  return excludes.length > 0 ? { excludes } : {};
}

function replacement(call: Call, id: string, to: string, price: string): Fix | undefined {
  const [text] = call.model.texts;
  const edit = isIdOfCallAlone(call, text) ? replaceId(call, text, id, to) : undefined;
  return edit && { safety: 'suggested', title: `Use \`${to}\` (${price} per million input tokens).`, edits: [edit] };
}

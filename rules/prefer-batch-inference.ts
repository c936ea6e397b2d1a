import { defineRule } from '../src/core/rule.ts';
import { inputSavings } from './input-savings.ts';
import { visible } from './own.ts';
import { hasTools, isPerItem, unattended } from './unattended.ts';

export default defineRule({
  description: 'Prefer batch inference for independent requests whose answers nobody waits for.',
  strategy: 'batch',
  recommended: 'off',
  fix: 'none',
  messages: {
    batch: '50 % less for `{{over}}` as a batch job of 100 or more records. It uses no prompt cache.',
  },
  *check(call, { facts }) {
    const evidence = unattended(call);
    if (evidence === undefined || !isPerItem(call) || hasTools(call) || call.structured) return;
    // A cached prefix may save more than half, and a job cannot read it.
    if (call.caching.state === 'used' || call.tier?.state === 'set') return;

    const { ids } = call.model;
    const [id] = ids;
    if (id === undefined || !ids.every(each => facts.model(each)?.batch === true && facts.model(each)?.lifecycle.state !== 'eol')) return;
    const [now, job] = [facts.prices(id), facts.prices(id, 'batch')];
    yield {
      message: 'batch',
      span: visible(call, undefined),
      data: { over: call.context.over ?? 'each item' },
      key: 'batch',
      details: [`Nobody waits for the answers: ${evidence}.`],
      ...(now && job && { savings: inputSavings(call, facts, now.inputPerMTok - job.inputPerMTok) }),
    };
  },
});

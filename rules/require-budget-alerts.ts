import type { Call } from '../src/core/call.ts';
import type { Facts } from '../src/core/facts.ts';
import type { BudgetResource } from '../src/core/resource.ts';
import { defineProjectRule } from '../src/core/rule.ts';
import { placeToAct } from './deployed.ts';

/** An alert this near to the wanted percentage will do. */
const NEAR = 5;

export default defineProjectRule({
  subject: 'project',
  description: 'Require a budget with alerts at 50, 80 and 100 % where infrastructure uses Amazon Bedrock.',
  strategy: 'monitoring',
  recommended: 'off',
  fix: 'none',
  messages: {
    missing: 'No budget tells when models cost more than planned. Add one with alerts at {{wanted}} %.',
    thresholds: 'No alert at {{missing}} % of this budget. Add a notification there.',
    filtered: 'A filter on Amazon Bedrock alone misses third-party models. Drop the filter.',
  },
  options: {
    thresholds: { type: 'array', items: { type: 'string' }, default: ['50', '80', '100'], description: 'Percentages of the limit at which somebody must be told.' },
  },
  *check(calls, { options, facts, project }) {
    const place = project && placeToAct(project, calls);
    if (!project || !place) return;
    const budgets = project.resources.filter(resource => resource.kind === 'budget').filter(countsModels);
    if (budgets.some(({ isOpen }) => isOpen)) return;
    const [first] = budgets;
    if (!first) {
      yield { message: 'missing', span: place, key: 'budget', data: { wanted: options.thresholds.join(', ') } };
      return;
    }
    const span = { path: first.path, range: first.range };
    if (budgets.every(isConfined) && calls.some(call => isThirdParty(call, facts))) yield { message: 'filtered', span, key: 'filter' };
    const told = budgets.flatMap(({ thresholds }) => thresholds);
    const missing = options.thresholds.filter(wanted => !told.some(threshold => Math.abs(threshold - Number(wanted)) <= NEAR));
    if (missing.length > 0) yield { message: 'thresholds', span, key: 'thresholds', data: { missing: missing.join(', ') } };
  },
});

/** A budget over everything, or over Amazon Bedrock among others. */
function countsModels({ services }: BudgetResource): boolean {
  return services.length === 0 || services.some(service => /bedrock/i.test(service));
}

/** Nothing but what bills as Amazon Bedrock itself: `Claude Haiku 4.5 (Amazon Bedrock Edition)` is the service of that model. */
function isConfined({ services }: BudgetResource): boolean {
  return services.length > 0 && services.every(service => service === 'Amazon Bedrock');
}

function isThirdParty({ model }: Call, facts: Facts): boolean {
  return model.ids.some(id => (facts.model(id)?.vendor ?? 'amazon') !== 'amazon');
}

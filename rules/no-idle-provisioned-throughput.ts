import { deployedHere } from '../src/core/resource.ts';
import { defineProjectRule } from '../src/core/rule.ts';
import { visible } from './own.ts';

const TERMS = { OneMonth: '1 month', SixMonths: '6 months', unknown: 'some term' } as const;

export default defineProjectRule({
  subject: 'project',
  description: 'Ask for the use of provisioned throughput to be measured: it is paid by the hour, used or not.',
  strategy: 'provisioned-throughput',
  recommended: 'off',
  fix: 'none',
  messages: {
    declared: 'Paid by the hour, used or not: {{units}} of `{{model}}` ({{term}}). Measure `Invocations`.',
    called: 'A provisioned model bills by the hour, used or not. Measure `Invocations` and tokens.',
  },
  *check(calls, { facts, project }) {
    for (const resource of project ? deployedHere(project) : []) {
      if (resource.kind !== 'provisioned-throughput') continue;
      const units = resource.units === undefined ? 'model units' : `${resource.units} model unit${resource.units === 1 ? '' : 's'}`;
      const model = resource.model?.replace(/^.*\//, '') ?? 'a model';
      yield { message: 'declared', span: { path: resource.path, range: resource.range }, key: resource.name, data: { units, model, term: resource.term ? TERMS[resource.term] : 'no commitment' } };
    }
    for (const call of calls) {
      const isProvisioned = call.model.ids.some(id => facts.idKind(id) === 'provisioned-model');
      if (isProvisioned && call.role !== 'wrapper-call') yield { message: 'called', span: visible(call, call.model.span), key: call.model.ids.join() };
    }
  },
});

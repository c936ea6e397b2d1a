import { deployedHere } from '../src/core/resource.ts';
import { defineProjectRule } from '../src/core/rule.ts';

export default defineProjectRule({
  subject: 'project',
  description: 'Require invocation logging, metrics, or code that reads usage in a project that deploys calls to Amazon Bedrock.',
  strategy: 'monitoring',
  recommended: 'off',
  fix: 'none',
  messages: {
    untracked: 'Nothing records what these calls use. Log invocations, or set alarms on `InputTokenCount`.',
  },
  *check(calls, { project }) {
    if (!project || deployedHere(project).length === 0 || project.readsUsage) return;
    if (project.resources.some(({ kind }) => kind === 'invocation-logging' || kind === 'metric')) return;
    const first = calls.find(({ role }) => role !== 'wrapper-call');
    if (first) yield { message: 'untracked', span: { path: first.path, range: first.range }, key: 'tracking' };
  },
});

import { defineProjectRule } from '../src/core/rule.ts';
import { placeToAct } from './deployed.ts';

export default defineProjectRule({
  subject: 'project',
  description: 'Require invocation logging, metrics, or code that reads usage in a project that deploys calls to Amazon Bedrock.',
  strategy: 'monitoring',
  recommended: 'off',
  fix: 'none',
  messages: {
    uncached: 'Calls cache, but this cost counts no cached tokens. Add `cacheReadInputTokens`.',
    untracked: 'Nothing records what these calls use. Log invocations, or set alarms on `InputTokenCount`.',
  },
  *check(calls, { project }) {
    // Input tokens of an answer leave out those that the cache read or wrote: without caching there are none.
    if (project && calls.some(({ caching }) => caching.state === 'used')) {
      for (const { path, range } of project.costsWithoutCache) {
        yield { message: 'uncached', span: { path, range }, key: path };
      }
    }
    if (!project || project.readsUsage || calls.length === 0) return;
    if (project.resources.some(({ kind }) => kind === 'invocation-logging' || kind === 'metric')) return;
    const place = placeToAct(project, calls);
    if (place) yield { message: 'untracked', span: place, key: 'tracking' };
  },
});

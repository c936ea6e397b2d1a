import { defineProjectRule } from '../src/core/rule.ts';
import type { RoutedTask } from './routing.ts';
import { tasksOf } from './routing.ts';

export default defineProjectRule({
  subject: 'project',
  description: 'Prefer a model for each class of task to one large model for all tasks of a project.',
  strategy: 'model-size',
  recommended: 'off',
  fix: 'none',
  messages: {
    mixed: '{{percent}} % less for {{simple}} of {{count}} tasks on {{model}}. Route them to {{smaller}}.',
  },
  options: {
    large: { type: 'number', minimum: 0, default: 0.5, description: 'Dollars per million input tokens from which a model counts as large.' },
    tasks: { type: 'integer', minimum: 2, default: 3, description: 'Tasks of different classes on one model from which it is reported; with open questions of users, two are enough.' },
  },
  *check(calls, { options, facts, project }) {
    // One file alone does not tell what a project asks of a model.
    if (!project) return;
    const tasks = tasksOf(calls, facts).filter(({ id }) => (facts.prices(id)?.inputPerMTok ?? 0) >= options.large);
    for (const model of new Set(tasks.map(task => task.model.id))) {
      const all = tasks.filter(task => task.model.id === model);
      const simple = all.filter(task => task.smaller);
      const [first] = simple;
      const isMixed = new Set(all.map(task => task.class)).size > 1;
      const least = all.some(task => task.class === 'asked') ? 2 : options.tasks;
      if (!first?.smaller || !isMixed || all.length < least) continue;
      yield {
        message: 'mixed',
        span: { path: first.call.path, range: first.call.range },
        key: model,
        // The money of each call is told by `no-oversized-model`.
        data: { percent: first.smaller.percent, simple: simple.length, count: all.length, model: first.model.name, smaller: first.smaller.model.name },
        details: [...tableOf(all), '`promptfare route --export routes.ts` writes the table as code.'],
      };
    }
  },
});

/** A line for each task: how many calls, what for, and on which model. */
function tableOf(tasks: readonly RoutedTask[]): string[] {
  return [...new Set(tasks.map(({ name }) => name))].map(name => {
    const same = tasks.filter(task => task.name === name);
    const [{ class: kind, smaller, model }] = same as [RoutedTask, ...RoutedTask[]];
    return `${kind}: ${name} (${same.length}) → ${smaller ? `${smaller.model.name}, ${smaller.percent} % less` : `${model.name}, as it is`}`;
  });
}

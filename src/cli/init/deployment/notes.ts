/** What the head of a written file says: what it makes, and what it cannot know. */
import type { DeploymentPlan } from './plan.ts';
import { pricesAsOf } from '../../../models/index.ts';

export function monitoringNotes({ models, notes }: DeploymentPlan): string[] {
  return [
    'Monitoring of the calls to Amazon Bedrock of this account and region.',
    '',
    'Invocation logging is one setting of the account and region: this replaces what is set there. Logs hold prompts and',
    'answers; they are deleted after the days that you give. `promptfare usage import` reads them.',
    ...(models.length > 0
      ? [
          '',
          'Call each model by the ARN of its application inference profile, and activate the tag `application` as a cost',
          'allocation tag: bills then tell this application apart.',
          `Alarms in dollars use the prices of ${pricesAsOf}.`,
        ]
      : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

export function budgetNotes({ services, notes }: DeploymentPlan): string[] {
  return [
    'A budget for the models of Amazon Bedrock, which tells at 50, 80 and 100 % of a monthly limit, and when the forecast reaches it.',
    '',
    ...(services === undefined
      ? ['It counts the whole account: third-party models bill outside the service Amazon Bedrock, and not all names are known here.', 'Cost Explorer shows them, grouped by service; a filter on these makes the budget narrower.']
      : services.length > 1
        ? ['Third-party models bill under names of their own, as the filter has them. A model that is added to the code has to be added here.']
        : ['All models of the code bill as Amazon Bedrock. Third-party models that are added bill under names of their own.']),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ];
}

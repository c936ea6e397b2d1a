/** From declarations to resources: what each is, whatever tool declares it. */
import type { BudgetResource, OtherResource, ProvisionedResource, Resource } from '../core/resource.ts';
import { optionsOf } from '../resolve/choice.ts';
import { isLiteral, plain } from '../resolve/text.ts';
import type { Value } from '../core/value.ts';
import { isSynthesized } from './cdk-out.ts';
import type { Declaration } from './declaration.ts';
import { firstAt, stringsAt, valuesAt, wordsOf } from './property.ts';

type Head = Pick<Resource, 'type' | 'name' | 'language' | 'path' | 'range'>;

export function headOf({ type, name, call, module }: Declaration): Head {
  return { type, name, language: module.language, path: module.path, range: call.range };
}

/** Anything but a function; undefined for what has nothing to do with models. */
export function resourceOf(declaration: Declaration): Resource | undefined {
  const { type, properties } = declaration;
  const head = headOf(declaration);
  if (/^AWS::Budgets::Budget$|^aws_budgets_budget$|\.CfnBudget$/.test(type)) return budgetOf(head, properties);
  if (/ProvisionedModelThroughput$|^aws_bedrock_provisioned_model_throughput$/.test(type)) return provisionedOf(head, properties);
  const kind = kindOf(type, properties);
  return kind && { ...head, kind };
}

function kindOf(type: string, properties: Value): OtherResource['kind'] | undefined {
  if (/model_?invocation_?logging/i.test(type)) return 'invocation-logging';
  if (/^AWS::Bedrock::ApplicationInferenceProfile$|^aws_bedrock_inference_profile$|InferenceProfile$/.test(type)) return 'inference-profile';
  // Of AgentCore, only a runtime runs what calls models; gateways, browsers and the like bill by themselves.
  if (/agentcore/i.test(type) && !/runtime/i.test(type)) return undefined;
  if (/^AWS::Bedrock(?:AgentCore)?::|^aws_bedrock|bedrock/i.test(type)) return 'bedrock';
  if (!/CloudWatch|cloudwatch|Logs::|Custom|custom|IAM|iam|Policy|Role|Function|lambda/.test(type)) return undefined;
  const words = wordsOf(properties);
  if (/put_?model_?invocation_?logging/i.test(words)) return 'invocation-logging';
  if (/cloudwatch|Logs::|_log_/i.test(type)) return /AWS\/Bedrock|bedrock/i.test(words) ? 'metric' : undefined;
  return /bedrock:(?:\*|Invoke|Converse)/i.test(words) ? 'permission' : undefined;
}

function budgetOf(head: Head, properties: Value): BudgetResource {
  const amount = numberIn(firstAt(properties, 'Budget.BudgetLimit.Amount', 'limit_amount', 'budget.budgetLimit.amount', 'budget.budget_limit.amount'));
  const notifications = ['NotificationsWithSubscribers.*.Notification', 'notification.*', 'notificationsWithSubscribers.*.notification', 'notifications_with_subscribers.*.notification'].flatMap(key => valuesAt(properties, key));
  const thresholds = notifications.map(notification => {
    const threshold = numberIn(firstAt(notification, 'Threshold', 'threshold'));
    const type = [...stringsAt(notification, 'ThresholdType'), ...stringsAt(notification, 'threshold_type'), ...stringsAt(notification, 'thresholdType')][0];
    return type === 'ABSOLUTE_VALUE' ? threshold !== undefined && amount ? (threshold / amount) * 100 : undefined : threshold;
  });
  const services = ['Budget.CostFilters.Service.*', 'cost_filters.Service', 'budget.costFilters.Service.*', 'budget.cost_filters.Service.*'].flatMap(key => stringsAt(properties, key));
  const filters = valuesAt(properties, 'cost_filter.*').filter(filter => stringsAt(filter, 'name').includes('Service')).flatMap(filter => stringsAt(filter, 'values.*'));
  const known = thresholds.filter(threshold => threshold !== undefined);
  // What was synthesized is no place for a finding.
  const isOpen = isSynthesized(head.path) || properties.kind !== 'object' || properties.open || known.length < thresholds.length || notifications.some(({ kind }) => kind !== 'object') || hasOpenList(properties);
  return { ...head, kind: 'budget', thresholds: [...new Set(known)].toSorted((a, b) => a - b), services: [...services, ...filters], isOpen };
}

/** Notifications that a loop or a spread makes. */
function hasOpenList(properties: Value): boolean {
  return ['NotificationsWithSubscribers', 'notification', 'notificationsWithSubscribers', 'notifications_with_subscribers'].some(name => {
    const entry = properties.kind === 'object' ? properties.entries.get(name) : undefined;
    return entry !== undefined && optionsOf(entry.value).some(option => option.kind === 'unknown' || option.kind === 'external' || (option.kind === 'list' && option.open));
  });
}

function provisionedOf(head: Head, properties: Value): ProvisionedResource {
  const model = firstAt(properties, 'model_arn', 'ModelId', 'ModelArn', 'modelId', 'modelArn');
  const id = model?.kind === 'text' ? (plain(model) ?? lastPiece(model)) : undefined;
  const units = numberIn(firstAt(properties, 'model_units', 'ModelUnits', 'modelUnits'));
  const duration = firstAt(properties, 'commitment_duration', 'CommitmentDuration', 'commitmentDuration');
  const term = duration && plain(duration);
  return {
    ...head,
    kind: 'provisioned-throughput',
    ...(id !== undefined && { model: id }),
    ...(units !== undefined && { units }),
    ...(duration && { term: term === 'OneMonth' || term === 'SixMonths' ? term : 'unknown' }),
  };
}

/** What follows the last hole: `arn:…${region}::foundation-model/ID`. */
function lastPiece(text: Extract<Value, { kind: 'text' }>): string | undefined {
  const last = text.pieces.at(-1);
  return last && isLiteral(last) ? last.value.replace(/^.*\//, '') : undefined;
}

function numberIn(value: Value | undefined): number | undefined {
  if (!value) return undefined;
  if (value.kind === 'number') return value.value;
  const text = plain(value)?.trim();
  return text && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

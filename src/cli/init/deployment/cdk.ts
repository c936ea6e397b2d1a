/** Monitoring and budgets as constructs of the AWS CDK, in TypeScript. */
import { allTokens, allTokensExpression, alerts, NAMESPACE, pricedMetrics, usdExpression } from './metrics.ts';
import { budgetNotes, monitoringNotes } from './notes.ts';
import type { DeploymentPlan, WatchedModel } from './plan.ts';

export function cdkBudget(plan: DeploymentPlan): string {
  return `${comment(budgetNotes(plan))}import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface ModelBudgetProps {
  /** US dollars a month. */
  readonly monthlyLimit: number;
  /** Who is told. */
  readonly email: string;
}

export class ModelBudget extends Construct {
  constructor(scope: Construct, id: string, props: ModelBudgetProps) {
    super(scope, id);
    const subscribers = [{ subscriptionType: 'EMAIL', address: props.email }];
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: ${quoted(`${plan.name}-models`)},
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: props.monthlyLimit, unit: 'USD' },
${plan.services ? `        costFilters: { Service: [${plan.services.map(quoted).join(', ')}] },\n` : ''}      },
      notificationsWithSubscribers: [
${alerts.map(alert => `        { notification: { notificationType: '${alert.type}', comparisonOperator: 'GREATER_THAN', threshold: ${alert.percent}, thresholdType: 'PERCENTAGE' }, subscribers },`).join('\n')}
      ],
    });
  }
}
`;
}

export function cdkMonitoring(plan: DeploymentPlan): string {
  const priced = plan.models.some(({ prices }) => prices);
  return `${comment(monitoringNotes(plan))}import { ${plan.models.length > 0 ? 'CfnOutput, ' : ''}Duration, Stack } from 'aws-cdk-lib';
${plan.models.length > 0 ? "import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';\n" : ''}import { Alarm, ComparisonOperator, type IMetric, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export interface ModelMonitoringProps {
  /** Who is told. */
  readonly email: string;
  /** More tokens in an hour, over all models, raise the alarm. */
  readonly tokensPerHour: number;
${priced ? '  /** More US dollars in an hour, for one model, raise the alarm. */\n  readonly usdPerHour: number;\n' : ''}  /** Default: 30. */
  readonly keepLogsForDays?: number;
}
${plan.models.length > 0 ? `
const models = [
${plan.models.map(entryOf).join('\n')}
];
` : ''}
export class ModelMonitoring extends Construct {
  readonly alarms: Topic;
${plan.models.length > 0 ? '  /** ARNs to call instead of the ids of today. */\n  readonly profiles = new Map<string, string>();\n' : ''}
  constructor(scope: Construct, id: string, props: ModelMonitoringProps) {
    super(scope, id);
    this.alarms = new Topic(this, 'Alarms');
    this.alarms.addSubscription(new EmailSubscription(props.email));
    this.logInvocations(props.keepLogsForDays ?? 30);

    const tokens = { ${allTokens.map(({ id, metric }) => `${id}: tokensOf('${metric}')`).join(', ')} };
    this.alarm('Tokens', 'Tokens of all models in an hour, cached ones included', props.tokensPerHour, new MathExpression({ expression: '${allTokensExpression}', usingMetrics: tokens, period: Duration.hours(1), label: 'tokens' }));
    const throttles = new Metric({ namespace: '${NAMESPACE}', metricName: 'InvocationThrottles', statistic: 'Sum', period: Duration.minutes(5) });
    this.alarm('Throttles', 'Requests above the quota, for a quarter of an hour', 0, throttles, 3);
${plan.models.length > 0 ? MODELS(plan.name, priced) : ''}  }

  private alarm(name: string, alarmDescription: string, threshold: number, metric: IMetric, evaluationPeriods = 1): void {
    const alarm = new Alarm(this, name, { alarmDescription, threshold, metric, evaluationPeriods, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, treatMissingData: TreatMissingData.NOT_BREACHING });
    alarm.addAlarmAction(new SnsAction(this.alarms));
  }

  private logInvocations(days: number): void {
    const { account, region, partition } = Stack.of(this);
    const logs = new Bucket(this, 'Logs', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, lifecycleRules: [{ expiration: Duration.days(days) }] });
    logs.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('bedrock.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [logs.arnForObjects(\`AWSLogs/\${account}/BedrockModelInvocationLogs/*\`)],
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': \`arn:\${partition}:bedrock:\${region}:\${account}:*\` } },
      }),
    );
    const set = {
      service: 'bedrock',
      action: 'PutModelInvocationLoggingConfiguration',
      parameters: { loggingConfig: { s3Config: { bucketName: logs.bucketName }, textDataDeliveryEnabled: true, imageDataDeliveryEnabled: false, embeddingDataDeliveryEnabled: false } },
      physicalResourceId: PhysicalResourceId.of('invocation-logging'),
    };
    const logging = new AwsCustomResource(this, 'InvocationLogging', {
      onCreate: set,
      onUpdate: set,
      onDelete: { service: 'bedrock', action: 'DeleteModelInvocationLoggingConfiguration' },
      policy: AwsCustomResourcePolicy.fromStatements([new PolicyStatement({ actions: ['bedrock:PutModelInvocationLoggingConfiguration', 'bedrock:DeleteModelInvocationLoggingConfiguration'], resources: ['*'] })]),
      installLatestAwsSdk: false,
    });
    // The bucket is tried when it is set: its policy has to stand.
    if (logs.policy) logging.node.addDependency(logs.policy);
  }
}

function tokensOf(metricName: string, model?: string): Metric {
  return new Metric({ namespace: '${NAMESPACE}', metricName, statistic: 'Sum', period: Duration.hours(1), ...(model !== undefined && { dimensionsMap: { ModelId: model } }) });
}
`;
}

function entryOf(model: WatchedModel): string {
  const { id, name, slug, source } = model;
  const spend = model.prices ? `{ expression: '${usdExpression(model)}', metrics: { ${pricedMetrics(model).map(({ id: key, metric }) => `${key}: '${metric}'`).join(', ')} } }` : 'undefined';
  return `  { id: ${quoted(id)}, name: ${quoted(name)}, slug: ${quoted(slug)}, resource: '${source.resource}', spend: ${spend} },`;
}

const MODELS = (name: string, priced: boolean): string => `
    const { account, region, partition } = Stack.of(this);
    for (const model of models) {
      const owner = model.resource === 'inference-profile' ? account : '';
      const profile = new CfnApplicationInferenceProfile(this, model.slug, {
        inferenceProfileName: \`${name}-\${model.slug}\`,
        description: \`\${model.name} for ${name}\`,
        modelSource: { copyFrom: \`arn:\${partition}:bedrock:\${region}:\${owner}:\${model.resource}/\${model.id}\` },
        tags: [{ key: 'application', value: ${quoted(name)} }],
      });
      this.profiles.set(model.id, profile.attrInferenceProfileArn);
      new CfnOutput(this, \`\${model.slug}-arn\`, { description: \`Call this instead of \${model.id}\`, value: profile.attrInferenceProfileArn });
${priced ? `      if (!model.spend) continue;
      const usingMetrics: Record<string, IMetric> = {};
      for (const [key, metric] of Object.entries(model.spend.metrics)) {
        usingMetrics[key] = tokensOf(metric, model.id);
        usingMetrics[\`\${key}_profile\`] = tokensOf(metric, profile.attrInferenceProfileId);
      }
      this.alarm(\`\${model.slug}-usd\`, \`Dollars of \${model.name} in an hour\`, props.usdPerHour, new MathExpression({ expression: model.spend.expression, usingMetrics, period: Duration.hours(1), label: 'USD' }));
` : ''}    }
`;

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

function comment(notes: readonly string[]): string {
  return `${notes.map(line => `// ${line}`.trimEnd()).join('\n')}\n`;
}

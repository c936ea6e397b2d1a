/** Monitoring and budgets as templates of CloudFormation, in YAML. */
import { Document } from 'yaml';
import { allTokens, allTokensExpression, alerts, type Metric, NAMESPACE, pricedMetrics, usdExpression } from './metrics.ts';
import { budgetNotes, monitoringNotes } from './notes.ts';
import type { DeploymentPlan, WatchedModel } from './plan.ts';

type Json = { readonly [key: string]: unknown };

const ref = (name: string): Json => ({ Ref: name });
const sub = (text: string): Json => ({ 'Fn::Sub': text });
const attribute = (resource: string, name: string): Json => ({ 'Fn::GetAtt': [resource, name] });

export function cloudformationBudget(plan: DeploymentPlan): string {
  return written(budgetNotes(plan), {
    Parameters: {
      MonthlyLimit: { Type: 'Number', Description: 'US dollars a month', MinValue: 1 },
      Email: { Type: 'String', Description: 'Who is told' },
    },
    Resources: {
      Budget: {
        Type: 'AWS::Budgets::Budget',
        Properties: {
          Budget: {
            BudgetName: `${plan.name}-models`,
            BudgetType: 'COST',
            TimeUnit: 'MONTHLY',
            BudgetLimit: { Amount: ref('MonthlyLimit'), Unit: 'USD' },
            ...(plan.services && { CostFilters: { Service: plan.services } }),
          },
          NotificationsWithSubscribers: alerts.map(({ type, percent }) => ({
            Notification: { NotificationType: type, ComparisonOperator: 'GREATER_THAN', Threshold: percent, ThresholdType: 'PERCENTAGE' },
            Subscribers: [{ SubscriptionType: 'EMAIL', Address: ref('Email') }],
          })),
        },
      },
    },
  });
}

export function cloudformationMonitoring(plan: DeploymentPlan): string {
  const watched = plan.models.map(model => ({ model, key: keyOf(model) }));
  const priced = watched.filter(({ model }) => model.prices);
  return written(monitoringNotes(plan), {
    Parameters: {
      Email: { Type: 'String', Description: 'Who is told' },
      TokensPerHour: { Type: 'Number', Description: 'More tokens in an hour, over all models, raise the alarm', MinValue: 1 },
      ...(priced.length > 0 && { UsdPerHour: { Type: 'Number', Description: 'More US dollars in an hour, for one model, raise the alarm', MinValue: 0.01 } }),
      KeepLogsForDays: { Type: 'Number', Default: 30, MinValue: 1 },
    },
    Resources: {
      ...logging(),
      Alarms: { Type: 'AWS::SNS::Topic' },
      AlarmMail: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: ref('Alarms'), Protocol: 'email', Endpoint: ref('Email') } },
      TokensAlarm: alarm('Tokens of all models in an hour, cached ones included', ref('TokensPerHour'), {
        Metrics: [expression(allTokensExpression, 'tokens'), ...allTokens.map(metric => query(metric))],
      }),
      ThrottlesAlarm: alarm('Requests above the quota, for a quarter of an hour', 0, { Namespace: NAMESPACE, MetricName: 'InvocationThrottles', Statistic: 'Sum', Period: 300 }, 3),
      ...Object.fromEntries(watched.flatMap(({ model, key }) => [[`${key}Profile`, profile(plan, model)], ...(model.prices ? [[`${key}Alarm`, spendAlarm(model, key)]] : [])])),
    },
    Outputs: {
      Logs: { Description: 'Model invocation logs', Value: ref('Logs') },
      ...Object.fromEntries(watched.map(({ model, key }) => [`${key}Arn`, { Description: `Call this instead of ${model.id}`, Value: attribute(`${key}Profile`, 'InferenceProfileArn') }])),
    },
  });
}

/** The service has no resource for the setting: a function sets it. */
const SET_LOGGING = `import boto3
import cfnresponse


def handler(event, context):
    bedrock = boto3.client("bedrock")
    try:
        if event["RequestType"] == "Delete":
            bedrock.delete_model_invocation_logging_configuration()
        else:
            bedrock.put_model_invocation_logging_configuration(
                loggingConfig={
                    "s3Config": {"bucketName": event["ResourceProperties"]["Bucket"]},
                    "textDataDeliveryEnabled": True,
                    "imageDataDeliveryEnabled": False,
                    "embeddingDataDeliveryEnabled": False,
                }
            )
        cfnresponse.send(event, context, cfnresponse.SUCCESS, {}, "invocation-logging")
    except Exception as error:
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, "invocation-logging", reason=str(error))
`;

function logging(): Json {
  const bucket = 'arn:${AWS::Partition}:s3:::${Logs}';
  return {
    Logs: {
      Type: 'AWS::S3::Bucket',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: ref('KeepLogsForDays') }] },
      },
    },
    LogsPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: ref('Logs'),
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'bedrock.amazonaws.com' },
              Action: 's3:PutObject',
              Resource: sub(`${bucket}/AWSLogs/\${AWS::AccountId}/BedrockModelInvocationLogs/*`),
              Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') }, ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:*') } },
            },
            { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [sub(bucket), sub(`${bucket}/*`)], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          ],
        },
      },
    },
    LoggingRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
        ManagedPolicyArns: [sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')],
        Policies: [{ PolicyName: 'set-logging', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['bedrock:PutModelInvocationLoggingConfiguration', 'bedrock:DeleteModelInvocationLoggingConfiguration'], Resource: '*' }] } }],
      },
    },
    SetLogging: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Timeout: 60, Role: attribute('LoggingRole', 'Arn'), Code: { ZipFile: SET_LOGGING } } },
    // The bucket is tried when it is set: its policy has to stand.
    InvocationLogging: { Type: 'Custom::ModelInvocationLogging', DependsOn: 'LogsPolicy', Properties: { ServiceToken: attribute('SetLogging', 'Arn'), Bucket: ref('Logs') } },
  };
}

function profile(plan: DeploymentPlan, { slug, name, source }: WatchedModel): Json {
  const account = source.resource === 'inference-profile' ? '${AWS::AccountId}' : '';
  return {
    Type: 'AWS::Bedrock::ApplicationInferenceProfile',
    Properties: {
      InferenceProfileName: `${plan.name}-${slug}`,
      Description: `${name} for ${plan.name}`,
      ModelSource: { CopyFrom: sub(`arn:\${AWS::Partition}:bedrock:\${AWS::Region}:${account}:${source.resource}/${source.id}`) },
      Tags: [{ Key: 'application', Value: plan.name }],
    },
  };
}

function spendAlarm(model: WatchedModel, key: string): Json {
  const metrics = pricedMetrics(model);
  return alarm(`Dollars of ${model.name} in an hour`, ref('UsdPerHour'), {
    Metrics: [
      expression(usdExpression(model), 'USD'),
      ...metrics.map(metric => query(metric, model.id)),
      ...metrics.map(({ id, metric }) => query({ id: `${id}_profile`, metric }, attribute(`${key}Profile`, 'InferenceProfileId'))),
    ],
  });
}

function alarm(description: string, threshold: unknown, watched: Json, periods = 1): Json {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { AlarmDescription: description, ...watched, EvaluationPeriods: periods, ComparisonOperator: 'GreaterThanThreshold', Threshold: threshold, TreatMissingData: 'notBreaching', AlarmActions: [ref('Alarms')] },
  };
}

function expression(text: string, label: string): Json {
  return { Id: 'total', Label: label, Expression: text, ReturnData: true };
}

function query({ id, metric }: Metric, model?: unknown): Json {
  return { Id: id, ReturnData: false, MetricStat: { Stat: 'Sum', Period: 3600, Metric: { Namespace: NAMESPACE, MetricName: metric, ...(model !== undefined && { Dimensions: [{ Name: 'ModelId', Value: model }] }) } } };
}

/** `ClaudeHaiku45Us`: logical names are letters and digits. */
function keyOf({ slug }: WatchedModel): string {
  return slug.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function written(notes: readonly string[], body: Json): string {
  const document = new Document({ AWSTemplateFormatVersion: '2010-09-09', ...body }, { aliasDuplicateObjects: false });
  document.commentBefore = notes.map(line => (line === '' ? '' : ` ${line}`)).join('\n');
  return document.toString({ lineWidth: 0 });
}

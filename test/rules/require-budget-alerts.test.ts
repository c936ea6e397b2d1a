import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { check } from '../../src/core/check.ts';
import { factsOn } from '../../src/cost/index.ts';
import { found, lambda, python, sam, typescript } from './project-findings.ts';

describe('require-budget-alerts', () => {
  const missing = 'No budget tells when models cost more than planned. Add one with alerts at 50, 80, 100 %.';
  const cfnBudget = (thresholds: readonly number[], filter = ''): string => `  B:\n    Type: AWS::Budgets::Budget\n    Properties:\n      Budget: { BudgetType: COST, TimeUnit: MONTHLY, BudgetLimit: { Amount: 200, Unit: USD }${filter} }\n      NotificationsWithSubscribers:\n${thresholds.map(threshold => `        - Notification: { NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: ${threshold} }\n          Subscribers: [{ SubscriptionType: EMAIL, Address: a@example.com }]\n`).join('')}`;
  const tfBudget = (thresholds: readonly number[], filter = ''): string => `resource "aws_budgets_budget" "b" {\n  limit_amount = "200"\n${filter}${thresholds.map(threshold => `  notification {\n    threshold = ${threshold}\n    threshold_type = "PERCENTAGE"\n  }\n`).join('')}}\n`;
  const policy = '  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: { Statement: [{ Effect: Allow, Action: bedrock:InvokeModel, Resource: "*" }] }\n';
  const code = { 'src/a.py': python() };

  test.each([
    ['no budget', { ...code, 'template.yaml': sam() }, [`src/a.py:4 ${missing}`]],
    ['no budget, TypeScript and Terraform', { 'src/a.ts': typescript(), 'main.tf': lambda }, [`src/a.ts:4 ${missing}`]],
    ['told at the resource of the service', { 'main.tf': `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "amazon.nova-lite-v1:0"\n}\n` }, [`main.tf:1 ${missing}`]],
    ['told at the function that calls, where its template speaks of the service', { ...code, 'template.yaml': sam(policy) }, [`template.yaml:2 ${missing}`]],
    ['told at a policy that is written as JSON', { ...code, 'main.tf': 'resource "aws_iam_policy" "p" {\n  name   = "p"\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = ["bedrock:InvokeModel"], Resource = "*" }]\n  })\n}\n' }, [`main.tf:1 ${missing}`]],
    ['a statement of a policy allows the calls, CDK', { ...code, 'cdk.json': '{}', 'stack.ts': "import { PolicyStatement } from 'aws-cdk-lib/aws-iam';\nexport const allow = role => role.addToPolicy(\n  new PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: ['*'] }),\n);\n" }, [`src/a.py:4 ${missing}`]],
    ['a statement of a policy allows the calls, CDK in Python', { ...code, 'cdk.json': '{}', 'stack.py': 'from aws_cdk import aws_iam as iam\n\n\ndef allow(role):\n    role.add_to_policy(iam.PolicyStatement(actions=["bedrock:InvokeModel"], resources=["*"]))\n' }, [`src/a.py:4 ${missing}`]],
    ['a statement about something else', { ...code, 'cdk.json': '{}', 'stack.ts': "import { PolicyStatement } from 'aws-cdk-lib/aws-iam';\nexport const allow = role => role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));\n" }, []],
    ['functions whose code calls no model', { ...code, 'template.yaml': sam().replace('CodeUri: src', 'CodeUri: other') }, []],
    ['a helper whose code stands in the template calls no model', { 'src/a.py': python(), 'template.yaml': 'Resources:\n  H:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler\n      Code: { ZipFile: "def handler(event, context): return 1" }\n' }, []],
    ['not told at a browser of AgentCore, which runs no model', { ...code, 'template.yaml': sam(`${policy}  W:\n    Type: AWS::BedrockAgentCore::BrowserCustom\n    Properties: { Name: w }\n`) }, [`template.yaml:2 ${missing}`]],
    ['tests alone call', { 'tests/test_a.py': python(), 'template.yaml': sam().replace('CodeUri: src', 'CodeUri: .') }, []],
    ['all alerts', { ...code, 'template.yaml': sam(cfnBudget([50, 80, 100])) }, []],
    ['all alerts, Terraform', { ...code, 'main.tf': lambda + tfBudget([50, 80, 100]) }, []],
    ['one alert', { ...code, 'template.yaml': sam(cfnBudget([100])) }, ['template.yaml:5 No alert at 50, 80 % of this budget. Add a notification there.']],
    ['a filter that misses the model', { ...code, 'template.yaml': sam(cfnBudget([50, 80, 100], ', CostFilters: { Service: [Amazon Bedrock] }')) }, ['template.yaml:5 A filter on Amazon Bedrock alone misses third-party models. Drop the filter.']],
    ['a filter with the service of the model', { ...code, 'template.yaml': sam(cfnBudget([50, 80, 100], ', CostFilters: { Service: [Amazon Bedrock, Claude Haiku 4.5 (Amazon Bedrock Edition)] }')) }, []],
    ['a filter that counts the model', { 'src/a.py': python('amazon.nova-lite-v1:0'), 'main.tf': lambda + tfBudget([50, 80, 100], '  cost_filter {\n    name = "Service"\n    values = ["Amazon Bedrock"]\n  }\n') }, []],
    ['a budget of something else', { ...code, 'main.tf': lambda + tfBudget([50, 80, 100], '  cost_filter {\n    name = "Service"\n    values = ["Amazon Simple Storage Service"]\n  }\n') }, [`main.tf:1 ${missing}`]],
    ['alerts that are not known', { ...code, 'main.tf': `${lambda}resource "aws_budgets_budget" "b" {\n  dynamic "notification" {\n    for_each = var.alerts\n    content {\n      threshold = notification.value\n    }\n  }\n}\n` }, []],
    ['no infrastructure', code, []],
    ['no models', { 'template.yaml': sam() }, []],
  ] as const)('%s', (_, files, expected) => {
    expect(found('require-budget-alerts', files)).toEqual(expected);
  });

  test('without a project around the calls', () => {
    expect(check([{ ...rules.find(rule => rule.id === 'require-budget-alerts')!, severity: 'warning' }], [], factsOn('2026-11-22')).findings).toEqual([]);
  });
});

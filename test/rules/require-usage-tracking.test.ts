import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { check } from '../../src/core/check.ts';
import { factsOn } from '../../src/cost/index.ts';
import { found, haiku, lambda, python, sam, typescript } from './project-findings.ts';

describe('require-usage-tracking', () => {
  const untracked = 'Nothing records what these calls use. Log invocations, or set alarms on `InputTokenCount`.';
  test.each([
    ['nothing', { 'src/a.py': python(), 'template.yaml': sam() }, [`src/a.py:4 ${untracked}`]],
    ['nothing, TypeScript and Terraform', { 'src/a.ts': typescript(), 'main.tf': lambda }, [`src/a.ts:4 ${untracked}`]],
    ['told at the policy that allows calls', { 'src/a.ts': typescript(), 'main.tf': `${lambda}resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["bedrock:InvokeModel"], Resource = "*" }] })\n}\n` }, [`main.tf:1 ${untracked}`]],
    ['functions whose code calls no model', { 'src/a.py': python(), 'template.yaml': sam().replace('CodeUri: src', 'CodeUri: other') }, []],
    ['code reads usage', { 'src/a.py': python(haiku, ', answer["usage"]["inputTokens"]'), 'template.yaml': sam() }, []],
    ['code reads usage, TypeScript', { 'src/a.ts': typescript(' // never here\n  console.log(answer.usage);'), 'main.tf': lambda }, []],
    ['an alarm', { 'src/a.py': python(), 'template.yaml': sam('  A:\n    Type: AWS::CloudWatch::Alarm\n    Properties: { Namespace: AWS/Bedrock, MetricName: InputTokenCount }\n') }, []],
    ['an alarm on something else', { 'src/a.py': python(), 'template.yaml': sam('  A:\n    Type: AWS::CloudWatch::Alarm\n    Properties: { Namespace: AWS/Lambda, MetricName: Errors }\n') }, [`src/a.py:4 ${untracked}`]],
    ['logging', { 'src/a.ts': typescript(), 'main.tf': `${lambda}resource "aws_bedrock_model_invocation_logging_configuration" "l" {\n}\n` }, []],
    ['logging by a function of the template', { 'src/a.py': python(), 'template.yaml': sam('  L:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n          bedrock.put_model_invocation_logging_configuration(loggingConfig={})\n') }, []],
    ['no infrastructure', { 'src/a.py': python() }, []],
  ] as const)('%s', (_, files, expected) => {
    expect(found('require-usage-tracking', files)).toEqual(expected);
  });

  const cached = (rest: string): string => `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(q, rules):\n    answer = client.converse(modelId="${haiku}", system=[{"text": rules}, {"cachePoint": {"type": "default"}}], messages=[{"role": "user", "content": [{"text": q}]}])\n    ${rest}\n`;
  const uncached = 'Calls cache, but this cost counts no cached tokens. Add `cacheReadInputTokens`.';
  test.each([
    ['a price', 'return answer["usage"]["inputTokens"] * INPUT_PRICE', [`src/a.py:5 ${uncached}`]],
    ['per thousand', 'return (answer["usage"]["inputTokens"] / 1000) * 0.001 + 1', [`src/a.py:5 ${uncached}`]],
    ['of a name', 'input_tokens = 3; return input_tokens * price_per_token', [`src/a.py:5 ${uncached}`]],
    ['cached tokens too', 'return answer["usage"]["inputTokens"] * PRICE + answer["usage"].get("cacheReadInputTokens", 0) * READ_PRICE', []],
    ['no money', 'return answer["usage"]["inputTokens"]', []],
    ['a sum of tokens', 'return answer["usage"]["inputTokens"] + answer["usage"]["outputTokens"]', []],
  ])('a cost: %s', (_, rest, expected) => {
    // The name of the request itself says `cachePoint`, which is no count of tokens.
    expect(found('require-usage-tracking', { 'src/a.py': cached(rest) })).toEqual(expected);
  });

  test('a cost where no call caches', () => {
    expect(found('require-usage-tracking', { 'src/a.py': python(haiku, ', answer["usage"]["inputTokens"] * PRICE') })).toEqual([]);
  });

  test('a cost in TypeScript', () => {
    const code = typescript('\n  const cost = (answer.usage.inputTokens / 1e6) * price;').replace("messages:", "system: [{ text: rules }, { cachePoint: { type: 'default' } }], messages:");
    expect(found('require-usage-tracking', { 'src/a.ts': code })).toEqual([`src/a.ts:6 ${uncached}`]);
  });

  test('without a project around the calls', () => {
    expect(check([{ ...rules.find(rule => rule.id === 'require-usage-tracking')!, severity: 'warning' }], [], factsOn('2026-11-22')).findings).toEqual([]);
  });
});

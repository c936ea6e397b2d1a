import { expect, test } from 'vitest';
import { factsOn, estimate } from '../../src/cost/index.ts';
import { scan } from '../../src/scan/scan.ts';
import { rules } from '../../rules/index.ts';
import { treeOf } from '../project/tree.ts';

const facts = factsOn('2026-11-22');
const run = (files: { readonly [path: string]: string }, paths?: readonly string[]) => scan({ root: treeOf(files), rules, facts, pricing: { asOf: '2026-11-22', digest: '', estimate }, version: '0', ...(paths && { paths }) }).report;
const agent = 'Resources:\n  A:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      FoundationModel: amazon.titan-text-premier-v1:0\n      Instruction: Answer.\n';

test('templates and Terraform are listed with their place; other data files say nothing', () => {
  const report = run({ 'a.yaml': agent, 'main.tf': 'resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "amazon.nova-lite-v1:0"\n}\n', 'pod.yaml': 'kind: Pod\n', 'bucket.yaml': 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n' });
  expect(report.calls.map(({ path, line, language, operation, role }) => [path, line, language, operation, role])).toEqual([
    ['a.yaml', 2, 'cloudformation', 'prompt', 'config'],
    ['main.tf', 1, 'terraform', 'prompt', 'config'],
  ]);
  expect(report.files).toMatchObject({ scanned: 4, analyzed: 2, skipped: [], failed: [] });
  expect(report.findings.map(({ path, line, ruleId }) => [path, line, ruleId])).toEqual([['a.yaml', 5, 'no-retired-model']]);
});

test('a named template is looked at, a comment in it switches a finding off', () => {
  expect(run({ 'a.yaml': agent }, ['a.yaml']).calls).toHaveLength(1);
  expect(run({ 'a.yaml': agent.replace('      FoundationModel', '      # promptfare-ignore no-retired-model: until spring\n      FoundationModel') }).findings).toEqual([]);
});

test('Terraform that cannot be read is said to fail, with the line', () => {
  expect(run({ 'main.tf': 'resource "aws_bedrockagent_agent" "a" {\n  x = \n}\n' }).files.failed).toEqual([{ path: 'main.tf', message: 'line 2: expected a value' }]);
});

test('scanning one file of a function finds its variables all the same', () => {
  const files = {
    'template.yaml': 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Handler: a.handler\n      Environment: { Variables: { MODEL_ID: amazon.nova-lite-v1:0 } }\n',
    'src/a.py': 'import os, boto3\nc = boto3.client("bedrock-runtime")\ndef handler(e, x):\n    return c.converse(modelId=os.environ["MODEL_ID"], messages=[])\n',
  };
  const model = { state: 'known', id: 'amazon.nova-lite-v1:0', via: ['environment template.yaml:7'] };
  expect(run(files).calls[0]!.model).toMatchObject(model);
  expect(run(files, ['src/a.py']).calls[0]!.model).toMatchObject(model);
});

/** Runs one rule over a project as the scanner does: code with its infrastructure. */
import { expect } from 'vitest';
import { estimate, factsOn } from '../../src/cost/index.ts';
import { scan } from '../../src/scan/scan.ts';
import { rules } from '../../rules/index.ts';
import { treeOf } from '../project/tree.ts';

const facts = factsOn('2026-11-22');

/** `path:line message` of each finding. */
export function found(id: string, files: { readonly [path: string]: string }): string[] {
  const { report } = scan({ root: treeOf(files), rules, only: [id], facts, pricing: { asOf: '2026-11-22', digest: '', estimate }, version: '0' });
  expect(report.files.failed).toEqual([]);
  return report.findings.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

export const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
export const python = (model = haiku, after = ''): string => `import boto3\nclient = boto3.client("bedrock-runtime")\ndef handler(event, context):\n    answer = client.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": event["q"]}]}])\n    return answer["output"]${after}\n`;
export const typescript = (after = ''): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function handler(q: string) {\n  const answer = await client.send(new ConverseCommand({ modelId: '${haiku}', messages: [{ role: 'user', content: [{ text: q }] }] }));\n  return answer.output;${after}\n}\n`;
export const sam = (more = ''): string => `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: src, Handler: a.handler }\n${more}`;
export const lambda = 'resource "aws_lambda_function" "f" {\n  handler = "a.handler"\n}\n';

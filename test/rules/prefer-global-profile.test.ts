import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const boto = (model: string): string => `import boto3

client = boto3.client("bedrock-runtime")


def answer(question):
    return client.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": question}]}])
`;
const aiSdk = (model: string): string => `import { bedrock } from '@ai-sdk/amazon-bedrock';
import { generateText } from 'ai';

export const answer = (prompt: string) => generateText({ model: bedrock('${model}'), prompt, maxOutputTokens: 300 });
`;

testRule('prefer-global-profile', [
  {
    name: 'a profile of the US',
    code: converse({ model: 'us.anthropic.claude-sonnet-4-6' }),
    findings: [{ messageId: 'regional', line: 6, data: { percent: 9, id: 'global.anthropic.claude-sonnet-4-6', geography: 'the US' }, fixed: null, suggested: converse({ model: 'global.anthropic.claude-sonnet-4-6' }) }],
  },
  {
    name: 'Nova 2 in the EU, in Python',
    filename: 'case.py',
    code: boto('eu.amazon.nova-2-lite-v1:0'),
    findings: [{ messageId: 'regional', line: 7, data: { percent: 9, id: 'global.amazon.nova-2-lite-v1:0', geography: 'the EU' }, suggested: boto('global.amazon.nova-2-lite-v1:0') }],
  },
  { name: 'the AI SDK', code: aiSdk('jp.anthropic.claude-haiku-4-5-20251001-v1:0'), findings: [{ messageId: 'regional', data: { percent: 9, id: 'global.anthropic.claude-haiku-4-5-20251001-v1:0', geography: 'Japan' }, suggested: aiSdk('global.anthropic.claude-haiku-4-5-20251001-v1:0') }] },
  {
    name: 'behind an ARN',
    code: converse({ model: 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-6-v1' }),
    findings: [{ messageId: 'regional', suggested: converse({ model: 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-opus-4-6-v1' }) }],
  },
  {
    name: 'a prefix that stands elsewhere: said, not fixed',
    code: converse().replace("'us.anthropic.claude-sonnet-4-6'", '`${GEOGRAPHY}.anthropic.claude-sonnet-4-6`').replace('const client', "const GEOGRAPHY = 'us';\nconst client"),
    findings: [{ messageId: 'regional', suggested: null }],
  },
  { name: 'the global profile', code: converse({ model: 'global.anthropic.claude-sonnet-4-6' }), findings: [] },
  { name: 'a bare id, which stays in its region', code: converse({ model: 'anthropic.claude-sonnet-4-6' }), findings: [] },
  { name: 'no global profile', code: converse({ model: 'us.amazon.nova-premier-v1:0' }), findings: [] },
  { name: 'one price everywhere', code: converse({ model: 'us.anthropic.claude-sonnet-4-20250514-v1:0' }), findings: [] },
  { name: 'GovCloud', code: converse({ model: 'us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0' }), findings: [] },
  { name: 'more is wanted', code: converse({ model: 'us.anthropic.claude-sonnet-4-6' }), options: { minimum: 0.2 }, findings: [] },
]);

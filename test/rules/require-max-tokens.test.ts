import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const missing = { model: sonnet, rest: '' };

testRule('require-max-tokens', [
  {
    name: 'a request without a limit',
    code: converse(missing),
    findings: [
      {
        messageId: 'missing',
        line: 5,
        data: { tokens: '64,000', usd: '$1.06', key: 'inferenceConfig.maxTokens' },
        fixed: null,
        suggested: converse({ ...missing, rest: 'inferenceConfig: { maxTokens: 4096 },' }),
      },
    ],
  },
  { name: 'a limit', code: converse({ model: sonnet }), findings: [] },
  { name: 'a limit that is computed', code: converse({ model: sonnet, rest: 'inferenceConfig: { maxTokens: Number(process.env.LIMIT) },' }), findings: [] },
  {
    name: 'in JavaScript, with an option',
    filename: 'case.js',
    code: converse(missing),
    options: { value: 900 },
    findings: [{ messageId: 'missing', suggested: converse({ ...missing, rest: 'inferenceConfig: { maxTokens: 900 },' }) }],
  },
  {
    name: 'a limit fitted to a label',
    code: converse({ ...missing, user: '`Is this spam? Answer yes or no. ${question}`' }),
    findings: [{ messageId: 'missing', suggested: converse({ ...missing, user: '`Is this spam? Answer yes or no. ${question}`', rest: 'inferenceConfig: { maxTokens: 256 },' }) }],
  },
  {
    name: 'no more than the model can write',
    code: converse({ model: 'us.amazon.nova-lite-v1:0', rest: '' }),
    options: { value: 100_000 },
    findings: [{ messageId: 'missing', suggested: converse({ model: 'us.amazon.nova-lite-v1:0', rest: 'inferenceConfig: { maxTokens: 5000 },' }) }],
  },
  {
    name: 'a key that nothing reads',
    code: converse({ model: sonnet, rest: 'inferenceConfig: { maximumTokens: 300 },' }),
    findings: [{ messageId: 'wrongKey' }],
  },
  {
    name: 'a model that is not known',
    code: converse({ rest: '' }).replace("'us.anthropic.claude-sonnet-4-6'", 'process.env.MODEL'),
    findings: [{ messageId: 'unknown' }],
  },
  {
    name: 'a default of the service',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question =>
  client.send(new InvokeModelCommand({ modelId: 'us.meta.llama3-3-70b-instruct-v1:0', body: JSON.stringify({ prompt: \`Answer: \${question}\` }) }));
`,
    findings: [{ messageId: 'unknown' }],
  },
  {
    name: 'a wrapper without a limit is told once, its callers are not',
    files: {
      'ask.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export function ask(prompt: string) {
  return client.send(new ConverseCommand({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: prompt }] }] }));
}
`,
    },
    code: `import { ask } from './ask.ts';
export const describe = () => ask('Describe the sea.');
`,
    findings: [],
  },
  {
    name: 'embeddings write nothing',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const embed = text =>
  client.send(new InvokeModelCommand({ modelId: 'amazon.titan-embed-text-v2:0', body: JSON.stringify({ inputText: text }) }));
`,
    findings: [],
  },
  {
    name: 'somebody else’s command',
    code: `class ConverseCommand { constructor(input) { this.input = input; } }
export const ask = () => new ConverseCommand({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] });
`,
    findings: [],
  },
]);

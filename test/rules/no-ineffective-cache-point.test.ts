import { testRule } from '../harness.ts';
import { converse, prose } from './sources.ts';

const point = "{ cachePoint: { type: 'default' } }";
const hour = "{ cachePoint: { type: 'default', ttl: '1h' } }";
const short = "'Be brief.'";
const long = `'${prose(120)}'`;

/** A request whose system blocks are these. */
const withSystem = (blocks: string, model?: string): string => converse({ ...(model && { model }), system: "'?'" }).replace("[{ text: '?' }]", `[${blocks}]`);
/** A Converse request in Python. */
const python = (rest: string, model = 'us.anthropic.claude-sonnet-4-6'): string => `import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    return client.converse(
        modelId="${model}",
        ${rest},
        messages=[{"role": "user", "content": [{"text": f"Answer this: {question}"}]}],
    )
`;
/** An InvokeModel request of Claude. */
const invoke = (body: string): string => `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question => client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, ${body} }) }));
`;

testRule('no-ineffective-cache-point', [
  {
    name: 'below the minimum',
    code: withSystem(`{ text: ${short} }, ${point}`),
    findings: [{ messageId: 'small', line: 7, data: { tokens: 3, min: '1,024' }, fixed: null, suggested: withSystem(`{ text: ${short} }`) }],
  },
  { name: 'above it', code: withSystem(`{ text: ${long} }, ${point}`), findings: [] },
  { name: 'below the minimum of this model', code: withSystem(`{ text: ${long} }, ${point}`, 'us.anthropic.claude-haiku-4-5-20251001-v1:0'), findings: [{ messageId: 'small' }] },
  { name: 'text that is not known', code: withSystem(`{ text: ${short} + tone }, ${point}`), findings: [] },
  { name: 'text in whose place another may be sent', code: withSystem(`{ text: tone || ${short} }, ${point}`), findings: [] },
  {
    name: 'a default that callers may replace',
    filename: 'case.py',
    code: python('system=[{"text": system}, {"cachePoint": {"type": "default"}}]').replace('ask(question)', 'ask(question, system="Be brief.")'),
    findings: [],
  },
  {
    name: 'a field that a method may fill otherwise',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\nclass Desk:\n    def __init__(self):\n        self.system = None\n        self.load()\n\n    def load(self):\n        self.system = "Be brief."\n\n    def replace(self, other):\n        self.system = other\n\n    def ask(self, question):\n        return client.converse(modelId="us.anthropic.claude-sonnet-4-6", system=[{"text": self.system}, {"cachePoint": {"type": "default"}}], messages=[{"role": "user", "content": [{"text": question}]}])\n',
    findings: [],
  },
  { name: 'blocks that are not seen', code: withSystem(`...blocks, { text: ${short} }, ${point}`), findings: [] },
  { name: 'sent on some paths', code: withSystem(`{ text: ${short} }, ...(cached ? [${point}] : [])`), findings: [] },
  { name: 'near the minimum', code: withSystem(`{ text: '${prose(48)}' }, ${point}`), findings: [] },
  { name: 'near the minimum, with a smaller margin', code: withSystem(`{ text: '${prose(48)}' }, ${point}`), options: { margin: 0 }, findings: [{ messageId: 'small' }] },
  {
    name: 'a model that callers may name',
    filename: 'case.py',
    code: python('system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}]').replace('ask(question)', 'ask(question, model="us.meta.llama3-3-70b-instruct-v1:0")').replace('"us.anthropic.claude-sonnet-4-6"', 'model'),
    findings: [],
  },
  { name: 'a model that is not known', code: withSystem(`{ text: ${short} }, ${point}`).replace("'us.anthropic.claude-sonnet-4-6'", 'process.env.MODEL'), findings: [] },
  { name: 'a short text behind long tools', code: withSystem(`{ text: ${short} }, ${point}`).replace('system:', `toolConfig: { tools: [{ toolSpec: { name: 'find', description: ${long}, inputSchema: { json: {} } } }] },\n      system:`), findings: [] },
  {
    name: 'a model without caching',
    code: withSystem(`{ text: ${long} }, ${point}`, 'us.meta.llama3-3-70b-instruct-v1:0'),
    findings: [{ messageId: 'model', suggested: withSystem(`{ text: ${long} }`, 'us.meta.llama3-3-70b-instruct-v1:0') }],
  },
  {
    name: 'tools of Nova',
    code: withSystem(`{ text: ${long} }`, 'amazon.nova-pro-v1:0').replace('system:', `toolConfig: { tools: [{ toolSpec: { name: 'find' } }, ${point}] },\n      system:`),
    findings: [{ messageId: 'part', data: { model: 'amazon.nova-pro-v1:0', part: 'tools' }, suggested: withSystem(`{ text: ${long} }`, 'amazon.nova-pro-v1:0').replace('system:', "toolConfig: { tools: [{ toolSpec: { name: 'find' } }] },\n      system:") }],
  },
  {
    name: 'five',
    code: withSystem(`{ text: ${long} }, ${point}, { text: 'A.' }, ${point}, { text: ${long} }, ${point}, { text: ${long} }, ${point}, { text: ${long} }, ${point}`),
    findings: [{ messageId: 'many', data: { count: 5, max: 4, extra: 1 }, suggested: withSystem(`{ text: ${long} }, ${point}, { text: 'A.' }, { text: ${long} }, ${point}, { text: ${long} }, ${point}, { text: ${long} }, ${point}`) }],
  },
  { name: 'four', code: withSystem(`{ text: ${long} }, ${point}, { text: ${long} }, ${point}, { text: ${long} }, ${point}, { text: ${long} }, ${point}`), findings: [] },
  {
    name: 'the longer lifetime behind the shorter',
    code: withSystem(`{ text: ${long} }, ${point}, { text: ${long} }, ${hour}`),
    findings: [{ messageId: 'order', data: { ttl: '1h', before: '5m' }, suggested: withSystem(`{ text: ${long} }, ${point}, { text: ${long} }, ${point}`) }],
  },
  { name: 'the longer lifetime first', code: withSystem(`{ text: ${long} }, ${hour}, { text: ${long} }, ${point}`), findings: [] },
  {
    name: 'a lifetime that the model has not',
    code: withSystem(`{ text: ${long} }, ${hour}`, 'us.amazon.nova-pro-v1:0'),
    findings: [{ messageId: 'lifetime', suggested: withSystem(`{ text: ${long} }, ${point}`, 'us.amazon.nova-pro-v1:0') }],
  },
  {
    name: 'a Claude body',
    code: invoke("system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }], messages: [{ role: 'user', content: question }]"),
    findings: [{ messageId: 'small', suggested: invoke("system: [{ type: 'text', text: 'Be brief.' }], messages: [{ role: 'user', content: question }]") }],
  },
  {
    name: 'the Anthropic SDK',
    code: `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
const client = new AnthropicBedrock();
export const ask = question => client.messages.create({ model: 'us.anthropic.claude-sonnet-4-6', max_tokens: 9, system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }], messages: [{ role: 'user', content: question }] });
`,
    findings: [{ messageId: 'small' }],
  },
  {
    name: 'the AI SDK',
    code: `import { generateText } from 'ai';
import { bedrock } from '@ai-sdk/amazon-bedrock';
export const ask = question => generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), messages: [{ role: 'system', content: 'Be brief.', providerOptions: { bedrock: { cachePoint: { type: 'default' } } } }, { role: 'user', content: question }] });
`,
    findings: [{ messageId: 'small' }],
  },
  {
    name: 'Python, on lines of their own',
    filename: 'case.py',
    code: python('system=[\n            {"text": "Be brief."},\n            {"cachePoint": {"type": "default"}},\n        ]'),
    findings: [{ messageId: 'small', line: 9, suggested: python('system=[\n            {"text": "Be brief."},\n        ]') }],
  },
  { name: 'Python, a model without caching', filename: 'case.py', code: python('system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}]', 'mistral.mistral-large-2402-v1:0'), findings: [{ messageId: 'model' }] },
  { name: 'Python, keyword arguments that are not seen', filename: 'case.py', code: python('system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}], **more'), findings: [] },
  { name: 'Python, above the minimum', filename: 'case.py', code: python(`system=[{"text": "${prose(120)}"}, {"cachePoint": {"type": "default"}}]`), findings: [] },
  {
    name: 'litellm',
    filename: 'case.py',
    code: 'import litellm\nlitellm.completion(model="bedrock/us.anthropic.claude-sonnet-4-6", max_tokens=9, messages=[{"role": "system", "content": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]}, {"role": "user", "content": "Hi"}])\n',
    findings: [{ messageId: 'small' }],
  },
]);

import { testRule } from '../harness.ts';
import { prose } from './sources.ts';

const long = prose(120);
const point = "{ cachePoint: { type: 'default' } }";
const call = (system: string, model = 'us.anthropic.claude-sonnet-4-6'): string => `client.send(new ConverseCommand({ modelId: '${model}', system: [${system}], messages: [{ role: 'user', content: [{ text: question }] }], inferenceConfig: { maxTokens: 9 } }))`;
const typescript = (first: string, second: string, params = 'question'): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const RULES = '${long}';
export const ask = (${params}) => ${first};
export const askAgain = (${params}) => ${second};
`;
const turns = (first: string, second: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function chat(question, instructions) {
  let response = await ${call(first)};
  while (response.stopReason === 'tool_use') response = await ${call(second)};
}
`;
const pythonCall = (system: string): string => `client.converse(modelId="us.anthropic.claude-sonnet-4-6", system=[${system}], messages=[{"role": "user", "content": [{"text": question}]}])`;
const python = (first: string, second: string): string => `import boto3
client = boto3.client("bedrock-runtime")
RULES = "${long}"

def ask(question):
    return ${pythonCall(first)}

def ask_again(question):
    return ${pythonCall(second)}
`;

const pythonTurns = (first: string, second: string): string => `import boto3
client = boto3.client("bedrock-runtime")

def chat(question, instructions):
    response = ${pythonCall(first)}
    while response["stopReason"] == "tool_use":
        response = ${pythonCall(second)}
    return response
`;

testRule('consistent-caching', [
  // `require-prompt-cache` tells it, with its money.
  { name: 'sibling calls whose text is known throughout', code: typescript(call(`{ text: RULES }, ${point}`), call('{ text: RULES }')), findings: [] },
  { name: 'both cache', code: typescript(call(`{ text: RULES }, ${point}`), call(`{ text: RULES }, ${point}`)), findings: [] },
  { name: 'neither does', code: typescript(call('{ text: RULES }'), call('{ text: RULES }')), findings: [] },
  { name: 'another prompt', code: typescript(call(`{ text: RULES }, ${point}`), call("{ text: RULES + ' Be brief.' }")), findings: [] },
  { name: 'another model', code: typescript(call(`{ text: RULES }, ${point}`), call('{ text: RULES }', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0')), findings: [] },
  { name: 'a short prompt', code: typescript(call(`{ text: 'S' }, ${point}`), call("{ text: 'S' }")), findings: [] },
  { name: 'the wrong syntax is told by another rule', code: typescript(call(`{ text: RULES }, ${point}`), call("{ text: RULES, cache_control: { type: 'ephemeral' } }")), findings: [] },
  {
    name: 'turns of one function',
    code: turns(`{ text: instructions }, ${point}`, '{ text: instructions }'),
    findings: [{ messageId: 'hidden', line: 5, data: { name: 'instructions', within: 'chat', syntax: 'a `cachePoint` block' }, suggested: turns(`{ text: instructions }, ${point}`, `{ text: instructions }, ${point}`) }],
  },
  { name: 'unknown text of two functions', code: typescript(call(`{ text: instructions }, ${point}`), call('{ text: instructions }'), 'question, instructions'), findings: [] },
  {
    name: 'a document for several questions, in Claude bodies',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function both(document) {
  await client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'text', text: document, cache_control: { type: 'ephemeral' } }, { type: 'text', text: 'Who wrote it?' }] }] }) }));
  await client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'text', text: document }, { type: 'text', text: 'When?' }] }] }) }));
}
`,
    findings: [{ messageId: 'hidden', line: 5 }],
  },
  {
    name: 'Python',
    filename: 'case.py',
    code: pythonTurns('{"text": instructions}, {"cachePoint": {"type": "default"}}', '{"text": instructions}'),
    findings: [{ messageId: 'hidden', suggested: pythonTurns('{"text": instructions}, {"cachePoint": {"type": "default"}}', '{"text": instructions}, {"cachePoint": {"type": "default"}}') }],
  },
  { name: 'Python, known throughout', filename: 'case.py', code: python('{"text": RULES}, {"cachePoint": {"type": "default"}}', '{"text": RULES}'), findings: [] },
  { name: 'Python, both cache', filename: 'case.py', code: python('{"text": RULES}, {"cachePoint": {"type": "default"}}', '{"text": RULES}, {"cachePoint": {"type": "default"}}'), findings: [] },
]);

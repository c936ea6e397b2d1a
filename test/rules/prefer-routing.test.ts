import { testRule } from '../harness.ts';

const SONNET = 'us.anthropic.claude-sonnet-4-6';
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
interface Asked {
  readonly system: string;
  readonly model?: string;
  readonly limit?: number;
}
const yes: Asked = { system: 'Is this mail urgent? Answer only yes or no.', limit: 5 };
const title: Asked = { system: 'Write a title for this conversation. Return only the title.', limit: 20 };
const reply: Asked = { system: 'Write a friendly reply to this mail, in the tone of our house.', limit: 600 };
const chat: Asked = { system: 'You are the assistant of a garden shop.', limit: 600 };

const js = (...asked: readonly Asked[]): string =>
  `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n${asked
    .map(({ system, model = SONNET, limit = 100 }, index) => `export const task${index} = mail => client.send(new ConverseCommand({ modelId: '${model}', system: [{ text: '${system}' }], messages: [{ role: 'user', content: [{ text: mail }] }], inferenceConfig: { maxTokens: ${limit} } }));\n`)
    .join('')}`;
const py = (...asked: readonly Asked[]): string =>
  `import boto3\nclient = boto3.client("bedrock-runtime")\n${asked
    .map(({ system, model = SONNET, limit = 100 }, index) => `\n\ndef task${index}(mail):\n    return client.converse(modelId="${model}", system=[{"text": "${system}"}], messages=[{"role": "user", "content": [{"text": mail}]}], inferenceConfig={"maxTokens": ${limit}})\n`)
    .join('')}`;
const mixed = [{ messageId: 'mixed', fixed: null, suggested: null }];

testRule('prefer-routing', [
  { name: 'three tasks of two classes', code: js(reply, yes, title), findings: [{ messageId: 'mixed', line: 4, data: { percent: 67, simple: 2, count: 3, model: 'Claude Sonnet 4.6', smaller: 'Claude Haiku 4.5' } }] },
  { name: 'Python', filename: 'case.py', code: py(reply, yes, title), findings: mixed },
  {
    name: 'open questions of users, and a task of a few words',
    code: `${js(yes)}export async function POST(req) {\n  const { question } = await req.json();\n  return Response.json(await client.send(new ConverseCommand({ modelId: '${SONNET}', system: [{ text: '${chat.system}' }], messages: [{ role: 'user', content: [{ text: question }] }], inferenceConfig: { maxTokens: 600 } })));\n}\n`,
    filename: 'app/api/chat/route.ts',
    findings: mixed,
  },
  { name: 'three tasks of one class', code: js(yes, title, { ...yes, system: 'Is this mail rude? Answer only yes or no.' }), findings: [] },
  { name: 'two tasks', code: js(reply, yes), findings: [] },
  { name: 'two, where two are asked for', code: js(reply, yes), options: { tasks: 2 }, findings: mixed },
  { name: 'routed already', code: js(reply, { ...yes, model: HAIKU }, { ...title, model: HAIKU }), findings: [] },
  { name: 'a small model does all', code: js(...[reply, yes, title].map(each => ({ ...each, model: 'us.amazon.nova-micro-v1:0' }))), findings: [] },
  { name: 'prompts that tell no task', code: js(chat, chat, chat), findings: [] },
  { name: 'the same task in three places', code: js(yes), findings: [] },
]);

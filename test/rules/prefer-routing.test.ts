import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { scan } from '../../src/scan/scan.ts';
import { estimate, factsOn } from '../../src/cost/index.ts';
import { treeOf } from '../project/tree.ts';

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
const asks = (...asked: readonly Asked[]): { readonly [path: string]: string } => Object.fromEntries(asked.map((each, index) => [`src/${index}.js`, js(each)]));

/** `path:line message` of each finding, in files with their names or in one. */
function found(code: string | { readonly [path: string]: string }, options: { readonly [option: string]: unknown } = {}): string[] {
  const root = treeOf(typeof code === 'string' ? { 'src/case.js': code } : code);
  const { report } = scan({ root, rules, only: ['prefer-routing'], configuration: { directory: root, settings: { rules: { 'prefer-routing': ['warning', options] } } }, facts: factsOn('2026-11-22'), pricing: { asOf: '2026-11-22', digest: '', estimate }, version: '0' });
  expect(report.files.failed).toEqual([]);
  return report.findings.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

const mixed = '67 % less for 2 of 3 tasks on Claude Sonnet 4.6. Route them to Claude Haiku 4.5.';

describe('prefer-routing', () => {
  test.each([
    ['three tasks of two classes', js(reply, yes, title), `src/case.js:4 ${mixed}`],
    ['in three files', asks(reply, yes, title), `src/1.js:3 ${mixed}`],
    ['Python', { 'case.py': py(reply, yes, title) }, `case.py:10 ${mixed}`],
    [
      'open questions of users, and a task of a few words',
      { 'app/api/chat/route.ts': `${js(yes)}export async function POST(req) {\n  const { question } = await req.json();\n  return Response.json(await client.send(new ConverseCommand({ modelId: '${SONNET}', system: [{ text: '${chat.system}' }], messages: [{ role: 'user', content: [{ text: question }] }], inferenceConfig: { maxTokens: 600 } })));\n}\n` },
      'app/api/chat/route.ts:3 67 % less for 1 of 2 tasks on Claude Sonnet 4.6. Route them to Claude Haiku 4.5.',
    ],
  ])('%s', (_, code, expected) => {
    expect(found(code)).toEqual([expected]);
  });

  test('two tasks, where two are enough', () => {
    expect(found(js(reply, yes))).toEqual([]);
    expect(found(js(reply, yes), { tasks: 2 })).toEqual(['src/case.js:4 67 % less for 1 of 2 tasks on Claude Sonnet 4.6. Route them to Claude Haiku 4.5.']);
  });

  test.each([
    ['three tasks of one class', js(yes, title, { ...yes, system: 'Is this mail rude? Answer only yes or no.' })],
    ['routed already', js(reply, { ...yes, model: HAIKU }, { ...title, model: HAIKU })],
    ['a small model does all', js(...[reply, yes, title].map(each => ({ ...each, model: 'us.amazon.nova-micro-v1:0' })))],
    ['prompts that tell no task', js(chat, chat, chat)],
    ['the same task in three places', asks(yes, yes, yes)],
  ])('is silent: %s', (_, code) => {
    expect(found(code)).toEqual([]);
  });
});

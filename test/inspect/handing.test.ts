/** Requests that are handed to a function which changes them before they are sent. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const hi = "messages: [{ role: 'user', content: [{ text: 'Hi' }] }]";

const typescript: readonly (readonly [name: string, helper: string, line: string, expected: string])[] = [
  ['sets an entry', 'function limit(request: any) { request.inferenceConfig = { maxTokens: 300 }; }', 'limit(request);', `call ${nova} 300 |  | Hi`],
  ['sets what it is handed', 'const limit = (request: any, most: number) => { request.inferenceConfig = { maxTokens: most }; };', 'limit(request, 200);', `call ${nova} 200 |  | Hi`],
  ['sets it at times', 'function limit(request: any, most?: number) { if (most) request.inferenceConfig = { maxTokens: most }; }', 'limit(request, settings.most);', `call ${nova} dynamic |  | Hi`],
  ['may be left before', 'function limit(request: any, most?: number) { if (!most) return; request.inferenceConfig = { maxTokens: 50 }; }', 'limit(request, settings.most);', `call ${nova} dynamic 50 |  | Hi`],
  ['is asked at times', 'function limit(request: any) { request.inferenceConfig = { maxTokens: 300 }; }', 'if (settings.short) limit(request);', `call ${nova} dynamic 300 |  | Hi`],
  ['hands it on', 'function inner(request: any) { request.inferenceConfig = { maxTokens: 70 }; }\nfunction limit(request: any) { inner(request); }', 'limit(request);', `call ${nova} 70 |  | Hi`],
  ['adds to a list of it', 'function limit(request: any) { request.system.push({ text: "Be brief." }); }', 'request.system = [];\n  limit(request);', `call ${nova} missing | Be brief. | Hi`],
  ['of a library', 'import merge from "lodash/merge";', 'merge(request, settings);', `call ${nova} dynamic |  | Hi`],
  ['only reads it', 'function log(request: any) { console.log(request.modelId); }', 'log(request);', `call ${nova} missing |  | Hi`],
  ['changes a copy', 'function limit(request: any) { request = { ...request }; request.inferenceConfig = { maxTokens: 300 }; return request; }', 'limit(request);', `call ${nova} missing |  | Hi`],
  ['is asked afterwards', 'function limit(request: any) { request.inferenceConfig = { maxTokens: 300 }; }', 'const answer = await client.send(new ConverseCommand(request));\n  limit(request);\n  if (answer) return answer;', `call ${nova} missing |  | Hi`],
  ['calls itself', 'function limit(request: any, turn: number) { request.inferenceConfig = { maxTokens: 300 }; if (turn > 0) limit(request, turn - 1); }', 'limit(request, settings.turns);', `call ${nova} 300 |  | Hi`],
];

test.each(typescript)('TypeScript: a function that %s', (_name, helper, line, expected) => {
  const code = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\n${helper}\nconst client = new BedrockRuntimeClient({});\nexport async function ask(settings: any) {\n  const request: any = { modelId: '${nova}', ${hi} };\n  ${line}\n  ${line.includes('client.send') ? '' : 'return client.send(new ConverseCommand(request));'}\n}\n`;
  expect(callsIn({ 'a.ts': code }).map(inShort)).toEqual([expected]);
});

const python: readonly (readonly [name: string, helper: string, line: string, expected: string])[] = [
  ['sets an entry', 'def limit(request):\n    request["inferenceConfig"] = {"maxTokens": 300}', 'limit(request)', `call ${nova} 300 |  | Hi`],
  ['is handed it by name', 'def limit(most, request):\n    request["inferenceConfig"] = {"maxTokens": most}', 'limit(request=request, most=40)', `call ${nova} 40 |  | Hi`],
  ['updates it', 'def limit(request, settings):\n    request.update(settings)', 'limit(request, load())', `call ${nova} dynamic |  | Hi`],
];

test.each(python)('Python: a function that %s', (_name, helper, line, expected) => {
  const code = `import boto3\nfrom settings import load\n\n${helper}\n\ndef ask():\n    client = boto3.client("bedrock-runtime")\n    request = {"modelId": "${nova}", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}\n    ${line}\n    return client.converse(**request)\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([expected]);
});

test('a function of another file', () => {
  const code = `import boto3\nfrom limits import limit\n\ndef ask():\n    client = boto3.client("bedrock-runtime")\n    request = {"modelId": "${nova}", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}\n    limit(request, 90)\n    return client.converse(**request)\n`;
  const calls = callsIn({ 'a.py': code, 'limits.py': 'def limit(request, most):\n    request["inferenceConfig"] = {"maxTokens": most}\n' });
  expect(calls.map(inShort)).toEqual([`call ${nova} 90 |  | Hi`]);
});

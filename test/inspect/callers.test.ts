/** What the callers of a wrapper make of its request. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (input: string): string => `await client.send(new ConverseCommand(${input}));`;
const user = (text: string): string => `messages: [{ role: 'user', content: [{ text: ${text} }] }]`;
const nova = 'amazon.nova-lite-v1:0';

test.each(['ConverseCommandInput', 'MessageCreateParamsNonStreaming'])('a request that a function is handed whole is its callers\': %s', type => {
  const calls = callsIn({ 'a.ts': `import type { ${type} } from '@vendor/sdk';\n${head}export async function f(input: ${type}) { ${send('input')} }\nexport const g = (q: string) => f({ modelId: '${nova}', ${user('q')}, inferenceConfig: { maxTokens: 9 } });` });
  expect(calls.map(inShort)).toEqual([`wrapper ${nova} dynamic | <input.system> | <input.messages>`, `wrapper-call ${nova} 9 |  | <q>`]);
});

test('a caller that names one asks another provider', () => {
  const ask = `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { openai } from '@ai-sdk/openai';\nexport const ask = (prompt: string, { provider, model }: any) => generateText({ model: provider === 'openai' ? openai(model) : bedrock(model), prompt });\n`;
  const calls = callsIn({ 'a.ts': `${ask}export const f = () => ask('Hi.', { provider: 'openai', model: 'gpt-4o' });\nexport const g = () => ask('Hello.', { provider: 'bedrock', model: '${nova}' });` });
  expect(calls.map(call => [call.role, call.model.ids])).toEqual([['wrapper', [nova]], ['wrapper-call', [nova]]]);
});

test('hooks keep what they are given', () => {
  const code = `import * as React from 'react';\nimport { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';\nconst useClient = (region: string) => React.useMemo(() => new BedrockRuntime({ region }), [region]);\nexport function useModel() {\n  const client = useClient('us-east-1');\n  const ask = React.useCallback(async (prompt: string) => {\n    const request = { modelId: '${nova}', ${user('prompt')}, inferenceConfig: { maxTokens: 9 } };\n    return client.converse(request);\n  }, [client]);\n  return [() => ask('Hi.'), () => ask('Bye.')];\n}\n`;
  expect(callsIn({ 'a.tsx': code }).map(inShort)).toEqual([`wrapper ${nova} 9 |  | <prompt>`, `wrapper-call ${nova} 9 |  | Hi.`, `wrapper-call ${nova} 9 |  | Bye.`]);
});

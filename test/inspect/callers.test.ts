/** What the callers of a wrapper make of its request. */
import { describe, expect, test } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { callsIn, hostOf, inShort } from './calls-in.ts';

const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (input: string): string => `await client.send(new ConverseCommand(${input}));`;
const user = (text: string): string => `messages: [{ role: 'user', content: [{ text: ${text} }] }]`;
const nova = 'amazon.nova-lite-v1:0';

test.each(['ConverseCommandInput', 'MessageCreateParamsNonStreaming'])('a request that a function is handed whole is its callers\': %s', type => {
  const calls = callsIn({ 'a.ts': `import type { ${type} } from '@vendor/sdk';\n${head}export async function f(input: ${type}) { ${send('input')} }\nexport const g = (q: string) => f({ modelId: '${nova}', ${user('q')}, inferenceConfig: { maxTokens: 9 } });` });
  expect(calls.map(inShort)).toEqual([`wrapper ${nova} dynamic | <input.system> | <input.messages>`, `wrapper-call ${nova} 9 |  | <q>`]);
});

test.each(['gpt-4o', 'ministral-8b-latest', 'deepseek-chat', 'openai/gpt-4o', 'meta-llama/llama-3.3-70b-instruct:free'])('a caller that names one asks another provider: %s', other => {
  const ask = `import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { openai } from '@ai-sdk/openai';\nexport const ask = (prompt: string, { provider, model }: any) => generateText({ model: provider === 'openai' ? openai(model) : bedrock(model), prompt });\n`;
  const calls = callsIn({ 'a.ts': `${ask}export const f = () => ask('Hi.', { provider: 'openai', model: '${other}' });\nexport const g = () => ask('Hello.', { provider: 'bedrock', model: '${nova}' });` });
  expect(calls.map(call => [call.role, call.model.ids])).toEqual([['wrapper', [nova]], ['wrapper-call', [nova]]]);
});

test.each([[3, ['Hi.', '<q>']], [4, ['<q>']]])('nor does one ask Bedrock who may ask any of a registry: %i others', (others, said) => {
  const names = Array.from({ length: others }, (_, index) => `P${index}`);
  const code = `${head}class Own { async chat(q: string) { ${send(`{ modelId: '${nova}', ${user('q')} }`)} } }\n${names.map(name => `class ${name} { async chat(q: string) { return fetch('https://${name}.example', { method: 'POST', body: q }); } }\n`).join('')}function make(name: string) { switch (name) { case 'own': return new Own(); ${names.map(name => `case '${name}': return new ${name}();`).join(' ')} } throw new Error(name); }\nexport const ask = (q: string, name: string) => make(name).chat(q);\nexport const f = (name: string) => ask('Hi.', name);\n`;
  expect(callsIn({ 'a.ts': code }).map(call => inShort(call).split(' | ').at(-1)).toSorted()).toEqual(said.toSorted());
});

test('hooks keep what they are given', () => {
  const code = `import * as React from 'react';\nimport { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';\nconst useClient = (region: string) => React.useMemo(() => new BedrockRuntime({ region }), [region]);\nexport function useModel() {\n  const client = useClient('us-east-1');\n  const ask = React.useCallback(async (prompt: string) => {\n    const request = { modelId: '${nova}', ${user('prompt')}, inferenceConfig: { maxTokens: 9 } };\n    return client.converse(request);\n  }, [client]);\n  return [() => ask('Hi.'), () => ask('Bye.')];\n}\n`;
  expect(callsIn({ 'a.tsx': code }).map(inShort)).toEqual([`wrapper ${nova} 9 |  | <prompt>`, `wrapper-call ${nova} 9 |  | Hi.`, `wrapper-call ${nova} 9 |  | Bye.`]);
});

/** `f0` asks, `f1` calls it, and so on; each in the file of the others. */
const ladder = `${head}export async function f0(q: string) { ${send(`{ modelId: '${nova}', ${user('q')} }`)} }\n${Array.from({ length: 7 }, (_, index) => `export const f${index + 1} = (q: string) => f${index}(q);\n`).join('')}`;
const stepsTold = (order: readonly number[], around = ''): number[] => {
  const a = `import { ${order.map(step => `f${step}`).join(', ')} } from './b.ts';\n${around}${order.map(step => `export const g${step} = () => f${step}('Step ${step}.');\n`).join('')}`;
  return callsIn({ 'a.ts': a, 'b.ts': ladder }).map(call => Number(/Step (\d)/.exec(inShort(call))![1])).toSorted();
};

test('how deep wrappers are followed hangs on no order of questions', () => {
  const up = stepsTold([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(up).toEqual([0, 1, 2, 3]);
  expect(stepsTold([7, 6, 5, 4, 3, 2, 1, 0])).toEqual(up);
  expect(stepsTold([4, 3])).toEqual([3]);
});

test('what leads to no request does so for each file that calls it, until it is changed', () => {
  const files: { [path: string]: string } = {
    'a.ts': `import { ask } from './b.ts';\nexport const f = () => ask('Hi.');\n`,
    'c.ts': `import { ask } from './b.ts';\nexport const g = () => ask('Bye.');\n`,
    'b.ts': `import { log } from './d.ts';\nexport const ask = (q: string) => log(q);\n`,
    'd.ts': `export const log = (q: string) => console.log(q);\n`,
  };
  for (const modules of [undefined, new Map()]) {
    const inspector = createInspector(hostOf(files), undefined, modules);
    const told = (): string[] => ['a.ts', 'c.ts'].flatMap(path => {
      const inspection = inspector.inspect(path, files[path]!);
      return 'error' in inspection ? [inspection.error] : inspection.calls.map(inShort);
    });
    const before = files['d.ts']!;
    expect(told()).toEqual([]);
    files['d.ts'] = `${head}export const log = async (q: string) => { ${send(`{ modelId: '${nova}', ${user('q')} }`)} };\n`;
    inspector.forget('d.ts');
    expect(told()).toEqual([`wrapper-call ${nova} missing |  | Hi.`, `wrapper-call ${nova} missing |  | Bye.`]);
    files['d.ts'] = before;
  }
});

describe('a text of which the lines are tidied', () => {
  const tidied = (tidy: string, callers: string): string[] =>
    callsIn({ 'a.py': `import boto3\nclient = boto3.client("bedrock-runtime")\n\ndef tidy(prompt):\n    ${tidy}\n\ndef ask(prompt, limit=9):\n    text = tidy(prompt)\n    return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": limit})\n\n${callers}` }).map(call => `${call.role} ${inShort(call).split(' | ')[2]!}`);

  test.each([
    ['one by one', 'lines = prompt.split("\\n")\n    return "\\n".join([line.strip() for line in lines if line.strip()])'],
    ['by splitlines', 'return "\\n".join(line.rstrip() for line in prompt.splitlines())'],
  ])('is its callers\': %s', (_, tidy) => {
    const [wrapper, told, open] = tidied(tidy, 'def f():\n    return ask("Name a dock.\\n  Be brief.")\n\ndef g(q):\n    return ask(f"Sum up:\\n{q}\\nBe brief.")\n');
    expect(wrapper).toMatch(/^wrapper /);
    expect(told).toMatch(/^wrapper-call Name a dock\.\n\s*Be brief\./);
    expect(open).toMatch(/^wrapper-call Sum up:\n<q>\nBe brief\./);
  });

  test('but each part that a loop takes is a task of its own', () => {
    const code = `import boto3\nclient = boto3.client("bedrock-runtime")\n\ndef sum_up(document):\n    for chunk in document.split("\\n\\n"):\n        client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Sum up: " + chunk}]}])\n\ndef f():\n    sum_up("A.\\n\\nB.")\n`;
    expect(callsIn({ 'a.py': code }).map(({ role, context }) => [role, context.loop])).toEqual([['call', 'items']]);
  });

  test('of more lines than are followed, some are one, without the indentation that is taken off', () => {
    const long = Array.from({ length: 120 }, (_, index) => `Line ${index}.`);
    const [, told] = tidied('return "\\n".join([line.strip() for line in prompt.split("\\n") if line.strip()])', `def f(q):\n    return ask(f"""${long.join('\n    ')}\n{q}""")\n`);
    expect(told).toContain(long.join('\n'));
  });
});

test('a function that is made around an object that it is handed asks with that', () => {
  const service = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport interface Asks { ask(text: string, most: number): Promise<unknown> }\nexport class Service implements Asks {\n  private client = new BedrockRuntimeClient({});\n  ask(text: string, most: number) { return this.client.send(new ConverseCommand({ modelId: '${nova}', messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: most } })); }\n}\n`;
  const use = "import { Service, type Asks } from './service';\nfunction makeTagger(provider: Asks) { return async (text: string) => provider.ask(`Tag: ${text}`, 20); }\nexport const tag = makeTagger(new Service());\n";
  expect(callsIn({ 'use.ts': use, 'service.ts': service }).map(inShort)).toEqual([`wrapper-call ${nova} 20 |  | Tag: <text>`]);
});

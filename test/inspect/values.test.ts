/** How values reach a request in real code, one way a case: each was met in a labelled repository or follows from one that was. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const head = `import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (input: string): string => `await client.send(new ConverseCommand(${input}));`;
const user = (text: string): string => `messages: [{ role: 'user', content: [{ text: ${text} }] }]`;
const nova = 'amazon.nova-lite-v1:0';

const typescript: readonly (readonly [name: string, code: string, expected: string])[] = [
  ['a constant', `const MODEL = '${nova}';\n${send(`{ modelId: MODEL, ${user("'Hi'")}, inferenceConfig: { maxTokens: 9 } }`)}`, `call ${nova} 9 |  | Hi`],
  ['a default for the environment', `${send(`{ modelId: process.env.MODEL ?? '${nova}', ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['two defaults', `${send(`{ modelId: process.env.A || process.env.B || '${nova}', ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['what has a default is never empty', `const SMALL = process.env.SMALL || '${nova}';\nasync function ask(model?: string) { ${send(`{ modelId: model || 'amazon.nova-pro-v1:0', ${user("'Hi'")} }`)} }\nexport const f = () => ask(SMALL);`, `call ${nova} missing |  | Hi`],
  ['what stands in for a question is none', `export async function f(question: string) { ${send(`{ modelId: '${nova}', ${user("question.trim() || 'What can you do?'")} }`)} }`, `wrapper ${nova} missing |  | <question>`],
  ['a registry with a known key', `const M = { small: { id: '${nova}' }, large: { id: 'amazon.nova-pro-v1:0' } } as const;\n${send(`{ modelId: M.small.id, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['a registry with an unknown key', `const M = { small: { id: '${nova}' }, large: { id: 'amazon.nova-pro-v1:0' } };\nexport const f = async (k: 'small') => { ${send(`{ modelId: M[k].id, ${user("'Hi'")} }`)} };`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`],
  ['a counter picks any of a list', `const M = [{ id: '${nova}' }, { id: 'amazon.nova-pro-v1:0' }];\nfor (let i = 0; i < M.length; i++) { const m = M[i]; ${send(`{ modelId: m.id, ${user("'Hi'")} }`)} }`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`],
  ['an enum', `enum M { Lite = '${nova}' }\n${send(`{ modelId: M.Lite, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['an unknown geography before the id', `export const f = async (geo: string) => { ${send(`{ modelId: \`\${geo}.amazon.nova-lite-v1:0\`, ${user("'Hi'")} }`)} };`, `call ${nova} missing |  | Hi`],
  ['an ARN around the id', `export const f = async (r: string) => { ${send(`{ modelId: \`arn:aws:bedrock:\${r}::foundation-model/${nova}\`, ${user("'Hi'")} }`)} };`, `call ${nova} missing |  | Hi`],
  ['a spread and what is laid over it', `const base = { modelId: '${nova}', inferenceConfig: { maxTokens: 5 } };\n${send(`{ ...base, inferenceConfig: { ...base.inferenceConfig, maxTokens: 7 }, ${user("'Hi'")} }`)}`, `call ${nova} 7 |  | Hi`],
  ['a spread under a condition', `export const f = async (n?: number) => { ${send(`{ modelId: '${nova}', ${user("'Hi'")}, ...(n ? { inferenceConfig: { maxTokens: 3 } } : {}) }`)} };`, `call ${nova} dynamic 3 |  | Hi`],
  ['a member set later', `const input: any = { modelId: '${nova}', ${user("'Hi'")} };\ninput.system = [{ text: 'Be brief.' }];\n${send('input')}`, `call ${nova} missing | Be brief. | Hi`],
  ['a default of a schema', `import { z } from 'zod';\nconst env = z.object({ MODEL: z.string().min(1).default('${nova}').describe('m'), LIMIT: z.coerce.number().int().default(7) }).strict().parse(process.env);\n${send(`{ modelId: env.MODEL, ${user("'Hi'")}, inferenceConfig: { maxTokens: env.LIMIT } }`)}`, `call ${nova} dynamic 7 |  | Hi`],
  ['that of a schema of its own, read safely', `import { z } from 'zod';\nconst schema = z.object({ ai: z.object({ model: z.string().default('${nova}') }) });\nconst read = schema.safeParse({ ai: {} });\n${send(`{ modelId: read.data!.ai.model, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['no default where the data has the value', `import { z } from 'zod';\nconst settings = z.object({ model: z.string().default('amazon.nova-pro-v1:0') }).parse({ model: '${nova}' });\n${send(`{ modelId: settings.model, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['an environment that a library reads', `import { createEnv } from '@t3-oss/env-core';\nimport { z } from 'zod';\nexport const env = createEnv({ server: { MODEL: z.string().default('${nova}') }, runtimeEnv: process.env });\n${send(`{ modelId: env.MODEL, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['or another', `import { cleanEnv, str, num } from 'envalid';\nconst env = cleanEnv(process.env, { MODEL: str({ default: '${nova}' }), LIMIT: num({ default: 8 }) });\n${send(`{ modelId: env.MODEL, ${user("'Hi'")}, inferenceConfig: { maxTokens: env.LIMIT } }`)}`, `call ${nova} dynamic 8 |  | Hi`],
  ['text built over lines', `let p = 'One.';\np += ' Two.';\n${send(`{ modelId: '${nova}', ${user('p')} }`)}`, `call ${nova} missing |  | One. Two.`],
  ['joined lines', `const p = ['One.', 'Two.'].join('\\n');\n${send(`{ modelId: '${nova}', ${user('p')} }`)}`, `call ${nova} missing |  | One.\nTwo.`],
  ['a template of constants is static', "const a = 'A';\nconst p = `${a} and ${'B'}`;\n" + send(`{ modelId: '${nova}', ${user('p')} }`), `call ${nova} missing |  | A and B`],
  ['a filled placeholder', `export const f = async (q: string) => { ${send(`{ modelId: '${nova}', ${user("'Answer {q}.'.replace('{q}', q)")} }`)} };`, `wrapper ${nova} missing |  | Answer <q>.`],
  ['a builder function', "const build = (q: string) => `Answer ${q}.`;\n" + send(`{ modelId: '${nova}', ${user("build('me')")} }`), `call ${nova} missing |  | Answer me.`],
  ['messages pushed', `const messages: any[] = [];\nmessages.push({ role: 'user', content: [{ text: 'Hi' }] });\n${send(`{ modelId: '${nova}', messages }`)}`, `call ${nova} missing |  | Hi`],
  ['a destructured option with a default', `export async function f({ model = '${nova}', max = 10 } = {} as any) { ${send(`{ modelId: model, ${user("'Hi'")}, inferenceConfig: { maxTokens: max } }`)} }`, `call ${nova} dynamic 10 |  | Hi`],
  ['a field set in the constructor', `export class S { private model: string; constructor(o: any) { this.model = o.model ?? '${nova}'; }\n async f() { ${send(`{ modelId: this.model, ${user("'Hi'")} }`)} } }`, `call ${nova} missing |  | Hi`],
  ['a field of a base class', `class B { protected model = '${nova}'; }\nexport class S extends B { async f() { ${send(`{ modelId: this.model, ${user("'Hi'")} }`)} } }`, `call ${nova} missing |  | Hi`],
  ['what super was given', `class B { constructor(protected model: string) {} }\nexport class S extends B { constructor() { super('${nova}'); }\n async f() { ${send(`{ modelId: this.model, ${user("'Hi'")} }`)} } }`, `call ${nova} missing |  | Hi`],
  ['the one instance of its module', `class S { constructor(private model: string) {}\n async f() { ${send(`{ modelId: this.model, ${user("'Hi'")} }`)} } }\nexport const s = new S('${nova}');`, `call ${nova} missing |  | Hi`],
  ['a branch that leaves', `export async function f(x: boolean) { let p = 'One.'; if (x) { p = 'Two.'; return; }\n ${send(`{ modelId: '${nova}', ${user('p')} }`)} }`, `call ${nova} missing |  | One.`],
  ['a private helper is part of its caller', `async function ask(text: string, max: number) { ${send(`{ modelId: '${nova}', ${user('text')}, inferenceConfig: { maxTokens: max } }`)} }\nexport const f = () => ask('Hello there.', 4);`, `call ${nova} 4 |  | Hello there.`],
  ['what a private helper asks for, its caller tells', `export class S { async embed(t: string, m = 'amazon.titan-embed-text-v2:0') { return this.run(t, m); }\n private async run(t: string, modelId: string) { return client.send(new InvokeModelCommand({ modelId, body: JSON.stringify({ inputText: t }) })); } }`, 'wrapper amazon.titan-embed-text-v2:0 not-applicable |  | <t>'],
  ['a type of the language says nothing', `export async function f(o: Record<string, any>) { const { model, text } = o; ${send(`{ modelId: model ?? '${nova}', ${user('text')} }`)} }`, `wrapper ${nova} missing |  | <o.text>`],
  // The note stands there only where more than it was taken away.
  ['text that is cut where it is too long', `export async function f(d: string) { let t = d.trim(); if (t.length > 99) { t = t.slice(0, 99) + '… [cut]'; }\n ${send(`{ modelId: '${nova}', ${user('t')} }`)} }`, `wrapper ${nova} missing |  | <d>`],
  ['or in an expression', `export async function f(d: string) { const t = d.length > 99 ? \`\${d.substring(0, 99).trimEnd()}… [cut]\` : d;\n ${send(`{ modelId: '${nova}', ${user('t')} }`)} }`, `wrapper ${nova} missing |  | <d>`],
  ['or by a function', `const short = (d: string) => { if (d.length <= 99) return d; return d.slice(0, 99) + '… [cut]'; };\nexport const f = async (d: string) => { ${send(`{ modelId: '${nova}', ${user('short(d)')} }`)} };`, `wrapper ${nova} missing |  | <d>`],
  ['another beginning is another text', `export async function f(d: string, e: string) { const t = e.length > 99 ? e.slice(0, 99) + '… [cut]' : d;\n ${send(`{ modelId: '${nova}', ${user('t')} }`)} }`, `wrapper ${nova} missing |  | <e>… [cut]`],
];

test.each(typescript)('TypeScript: %s', (_name, code, expected) => {
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([expected]);
});

test('an argument that is left out decides a test that asks for more', () => {
  const ask = `export async function ask(prompt: string, context?: string) {\n  const isOn = process.env.CACHE;\n  let content;\n  if (context && isOn) content = [{ text: context }, { text: prompt }];\n  else content = [{ text: \`Only \${prompt}\` }];\n  ${send(`{ modelId: '${nova}', messages: [{ role: 'user', content }] }`)}\n}`;
  const calls = callsIn({ 'a.ts': `${head}${ask}\nexport const f = () => ask('Hi.');\nexport const g = () => ask('Hi.', 'Look:');` });
  expect(calls.map(call => call.prompts.length)).toEqual([2, 1, 2]);
  expect(inShort(calls[1]!)).toBe(`wrapper-call ${nova} missing |  | Only Hi.`);
});

test('a function that calls itself sends no request by that', () => {
  const code = `export async function ask(system: string) { ${send(`{ modelId: '${nova}', system: [{ text: system }], ${user("'Hi'")} }`)} }\nexport async function step({ system, left }: { system: string; left: number }) { await ask(system); if (left > 0) await step({ system: 'Be brief.', left: left - 1 }); }`;
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([`wrapper ${nova} missing | <system> | Hi`]);
});

test('a function that callers hand over is what its parameter calls', () => {
  const ask = `export async function ask(prompt: string, system: string) { ${send(`{ modelId: '${nova}', system: [{ text: system }], messages: [{ role: 'user', content: [{ text: prompt }] }] }`)} }\n`;
  const asked = `wrapper-call ${nova} missing | Sort the faults. | Fault: <fault>`;
  const sort = "export async function sort(fault: string, deps: Deps) { return deps.ask(`Fault: ${fault}`, 'Sort the faults.'); }\n";
  expect(callsIn({ 'a.ts': `${head}${ask}${sort}export const run = (f: string) => sort(f, { ask });` }).map(inShort).slice(1)).toEqual([asked]);
  expect(callsIn({ 'a.ts': `${head}${ask}${sort}export const run = (f: string) => sort(f, { ask: console.log });` }).map(inShort).slice(1)).toEqual([]);
});

test('a client that a function is handed is known by its models', () => {
  const sender = "import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';\nimport type { Sender } from './sender.js';\n";
  const ask = (model: string): string => `export const ask = (client: Sender, q: string) => client.messages.create({ model: '${model}', max_tokens: 64, messages: [{ role: 'user', content: q }] });`;
  const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
  expect(callsIn({ 'a.ts': `${sender}${ask(haiku)}\nask(new AnthropicBedrock(), 'Hi');` }).map(inShort)).toEqual([`wrapper ${haiku} 64 |  | <q>`, `wrapper-call ${haiku} 64 |  | Hi`]);
  expect(callsIn({ 'a.ts': `import Anthropic from '@anthropic-ai/sdk';\n${ask('claude-haiku-4-5')}\nask(new Anthropic(), 'Hi');` }).map(inShort)).toEqual([]);
});

test('a class that annotates a parameter tells its shape: callers give the values', () => {
  const dto = (fields: string): string => `class Ask { ${fields} }\nexport async function ask(dto: Ask) { ${send('{ modelId: dto.model, messages: [{ role: \'user\', content: [{ text: dto.prompt }] }], inferenceConfig: { maxTokens: dto.maxTokens ?? 512 } }')} }\n`;
  const one = `export const one = () => ask({ model: '${nova}', prompt: 'Hello.', maxTokens: 20 });\nexport const two = () => ask({ model: 'amazon.nova-pro-v1:0', prompt: 'Bye.' });`;
  const asked = [`wrapper-call ${nova} 20 |  | Hello.`, 'wrapper-call amazon.nova-pro-v1:0 512 |  | Bye.'];
  expect(callsIn({ 'a.ts': head + dto('model!: string; prompt!: string; maxTokens?: number;') + one }).map(inShort).slice(1)).toEqual(asked);
  expect(callsIn({ 'a.ts': head + dto("model = 'amazon.nova-micro-v1:0'; prompt = ''; maxTokens?: number;") + one }).map(inShort).slice(1)).toEqual(asked);
  const made = `class Ask { constructor(public prompt: string, public maxTokens = 333) {} }\nexport async function ask(dto: Ask) { ${send(`{ modelId: '${nova}', messages: [{ role: 'user', content: [{ text: dto.prompt }] }], inferenceConfig: { maxTokens: dto.maxTokens } }`)} }\nexport const one = () => ask(new Ask('Hello.', 44));`;
  expect(callsIn({ 'a.ts': head + made }).map(inShort)).toEqual([`wrapper ${nova} dynamic 333 |  | <dto.prompt>`, `wrapper-call ${nova} 44 |  | Hello.`]);
});

test('a class that only extends one of a package is made as that one is', () => {
  const strands = "import { BedrockModel } from '@strands-agents/sdk';\n";
  const body = `class Traced extends BedrockModel { override stream(m: any) { return super.stream(m); } }\nexport const m = new Traced({ modelId: '${nova}', maxTokens: 9 });`;
  expect(callsIn({ 'a.ts': strands + body }).map(inShort)).toEqual([`config ${nova} 9 |  | `]);
});

test('what a constructor hands to the class of a package is read there', () => {
  const strands = 'from strands import Agent\nfrom strands.models import BedrockModel\n';
  const body = `class Support(Agent):\n    def __init__(self, name):\n        super().__init__(model=BedrockModel(model_id="${nova}", max_tokens=9), system_prompt="Be brief.", name=name)\n`;
  expect(callsIn({ 'a.py': strands + body }).map(inShort)).toEqual([`config ${nova} 9 | Be brief. | `, `config ${nova} 9 |  | `]);
});

const chat = 'from langchain_aws import ChatBedrockConverse\n';

test.each([
  ['keywords', 'class Logged(ChatBedrockConverse):\n    def __init__(self, **kwargs):\n        super().__init__(**kwargs)\n        self.log = []\n'],
  ['all arguments', 'class Logged(ChatBedrockConverse):\n    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n'],
  ['them through a class between', 'class Base(ChatBedrockConverse):\n    def __init__(self, **kwargs):\n        super().__init__(**kwargs)\nclass Logged(Base):\n    pass\n'],
  ['them beside a class that only has methods', 'class Log:\n    def log(self):\n        pass\nclass Logged(Log, ChatBedrockConverse):\n    def __init__(self, **kwargs):\n        super().__init__(**kwargs)\n'],
  ['them beside an abstract class', 'from abc import ABC\nclass Logged(ABC, ChatBedrockConverse):\n    pass\n'],
])('a class that hands %s to the class of a package is made as that one is', (_name, code) => {
  expect(callsIn({ 'a.py': `${chat}${code}Logged(model="${nova}", max_tokens=9)\n` }).map(inShort)).toEqual([`config ${nova} 9 |  | `]);
});

test('a class that changes what it hands on is told where it does', () => {
  const code = `${chat}class Logged(ChatBedrockConverse):\n    def __init__(self, **kwargs):\n        kwargs["max_tokens"] = 9\n        super().__init__(**kwargs)\nLogged(model="${nova}")\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual(['config ? dynamic |  | ']);
});

test('a method of a package knows what a class of its own was made with', () => {
  const code = `${chat}class Logged(ChatBedrockConverse):\n    def __init__(self, **kwargs):\n        super().__init__(**kwargs)\nllm = Logged(model="${nova}", max_tokens=9)\ndef ask(question):\n    return llm.invoke(question)\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`config ${nova} 9 |  | `, `wrapper ${nova} 9 |  | <question>`]);
});

test('fields of a class of its own are defaults of what it extends', () => {
  const code = `from langchain_aws import ChatBedrockConverse\nclass Short(ChatBedrockConverse):\n    max_tokens: int = 9\nShort(model="${nova}")\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`config ${nova} 9 |  | `]);
});

const runtime = 'import boto3\nclient = boto3.client("bedrock-runtime")\n';
const converse = (model: string, text: string): string => `client.converse(modelId=${model}, messages=[{"role": "user", "content": [{"text": ${text}}]}])`;

test.each([
  ['the first', '[:1]', ['Name three colours.']],
  ['all but the first', '[1:]', ['Name two rivers.']],
  ['the last', '[-1:]', ['Name two rivers.']],
  ['as many as a parameter says', '[:n]', ['Name three colours.']],
])('a part of a list is a list: %s', (_name, part, expected) => {
  const code = `${runtime}def ask(prompt):\n    return ${converse(`"${nova}"`, 'prompt')}\ndef run(n):\n    prompts = ["Name three colours.", "Name two rivers."]\n    return [ask(prompt) for prompt in prompts${part}]\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`wrapper ${nova} missing |  | <prompt>`, ...expected.map(text => `wrapper-call ${nova} missing |  | ${text}`)]);
});

test('models of another provider are not what Bedrock is asked for', () => {
  const of = (model: string) => callsIn({ 'a.py': `${runtime}def ask(model=None, text="Hi"):\n    ${converse(model, '"Hi there."')}\n` })[0]!.model;
  expect([of('model or "gpt-4o"'), of(`"gpt-4" if model else "${nova}"`), of('"gemini-2.0-flash"')].map(({ state, ids, reason }) => [state, ids, reason])).toEqual([
    ['unknown', [], 'parameter `model`'],
    ['known', [nova], undefined],
    ['unknown', [], '`gemini-2.0-flash` is not of Bedrock'],
  ]);
  expect(of('"openai.gpt-oss-20b-1:0"').ids).toEqual(['openai.gpt-oss-20b-1:0']);
});

test('variables for a prompt that only may be sent leave the limit what it is', () => {
  const code = `${runtime}def ask(variables=None):\n    request = {"modelId": "${nova}", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}\n    if variables:\n        request["promptVariables"] = variables\n    request["inferenceConfig"] = {"maxTokens": 60}\n    client.converse(**request)\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} 60 |  | Hi`]);
});

test('a cycle ends and leaves the rest known', () => {
  const code = `const a: any = () => b();\nconst b: any = () => a();\n${send(`{ modelId: '${nova}', system: [{ text: a() }], ${user("'Hi'")} }`)}`;
  expect(callsIn({ 'a.ts': head + code }).map(call => call.model.ids)).toEqual([[nova]]);
});

test('an imported constant names the import in `via`', () => {
  const files = {
    'a.ts': `import { MODEL } from './config';\n${head}${send(`{ modelId: MODEL, ${user("'Hi'")} }`)}`,
    'config.ts': `export const MODEL = '${nova}';\n`,
  };
  const [call] = callsIn(files);
  expect(call!.model.ids).toEqual([nova]);
  expect(call!.model.via).toEqual(['import a.ts:1']);
});

test('text that JSON writes in another way is not taken for the text of the file', () => {
  const source = `${head}${send(`{ modelId: '${nova}', messages: [{ role: 'user', content: JSON.stringify({ a: 'plain \u0001\b\uD83D' }) }] }`)}`.replace('\\u0001\\b', '\u0001\b');
  const [call] = callsIn({ 'a.ts': source });
  for (const piece of call!.prompts.flatMap(prompt => prompt.text.pieces)) if ('exact' in piece && piece.exact) expect(source.slice(...piece.range)).toBe(piece.value);
});

test('prompts in files are read: text, JSON, YAML', () => {
  const files = {
    'a.ts': `import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nimport data from './p.json';\nimport yaml from 'js-yaml';\n${head}const y: any = yaml.load(readFileSync(join(__dirname, 'p.yaml'), 'utf8'));\n${send(`{ modelId: data.model, system: [{ text: readFileSync(join(__dirname, 'p.txt'), 'utf8') }], ${user('y.ask')} }`)}`,
    'p.txt': 'Be brief.',
    'p.json': `{ "model": "${nova}" }`,
    'p.yaml': 'ask: Who are you?\n',
  };
  expect(callsIn(files).map(inShort)).toEqual([`call ${nova} missing | Be brief. | Who are you?`]);
});

const ask = `${head}export async function ask(prompt: string, max = 100) { ${send(`{ modelId: '${nova}', ${user('prompt')}, inferenceConfig: { maxTokens: max } }`)} }\n`;

test('each caller of an exported wrapper is a call', () => {
  const files = { 'use.ts': `import { ask } from './ask';\nexport const a = () => ask('First question?', 5);\nexport const b = () => ask('Second question?');\nexport const c = (p: string) => ask(p);\n`, 'ask.ts': ask };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} 5 |  | First question?`, `wrapper-call ${nova} 100 |  | Second question?`]);
  expect(callsIn(files, 'ask.ts').map(inShort)).toEqual([`wrapper ${nova} dynamic 100 |  | <prompt>`]);
});

test('a wrapper that a list is mapped over is called with its items', () => {
  const files = { 'use.ts': `import { ask } from './ask';\nexport const two = () => Promise.all(['Say yes.', 'Say no.'].map(ask));\nexport const open = (prompts: string[]) => Promise.all(prompts.map(ask));\n`, 'ask.ts': ask };
  const calls = callsIn(files);
  expect(calls.map(call => [call.role, call.limit.value, call.context])).toEqual([['wrapper-call', 100, { loop: 'items', over: "['Say yes.', 'Say no.']", items: 2 }]]);
});

test('a wrapper around a wrapper', () => {
  const files = {
    'use.ts': `import { json } from './json';\nexport const a = () => json('Name three colours.');\n`,
    'json.ts': `import { ask } from './ask';\nexport const json = (p: string) => ask(p + ' Answer in JSON.', 50);\n`,
    'ask.ts': ask,
  };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} 50 |  | Name three colours. Answer in JSON.`]);
});

test('a wrapper that spreads its options hands them on', () => {
  const files = {
    'use.ts': `import { json } from './json';\nexport const a = () => json({ prompt: 'Name three colours.', max: 50 });\n`,
    'json.ts': `import { ask } from './ask';\nexport const json = async (o: { prompt: string; max?: number }) => JSON.parse(await ask({ ...o, asJson: true }));\n`,
    'ask.ts': `${head}export async function ask(o: { prompt: string; max?: number; asJson?: boolean }) { ${send(`{ modelId: '${nova}', ${user('o.prompt')}, inferenceConfig: { maxTokens: o.max ?? 100 } }`)} }\n`,
  };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} 50 |  | Name three colours.`]);
});

test('a caller of a wrapper in a helper with one caller is seen with what that one hands it', () => {
  const files = {
    'route.ts': `import { ask } from './ask';\nexport const POST = async () => stream('Name three colours.');\nasync function stream(question: string) { return ask(question, 50); }\n`,
    'ask.ts': ask,
  };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} 50 |  | Name three colours.`]);
});

test('of several long texts in a prompt the longest is counted; words in it stay holes', () => {
  const long = 'You write profiles of customers: how often they buy, for how much, and whether price or brand decides.';
  const code = `export async function f(kind: string) {\n  let role = '';\n  switch (kind) { case 'a': role = '${long}'; break; case 'b': role = '${long} Be brief.'; break; }\n  const tone = kind === 'c' ? 'kind' : 'cold';\n  ${send(`{ modelId: '${nova}', ${user('`${role} Be ${tone}.`')} }`)} }`;
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([`call ${nova} missing |  | ${long} Be brief. Be <tone>.`]);
});

test('a limit behind a prompt that takes all patience is read', () => {
  const table = `[${'{ a: 1, b: 2 }, '.repeat(5000)}]`;
  expect(callsIn({ 'a.ts': `${head}${send(`{ modelId: '${nova}', ${user(`JSON.stringify(${table})`)}, inferenceConfig: { maxTokens: 9 } }`)}` }).map(call => [call.model.ids, call.limit.value])).toEqual([[[nova], 9]]);
});

test('a wrapper is known as one behind the call of another that takes all patience', () => {
  const files = {
    'use.ts': `import { ask, askOfAll } from './ask';\nexport async function both() {\n  await askOfAll('Name the longest.');\n  await ask('Name three colours.');\n}\n`,
    'ask.ts': `${head}export async function askOfAll(question: string) { ${send(`{ modelId: '${nova}', ${user('question')}, system: [{ text: JSON.stringify([${'{ question, a: 1 }, '.repeat(5000)}]) }] }`)} }\nexport async function ask(question: string) { ${send(`{ modelId: '${nova}', ${user('question')} }`)} }\n`,
  };
  expect(callsIn(files).map(({ role }) => role)).toEqual(['wrapper-call', 'wrapper-call']);
});

test('a wrapper is known as one behind the call of another, with other words, that takes all patience', () => {
  const files = {
    'use.ts': `import { first } from './steps';\nexport const both = () => first('Name three colours.');\n`,
    'steps.ts': `${head}export const second = (question: string) => ${send(`{ modelId: '${nova}', ${user('question')}, system: [{ text: JSON.stringify([${'{ question, a: 1 }, '.repeat(5000)}]) }] }`)};\nexport const third = (question: string) => ${send(`{ modelId: '${nova}', ${user('question')} }`)};\nexport const first = (question: string) => [second('Say hello.'), third(question)];\n`,
  };
  expect(callsIn(files).map(({ role }) => role)).toEqual(['wrapper-call']);
});

test('a caller of a wrapper that was handed its model takes the one that its own callers name', () => {
  const files = {
    'use.ts': `import { ask } from './ask';\nexport const read = async (model: string, page: string) => ask(model, \`Read this page of a table and give each row as one line of JSON with the names of the columns as keys: \${page}\`);\nexport const all = (cfg = { model: '${nova}' }) => read(cfg.model, 'x');\n`,
    'ask.ts': `${head}export async function ask(model: string, prompt: string) { ${send(`{ modelId: model, ${user('prompt')} }`)} }\n`,
  };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} missing |  | Read this page of a table and give each row as one line of JSON with the names of the columns as keys: <page>`]);
});

test('a method that a pool calls is found where its client may be missing', () => {
  const code = `import boto3\ndef ask(text, client=None):\n    client = client or boto3.client("bedrock-runtime")\n    pool.submit(client.converse, modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} missing |  | Hi`]);
});

test('what an argument decides happens, or does not', () => {
  const files = {
    'use.ts': `import { ask } from './ask';\nexport const a = () => ask('Name three colours.');\nexport const b = () => ask('Name three colours.', 'The sea');\n`,
    'ask.ts': `${head}export async function ask(question: string, context?: string) {\n  const messages: any[] = [];\n  let system = 'Be brief.';\n  if (context) { messages.push({ role: 'user', content: [{ text: \`About \${context}.\` }] }); system = 'Be long.'; }\n  messages.push({ role: 'user', content: [{ text: question }] });\n  ${send(`{ modelId: '${nova}', system: [{ text: system }], messages }`)}\n}\n`,
  };
  expect(callsIn(files).map(inShort)).toEqual([`wrapper-call ${nova} missing | Be brief. | Name three colours.`, `wrapper-call ${nova} missing | Be long. | About The sea. + Name three colours.`]);
});

const python: readonly (readonly [name: string, code: string, expected: string])[] = [
  ['keywords', `client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": 9})`, `call ${nova} 9 |  | Hi`],
  ['a dictionary unpacked', `params = dict(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}])\nparams["inferenceConfig"] = {"maxTokens": 4}\nclient.converse(**params)`, `call ${nova} 4 |  | Hi`],
  ['os.getenv with a default', `import os\nclient.converse(modelId=os.getenv("M", "${nova}"), messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['a number of the environment', `import os\nLIMIT = int(os.environ.get("LIMIT", "8192"))\nclient.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": LIMIT})`, `call ${nova} dynamic 8192 |  | Hi`],
  ['format', `T = "Answer {q} now."\ndef f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": T.format(q=q)}]}])`, `wrapper ${nova} missing |  | Answer <q> now.`],
  ['percent', `def f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Answer %s now." % q}]}])`, `wrapper ${nova} missing |  | Answer <q> now.`],
  ['an f-string', `def f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": f"Answer {q.text} now."}]}])`, `wrapper ${nova} missing |  | Answer <q.text> now.`],
  ['a dataclass field', `from dataclasses import dataclass, field\n@dataclass\nclass C:\n    model: str = field(default_factory=lambda: "${nova}")\ndef f(c: C):\n    client.converse(modelId=c.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['an enum member', `from enum import Enum\nclass M(Enum):\n    LITE = "${nova}"\nclient.converse(modelId=M.LITE.value, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['an attribute set in __init__', `class S:\n    def __init__(self, model="${nova}"):\n        self.model = model\n    def f(self):\n        client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['a JSON body', `import json\nbody = json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 12, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]})\nclient.invoke_model(modelId="anthropic.claude-haiku-4-5-20251001-v1:0", body=body)`, 'call anthropic.claude-haiku-4-5-20251001-v1:0 12 | Be brief. | Hi'],
];

test.each([
  ['a parameter with a default', 'def ask(name="small"):\n    client.converse(modelId=MODELS[name],', nova],
  ['one that is asked of it', 'def ask(name="small"):\n    client.converse(modelId=MODELS.get(name, "amazon.nova-pro-v1:0"),', nova],
  ['a member of what is found', 'ALL = {"large": {"id": "amazon.nova-pro-v1:0"}, "small": {"id": "amazon.nova-lite-v1:0"}}\ndef ask(name="small"):\n    client.converse(modelId=ALL[name]["id"],', nova],
  ['a variable of the environment with a default', 'import os\nclient.converse(modelId=MODELS[os.getenv("MODEL", "small")],', nova],
  ['a parameter without', 'def ask(name):\n    client.converse(modelId=MODELS[name],', `amazon.nova-pro-v1:0|${nova}`],
  ['a default that is none of its keys', 'def ask(name="tiny"):\n    client.converse(modelId=MODELS[name],', `amazon.nova-pro-v1:0|${nova}`],
  ['either of two keys', 'def ask(quick):\n    client.converse(modelId=MODELS["small" if quick else "large"],', `${nova}|amazon.nova-pro-v1:0`],
])('a registry asked by %s', (_name, code, expected) => {
  const [call] = callsIn({ 'a.py': `${runtime}MODELS = {"large": "amazon.nova-pro-v1:0", "small": "${nova}"}\n${code} messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n` });
  expect(inShort(call!)).toBe(`call ${expected} missing |  | Hi`);
});

test('what one turn of a loop sets is there in the next', () => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n    error = None\n    for attempt in range(3):\n        messages = [{"role": "user", "content": [{"text": question}]}]\n        if error:\n            messages.append({"role": "user", "content": [{"text": f"That was invalid: {error}. Try again."}]})\n        answer = client.converse(modelId="${nova}", messages=messages)\n        error = check(answer)\n`;
  const holes = callsIn({ 'a.py': code })[0]!.prompts.flatMap(({ text }) => text.pieces.flatMap(piece => ('hole' in piece ? [`${piece.hole}: ${piece.value?.kind}`] : [])));
  expect(holes).toContain('error: choice');
});

test.each(python)('Python: %s', (_name, code, expected) => {
  expect(callsIn({ 'a.py': `import boto3\nclient = boto3.client("bedrock-runtime")\n${code}\n` }).map(inShort)).toEqual([expected]);
});

test.each([
  'template.format(**row)',
  'template.format(notes=row["notes"])',
  'template.strip().format_map(row)',
])('a function that fills a template that it is handed is a wrapper: %s', fill => {
  const code = `${runtime}def ask(row, template):\n    text = ${fill}\n    return ${converse(`"${nova}"`, 'text')}\ndef run(row):\n    return ask(row, "Sort these notes: {notes}.")\n`;
  const [wrapper, caller] = callsIn({ 'a.py': code });
  expect(wrapper!.role).toBe('wrapper');
  expect(caller!.prompts[0]!.text.pieces.map(piece => ('exact' in piece ? piece.value : '…'))).toEqual(['Sort these notes: ', '…', '.']);
});

test('and so is a method that does so for each row', () => {
  const code = `${runtime}class Caller:\n    def rows(self, rows, template):\n        return [self._ask(template.format(**row)) for row in rows]\n    def _ask(self, text):\n        return ${converse(`"${nova}"`, 'text')}\n`;
  const use = 'from a import Caller\nCaller().rows([{"notes": "one"}, {"notes": "two"}], "Sort these notes: {notes}.")\n';
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ role, prompts }) => [role, prompts.length])).toEqual([['wrapper-call', 1]]);
});

test('a caller of a function that embeds a question and asks it has the model that is asked', () => {
  const rag = `import json\n${runtime}def embed(model_id, text):\n    return client.invoke_model(modelId=model_id, body=json.dumps({"inputText": text}))\nclass Rag:\n    def answer(self, model_id, question, embed_model_id):\n        found = search(embed(embed_model_id, question))\n        return self._ask(model_id, question, found)\n    def _ask(self, model_id, question, found):\n        return ${converse('model_id', 'f"{found} {question}"')}\n`;
  const use = `from rag import Rag\nRag().answer(model_id="${nova}", question="What is a cache?", embed_model_id="amazon.titan-embed-text-v2:0")\n`;
  expect(callsIn({ 'use.py': use, 'rag.py': rag }).map(({ role, operation, model }) => [role, operation, model.ids])).toEqual([['wrapper-call', 'converse', [nova]]]);
});

test.each([
  ['an id', 'modelId=event.get("model", "amazon.nova-lite-v1:0"), messages=HI', `call ${nova} missing |  | Hi`],
  ['a limit', `modelId="${nova}", messages=HI, inferenceConfig={"maxTokens": event.get("limit", 9)}`, `call ${nova} dynamic 9 |  | Hi`],
  ['no words', `modelId="${nova}", messages=[{"role": "user", "content": [{"text": event.get("text", "Say hello.")}]}]`, `call ${nova} missing |  | <event.get("text", "Say hello.")>`],
])('what is asked of an event has its default: %s', (_name, request, expected) => {
  const code = `${runtime}HI = [{"role": "user", "content": [{"text": "Hi"}]}]\ndef handler(event, context):\n    client.converse(${request})\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([expected]);
});

test('the model of an event reaches what is built with it', () => {
  const code = `${runtime}def ask(prompt, model="amazon.nova-pro-v1:0"):\n    return ${converse('model', 'prompt')}\nclass Worker:\n    def __init__(self, model):\n        self.model = model\n    def run(self, text):\n        return ask(prompt=f"Sort the devices of this report by what went wrong with them, and name for each of them the one cause that is the likeliest: {text}", model=self.model)\ndef handler(event, context):\n    model = event.get("model", "${nova}")\n    return Worker(model=model).run(event["text"])\n`;
  expect(callsIn({ 'a.py': code }).map(({ role, model }) => [role, model.ids])).toEqual([['wrapper', ['amazon.nova-pro-v1:0']], ['wrapper-call', [nova]]]);
});

test('a method that a pool runs has the model that its object is made with', () => {
  const code = `${runtime}class Worker:\n    def __init__(self, model):\n        self.model = model\n    def run(self, texts):\n        return [pool.submit(self._one, text) for text in texts]\n    def _one(self, text):\n        return ${converse('self.model', 'f"Sort this: {text}"')}\ndef handler(event, context):\n    worker = Worker(event.get("model", "${nova}"))\n    worker.run(event["texts"])\n`;
  expect(callsIn({ 'a.py': code }).map(({ model }) => model.ids)).toEqual([[nova]]);
});

test.each([
  [`'{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}'`, 'call ID 9 | Be brief. | Hi'],
  [`f'{{"anthropic_version": "bedrock-2023-05-31", "max_tokens": {limit}, "messages": [{{"role": "user", "content": "Sort {text}"}}]}}'`, 'wrapper ID dynamic 9 |  | Sort <text>'],
  [`f'{{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": {json.dumps([{"role": "user", "content": "Sort " + text}])}}}'`, 'wrapper ID 9 |  | Sort <text>'],
])('a body written as a text: %s', (body, expected) => {
  const id = 'anthropic.claude-haiku-4-5-20251001-v1:0';
  const [call] = callsIn({ 'a.py': `import json\n${runtime}def ask(text, limit=9):\n    client.invoke_model(modelId="${id}", body=${body})\n` });
  expect([inShort(call!).replace(id, 'ID'), call!.caching.state]).toEqual([expected, 'none']);
});

test('a caller that names the limit that is the default of a wrapper is a call of its own', () => {
  const code = `${runtime}def ask(prompt, limit=100):\n    return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\n`;
  const use = 'from a import ask\ndef same(text):\n    return ask(text, limit=100)\ndef other(text):\n    return ask(text, 50)\ndef none(text):\n    return ask(text)\n';
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ within, limit }) => [within, limit.value])).toEqual([['same', 100], ['other', 50]]);
});

test('a caller of a function that defines an agent is told with what it says to it', () => {
  const code = `import boto3\nclass Agents:\n    def __init__(self):\n        self.client = boto3.client("bedrock-agent")\n    def create(self, name, instruction, model):\n        return self.client.create_agent(agentName=name, instruction=instruction, foundationModel=model)\n`;
  const use = `from a import Agents\nagents = Agents()\nagents.create("review", "You review returns. Name each field that is empty.", "${nova}")\n`;
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ operation, ...call }) => [operation, inShort(call as never)])).toEqual([['prompt', `wrapper-call ${nova} not-applicable | You review returns. Name each field that is empty. | `]]);
});

test.each([
  ['def ask(name="nova-lite"):', 'f"amazon.{name}-v1:0"', nova],
  ['def ask(size="lite", geo="eu"):', 'f"{geo}.amazon.nova-{size}-v1:0"', 'eu.amazon.nova-lite-v1:0'],
  ['def ask(name):', 'f"amazon.{name}-v1:0"', '?'],
  ['def ask(name="lite"):', 'f"{name}-v1"', '?'],
])('an id of which a part has a default: %s %s', (def, id, expected) => {
  expect(inShort(callsIn({ 'a.py': `${runtime}${def}\n    ${converse(id, '"Hi"')}\n` })[0]!)).toBe(`call ${expected} missing |  | Hi`);
});

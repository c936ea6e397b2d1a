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
  ['nor missing', `const SMALL = process.env.SMALL ?? '${nova}';\nasync function ask(model?: string) { ${send(`{ modelId: model ?? process.env.LARGE ?? 'amazon.nova-pro-v1:0', ${user("'Hi'")} }`)} }\nexport const f = () => ask(SMALL);`, `call ${nova} missing |  | Hi`],
  ['what stands in for a question is none', `export async function f(question: string) { ${send(`{ modelId: '${nova}', ${user("question.trim() || 'What can you do?'")} }`)} }`, `wrapper ${nova} missing |  | <question>`],
  ['a registry with a known key', `const M = { small: { id: '${nova}' }, large: { id: 'amazon.nova-pro-v1:0' } } as const;\n${send(`{ modelId: M.small.id, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['a registry with an unknown key', `const M = { small: { id: '${nova}' }, large: { id: 'amazon.nova-pro-v1:0' } };\nexport const f = async (k: 'small') => { ${send(`{ modelId: M[k].id, ${user("'Hi'")} }`)} };`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`],
  ['a counter picks any of a list', `const M = [{ id: '${nova}' }, { id: 'amazon.nova-pro-v1:0' }];\nfor (let i = 0; i < M.length; i++) { const m = M[i]; ${send(`{ modelId: m.id, ${user("'Hi'")} }`)} }`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`],
  ['an enum', `enum M { Lite = '${nova}' }\n${send(`{ modelId: M.Lite, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['an unknown geography before the id', `export const f = async (geo: string) => { ${send(`{ modelId: \`\${geo}.amazon.nova-lite-v1:0\`, ${user("'Hi'")} }`)} };`, `call ${nova} missing |  | Hi`],
  ['a variable that is named for the line of a later generation', `${send(`{ modelId: process.env.NOVA_LITE_MODEL_ID ?? 'amazon.nova-2-lite-v1:0', ${user("'Hi'")} }`)}`, `call amazon.nova-2-lite-v1:0 missing |  | Hi`],
  ['getters of an object', `const env = { get model() { return process.env.MODEL ?? '${nova}'; }, get limit() { return this.many * 2; }, many: 4 };\n${send(`{ modelId: env.model, ${user("'Hi'")}, inferenceConfig: { maxTokens: env.limit } }`)}`, `call ${nova} 8 |  | Hi`],
  ['an ARN around the id', `export const f = async (r: string) => { ${send(`{ modelId: \`arn:aws:bedrock:\${r}::foundation-model/${nova}\`, ${user("'Hi'")} }`)} };`, `call ${nova} missing |  | Hi`],
  ['a spread and what is laid over it', `const base = { modelId: '${nova}', inferenceConfig: { maxTokens: 5 } };\n${send(`{ ...base, inferenceConfig: { ...base.inferenceConfig, maxTokens: 7 }, ${user("'Hi'")} }`)}`, `call ${nova} 7 |  | Hi`],
  ['a spread under a condition', `export const f = async (n?: number) => { ${send(`{ modelId: '${nova}', ${user("'Hi'")}, ...(n ? { inferenceConfig: { maxTokens: 3 } } : {}) }`)} };`, `call ${nova} dynamic 3 |  | Hi`],
  ['a member set later', `const input: any = { modelId: '${nova}', ${user("'Hi'")} };\ninput.system = [{ text: 'Be brief.' }];\n${send('input')}`, `call ${nova} missing | Be brief. | Hi`],
  ['a default of a schema', `import { z } from 'zod';\nconst env = z.object({ MODEL: z.string().min(1).default('${nova}').describe('m'), LIMIT: z.coerce.number().int().default(7) }).strict().parse(process.env);\n${send(`{ modelId: env.MODEL, ${user("'Hi'")}, inferenceConfig: { maxTokens: env.LIMIT } }`)}`, `call ${nova} dynamic 7 |  | Hi`],
  ['that of a schema of its own, read safely', `import { z } from 'zod';\nconst schema = z.object({ ai: z.object({ model: z.string().default('${nova}') }) });\nconst read = schema.safeParse({ ai: {} });\n${send(`{ modelId: read.data!.ai.model, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['no default where the data has the value', `import { z } from 'zod';\nconst settings = z.object({ model: z.string().default('amazon.nova-pro-v1:0') }).parse({ model: '${nova}' });\n${send(`{ modelId: settings.model, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['an environment that a library reads', `import { createEnv } from '@t3-oss/env-core';\nimport { z } from 'zod';\nexport const env = createEnv({ server: { MODEL: z.string().default('${nova}') }, runtimeEnv: process.env });\n${send(`{ modelId: env.MODEL, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['or another', `import { cleanEnv, str, num } from 'envalid';\nconst env = cleanEnv(process.env, { MODEL: str({ default: '${nova}' }), LIMIT: num({ default: 8 }) });\n${send(`{ modelId: env.MODEL, ${user("'Hi'")}, inferenceConfig: { maxTokens: env.LIMIT } }`)}`, `call ${nova} dynamic 8 |  | Hi`],
  ['a registry made of pairs', `const M = [{ key: 'large', id: 'amazon.nova-pro-v1:0' }, { key: 'small', id: '${nova}' }] as const;\nconst byKey = Object.fromEntries(M.map(m => [m.key, m.id]));\n${send(`{ modelId: byKey['small'], ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ['a map of pairs', `const M = new Map([['large', { id: 'amazon.nova-pro-v1:0' }], ['small', { id: '${nova}' }]]);\n${send(`{ modelId: M.get('small')!.id, ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
  ...['M', 'new Set(M)', '[...new Set([process.env.MODEL, ...M])].filter(Boolean)', 'M.values()'].map(list => [`each of a list once: ${list}`, `const M = ['${nova}', 'amazon.nova-pro-v1:0'];\nfor (const model of ${list}) { ${send(`{ modelId: model, ${user("'Hi'")} }`)} }`, `call ${nova}|amazon.nova-pro-v1:0 missing |  | Hi`] as const),
  ...["['${nova}']", "new Map([['large', '${nova}']])"].map(list => [`each with its number or key: ${list}`, `const M = ${list.replace('${nova}', nova)};\nfor (const [, model] of M.entries()) { ${send(`{ modelId: model, ${user("'Hi'")} }`)} }`, `call ${nova} missing |  | Hi`] as const),
  ['entries that are left out where they are undefined', `const given = { maxTokens: 7, temperature: undefined };\n${send(`{ modelId: '${nova}', ${user("'Hi'")}, inferenceConfig: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }`)}`, `call ${nova} 7 |  | Hi`],
  ['a setting of a service, with a default', `import { ConfigService } from '@nestjs/config';\nexport class S { constructor(private readonly config: ConfigService) {}\n async f() { ${send(`{ modelId: this.config.get<string>('MODEL', '${nova}'), ${user("'Hi'")}, inferenceConfig: { maxTokens: this.config.get<number>('LIMIT') ?? 66 } }`)} } }`, `call ${nova} dynamic 66 |  | Hi`],
  ['what a package gives may be nothing', `import { settings, Settings } from 'settings';\nconst given = new Settings() ?? 'amazon.nova-pro-v1:0';\n${send(`{ modelId: settings.model ?? '${nova}', ${user("'Hi'")}, inferenceConfig: { maxTokens: settings.load().limit ?? 7 } }`)}`, `call ${nova} dynamic 7 |  | Hi`],
  ['text built over lines', `let p = 'One.';\np += ' Two.';\n${send(`{ modelId: '${nova}', ${user('p')} }`)}`, `call ${nova} missing |  | One. Two.`],
  ['joined lines', `const p = ['One.', 'Two.'].join('\\n');\n${send(`{ modelId: '${nova}', ${user('p')} }`)}`, `call ${nova} missing |  | One.\nTwo.`],
  ['a template of constants is static', "const a = 'A';\nconst p = `${a} and ${'B'}`;\n" + send(`{ modelId: '${nova}', ${user('p')} }`), `call ${nova} missing |  | A and B`],
  ['a filled placeholder', `export const f = async (q: string) => { ${send(`{ modelId: '${nova}', ${user("'Answer {q}.'.replace('{q}', q)")} }`)} };`, `wrapper ${nova} missing |  | Answer <q>.`],
  ['a builder function', "const build = (q: string) => `Answer ${q}.`;\n" + send(`{ modelId: '${nova}', ${user("build('me')")} }`), `call ${nova} missing |  | Answer me.`],
  ['messages pushed', `const messages: any[] = [];\nmessages.push({ role: 'user', content: [{ text: 'Hi' }] });\n${send(`{ modelId: '${nova}', messages }`)}`, `call ${nova} missing |  | Hi`],
  ...['Math.min(900, n * 3)', 'n * 3 + 100', 'Math.round(n)', 'parseInt(text, 10)'].map(limit => [`a computed number needs no default: ${limit}`, `export async function f(n: number, text: string) { const limit = ${limit}; ${send(`{ modelId: '${nova}', ${user("'Hi'")}, inferenceConfig: { maxTokens: limit ?? 600 } }`)} }`, `call ${nova} dynamic |  | Hi`] as const),
  ['of questions that are open, one may hold for another', `const pick = (kind: string) => { const isLarge = kind.startsWith('l') || kind.startsWith('x'); if (isLarge) return 'amazon.nova-pro-v1:0'; return '${nova}'; };\nexport const f = async (kind: string) => { ${send(`{ modelId: pick(kind), ${user("'Hi'")} }`)} };`, `call amazon.nova-pro-v1:0|${nova} missing |  | Hi`],
  ['what an `else if` returns', `function pick(kind: string) { if (kind === 'large') { return 'amazon.nova-pro-v1:0'; } else if (kind === 'small') { return '${nova}'; } else { return 'amazon.nova-micro-v1:0'; } }\n${send(`{ modelId: pick('small'), ${user("'Hi'")} }`)}`, `call ${nova} missing |  | Hi`],
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

test('so does a part of it that a constant takes', () => {
  const build = "function build(context: { name: string; before?: string }) {\n  const { name, before } = context;\n  const seen = before;\n  const parts = [`Talk to ${name}.`];\n  if (seen) parts.push(`Before: ${seen}`);\n  return parts.join(' ');\n}";
  const asking = (context: string): string => send(`{ modelId: '${nova}', ${user(`build(${context})`)} }`);
  const calls = callsIn({ 'a.ts': `${head}${build}\n${asking("{ name: 'Ann' }")}\n${asking("{ name: 'Bob', before: 'You met.' }")}\nexport const f = async (more: any) => { ${asking("{ name: 'Cid', ...more }")} };` });
  expect(calls.map(inShort)).toEqual([`call ${nova} missing |  | Talk to Ann.`, `call ${nova} missing |  | Talk to Bob. Before: You met.`, expect.stringMatching(/Talk to (?:Cid|<[^>]+>)\. Before: </)]);
});

test('options that a caller leaves out say nothing, and what stands in for them is sent', () => {
  const ask = `export async function ask(prompt: string, options?: { limit?: number; nested?: { limit?: number } }) {\n  ${send(`{ modelId: '${nova}', ${user('prompt')}, inferenceConfig: { maxTokens: LIMIT } }`)}\n}\n`;
  const limits = (limit: string): string[] => callsIn({ 'a.ts': `${head}${ask.replace('LIMIT', limit)}export const f = () => ask('Hi.');\nexport const g = () => ask('Hi.', { limit: 7, nested: { limit: 8 } });` }).map(inShort).slice(1);
  const expected = (f: string, g: string): string[] => [f, g].map(limit => `wrapper-call ${nova} ${limit} |  | Hi.`);
  expect(limits('options?.limit ?? 300')).toEqual(expected('300', '7'));
  expect(limits('options?.nested?.limit || 300')).toEqual(expected('300', '8'));
  expect(limits('options?.nested!.limit ?? 300')).toEqual(expected('300', '8'));
  expect(limits('options?.limit')).toEqual(expected('missing', '7'));
});

test('a symbol that stands for no argument is told from arguments', () => {
  const ask = (unset: string): string => `${unset}export async function ask(prompt: string, limit: unknown = UNSET) {\n  ${send(`{ modelId: '${nova}', ${user('prompt')}, inferenceConfig: { maxTokens: limit === UNSET ? 300 : limit } }`)}\n}\n`;
  const limits = (unset: string): string[] => callsIn({ 'a.ts': `${head}${ask(unset)}export const f = (o: { n: number }) => ask('Hi.');\nexport const g = () => ask('Hi.', 7);\nexport const h = (given: number) => ask('Hi.', given);` }).map(inShort).slice(1);
  const expected = ['300', '7', 'dynamic 300'].map(limit => `wrapper-call ${nova} ${limit} |  | Hi.`);
  expect(limits("const UNSET = Symbol('unset');\n")).toEqual(expected);
  // Nobody knows what a package calls so.
  expect(limits("import { UNSET } from 'unset';\n")).toEqual(['dynamic 300', 'dynamic', 'dynamic 300'].map(limit => `wrapper-call ${nova} ${limit} |  | Hi.`));
});

test('what has a member is there: the empty beginning of a variable is none of its values', () => {
  const code = `let settings: { limit: number } | null = null;\nfunction read() { if (!settings) settings = { limit: 40 }; return settings; }\n${send(`{ modelId: '${nova}', ${user("'Hi'")}, inferenceConfig: { maxTokens: read().limit } }`)}`;
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([`call ${nova} 40 |  | Hi`]);
  expect(callsIn({ 'a.ts': `${head}const none = null;\n${send(`{ modelId: '${nova}', ${user("'Hi'")}, inferenceConfig: { maxTokens: none.limit } }`)}` }).map(inShort)).toEqual([`call ${nova} dynamic |  | Hi`]);
});

test('methods of an object literal call and read what stands beside them', () => {
  const object = (more: string): string => `${head}export const service = {\n  model: '${nova}', limits: { short: 20 }, later: null as number | null, list: [] as string[],\n  defaults() { return { maxTokens: 30 }; },\n  async ask(text: string, maxTokens = this.limits.short) { ${send(`{ modelId: this.model, ${user('text')}, inferenceConfig: { maxTokens } }`)} },\n  ${more}\n};\n`;
  const calls = (more: string): string[] => callsIn({ 'a.ts': object(more) }).map(inShort).slice(1);
  expect(callsIn({ 'a.ts': object('') }).map(inShort)).toEqual([`wrapper ${nova} dynamic 20 |  | <text>`]);
  expect(calls('async sum(t: string) { return this.ask(`Sum up ${t}`); },')).toEqual([`wrapper-call ${nova} 20 |  | Sum up <t>`]);
  expect(calls('async sum(ts: string[]) { return ts.map(t => this.ask(`Sum up ${t}`, this.defaults().maxTokens)); },')).toEqual([`wrapper-call ${nova} 30 |  | Sum up <t>`]);
  // What is empty at first, or written by a method, is somebody's to fill.
  expect(calls('async sum(t: string) { return this.ask(`Sum up ${t}`, this.later); },')).toEqual([`wrapper-call ${nova} dynamic |  | Sum up <t>`]);
  expect(calls('set(n: number) { this.limits = { short: n }; }, async sum(t: string) { return this.ask(`Sum up ${t}`, this.limits.short); },')).toEqual([`wrapper-call ${nova} dynamic |  | Sum up <t>`]);
  expect(calls('async sum(t: string) { return this.ask(`Sum up ${t}`, this.other); },')).toEqual([`wrapper-call ${nova} dynamic |  | Sum up <t>`]);
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
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`config ${nova} dynamic |  | `]);
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
  expect([of('model or "gpt-4o"'), of(`"gpt-4" if model else "${nova}"`), of('"gemini-2.0-flash"'), of('"sentence-transformers"'), of(`"unset" if model else "${nova}"`)].map(({ state, ids, reason }) => [state, ids, reason])).toEqual([
    ['unknown', [], 'parameter `model`'],
    ['known', [nova], undefined],
    ['unknown', [], '`gemini-2.0-flash` is not of Bedrock'],
    ['unknown', [], '`sentence-transformers` is not of Bedrock'],
    ['known', [nova], undefined],
  ]);
  expect(['llama3.2', 'llama-3.3-70b-versatile', 'qwen2.5:7b', 'mistral:7b', 'openai.gpt-oss-20b-1:0', 'meta.llama3-8b-instruct-v1:0'].flatMap(name => of(`model or "${name}"`).ids)).toEqual(['openai.gpt-oss-20b-1:0', 'meta.llama3-8b-instruct-v1:0']);
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

test('marks of turns are no task: what frames a prompt with them is its wrapper', () => {
  const turns = "`<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${prompt}<|eot_id|><|start_header_id|>assistant<|end_header_id|>`";
  const code = `export async function ask(prompt: string) { return client.send(new InvokeModelCommand({ modelId: 'meta.llama3-3-70b-instruct-v1:0', body: JSON.stringify({ prompt: ${turns}, max_gen_len: 9 }) })); }\nexport const f = () => ask('Hi.');`;
  expect(callsIn({ 'a.ts': head + code }).map(({ role, limit }) => `${role} ${limit.value}`)).toEqual(['wrapper 9', 'wrapper-call 9']);
});

test('a wrapper has no model where one of its callers has it of the environment alone', () => {
  const asking = `const ask = async (modelId: string, text: string) => { ${send(`{ modelId, ${user('text')} }`)} };\n`;
  const models = (second: string): readonly string[] => callsIn({ 'a.ts': `${head}${asking}export const f = () => ask('${nova}', 'Hi.');\nexport const g = () => ask(${second}, 'Bye.');` }).map(call => call.model.ids.join('|'));
  expect(models('process.env.LARGE!')).toEqual(['', nova, '']);
  expect(models("process.env.LARGE ?? 'amazon.nova-pro-v1:0'")).toEqual([`${nova}|amazon.nova-pro-v1:0`, nova, 'amazon.nova-pro-v1:0']);
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

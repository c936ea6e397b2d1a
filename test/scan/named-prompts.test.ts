/** Prompts without a call in sight: listed and counted where their names say what they are. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import type { Report } from '../../src/core/report.ts';
import { scan } from '../../src/scan/scan.ts';
import { treeOf } from '../project/tree.ts';

const engine = await createEngine();

function report(files: { readonly [path: string]: string }): Report {
  const root = treeOf(files);
  return scan({ root, ...engine, version: '0.0.0' }).report;
}

function listed(files: { readonly [path: string]: string }): string[] {
  return report(files).calls.filter(({ sdk }) => sdk === 'named-prompt').map(({ path, line, within }) => `${path}:${line} ${within}`);
}

const long = 'You are a careful clerk of a library. Answer each question about opening hours, fines, lost cards and new books in two short sentences, and name the page of the handbook.';
const call = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
export const ask = (system) => new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'us.amazon.nova-lite-v1:0', system: [{ text: unseen(system) }], messages: [] }));
`;
const python = `import boto3\nboto3.client("bedrock-runtime").converse(modelId="us.amazon.nova-lite-v1:0", messages=load())\n`;

describe('prompts by their names', () => {
  it('are constants, entries of registries, and functions that build one', () => {
    expect(
      listed({
        'src/call.ts': call,
        'src/prompts.ts': `export const CLERK_PROMPT = '${long}';\nexport const prompts = {\n  clerk: '${long} ' + 'Be kind.',\n  short: 'Be kind.',\n};\nexport function buildPrompt(name: string) {\n  return \`Greet \${name}. ${long}\`;\n}\n`,
      }),
    ).toEqual(['src/prompts.ts:1 CLERK_PROMPT', 'src/prompts.ts:3 prompts.clerk', 'src/prompts.ts:7 buildPrompt']);
    expect(listed({ 'call.py': python, 'prompts.py': `CLERK_PROMPT = """${long}"""\n\n\ndef clerk_prompt(name):\n    return f"{CLERK_PROMPT} Greet {name}."\n` })).toEqual(['prompts.py:5 clerk_prompt']);
  });

  it('are what a function returns whose name speaks of messages, save messages for people', () => {
    const file = `def get_update_messages(memory):\n    return f"""${long} {memory}"""\n\n\ndef error_messages(name):\n    return f"""${long} {name}"""\n\n\ndef list_messages(memory):\n    return [{"role": "user", "content": memory}]\n`;
    expect(listed({ 'call.py': python, 'update.py': file })).toEqual(['update.py:2 get_update_messages']);
  });

  it('are what is handed to a call under the name of one, where it is written there', () => {
    const file = `import { Agent, text } from './agent';\nconst agent = new Agent({ title: '${long}', systemPrompt: '${long} Be ' + 'kind.' });\nagent.setSystemPrompt(\`${long} Be brief.\`);\nagent.setSystemPrompt(text);\nagent.setTitle('${long}');\n`;
    expect(listed({ 'src/call.ts': call, 'src/use.ts': file })).toEqual(['src/use.ts:2 systemPrompt', 'src/use.ts:3 setSystemPrompt']);
    expect(listed({ 'call.py': python, 'sources.py': `from lib import Source\nSOURCES = [\n    Source(name="a", extraction_prompt="""${long}"""),\n    Source(name="b", extraction_prompt="""${long} Be kind."""),\n    Source(name="c", error_message="""${long}"""),\n]\n` })).toEqual(['sources.py:3 extraction_prompt', 'sources.py:4 extraction_prompt']);
  });

  it('are what functions in a registry return, each with its own text behind the one they share', () => {
    const file = `const base = (name: string) => \`\${name}: ${long}\`;\nconst prompts = {\n  site: {\n    react: (name: string) => \`\${base(name)} Write for React.\`,\n    vue: (name: string) => \`\${base(name)} Write for Vue, and mind the style.\`,\n  },\n};\nexport default prompts;\n`;
    expect(listed({ 'src/call.ts': call, 'src/prompts.ts': file })).toEqual(['src/prompts.ts:4 prompts.site.react', 'src/prompts.ts:5 prompts.site.vue']);
  });

  it('are the prompt of an agent, and nothing else that it says', () => {
    const file = `export const clerk = {\n  name: 'clerk',\n  description: '${long}',\n  systemPrompt: '${long} Be kind.',\n};\n`;
    expect(listed({ 'src/call.ts': call, 'src/agent.ts': file })).toEqual(['src/agent.ts:4 clerk.systemPrompt']);
  });

  it('are not what stands beside them for people, nor a part of a query', () => {
    const registry = `export const PROMPT_VERSIONS = {\n  v1: { description: '${long}', text: '${long} Be kind.' },\n};\nexport const READING_PROMPTS = { first: { sampleText: '${long} Read it aloud.' } };\n`;
    const query = `export function promptsDateFilter(from: string) {\n  return \`${long} >= \${from}\`;\n}\n`;
    expect(listed({ 'src/call.ts': call, 'src/prompts.ts': registry, 'src/query.ts': query })).toEqual(['src/prompts.ts:2 PROMPT_VERSIONS.v1.text']);
  });

  it('are system prompts where their names say so, whomever else they speak of', () => {
    const file = `export const SYSTEM_PROMPTS = { user_persona: '${long}' };\nexport const userPrompt = '${long} Be kind.';\n`;
    const found = report({ 'src/call.ts': call, 'src/prompts.ts': file }).calls.filter(({ sdk }) => sdk === 'named-prompt');
    expect(found.map(({ system, user }) => [system.state, user.state])).toEqual([['static', 'none'], ['none', 'static']]);
  });

  it('are counted, and have neither price nor findings', () => {
    const { calls, findings, summary } = report({ 'src/call.ts': call, 'src/prompts.ts': `export const CLERK_PROMPT = \`${long}\n\n    ${long}\`;\n` });
    const [prompt] = calls.filter(({ sdk }) => sdk === 'named-prompt');
    expect(prompt).toMatchObject({ operation: 'prompt', role: 'config', system: { state: 'static' }, cost: null, model: { state: 'none' } });
    expect(prompt?.system.tokens).toBeGreaterThan(50);
    expect(findings.filter(({ path }) => path === 'src/prompts.ts')).toEqual([]);
    expect(summary.unpriced).toBe(0);
  });

  it('are not those that a call sends', () => {
    const sent = call.replace('unseen(system)', 'CLERK_PROMPT').replace('import', "import { CLERK_PROMPT } from './prompts';\nimport");
    expect(listed({ 'src/call.ts': sent, 'src/prompts.ts': `export const CLERK_PROMPT = '${long}';\n` })).toEqual([]);
  });

  it.each([
    ['another service', { 'src/prompts.ts': `export const CLERK_PROMPT = '${long}';\n` }],
    ['a short text', { 'src/call.ts': call, 'src/prompts.ts': "export const CLERK_PROMPT = 'You are a clerk.';\n" }],
    ['what a name is about', { 'src/call.ts': call, 'src/prompts.ts': `export const PROMPT_DESCRIPTION = '${long}';\n` }],
    ['what a person is asked', { 'src/call.ts': call, 'src/prompts.ts': `export const installPrompt = '${long}';\n` }],
    ['what is its module\'s own', { 'src/call.ts': call, 'src/prompts.ts': `const CLERK_PROMPT = '${long}';\nlog(CLERK_PROMPT);\n` }],
  ])('are not %s', (_, files) => {
    expect(listed(files as { [path: string]: string })).toEqual([]);
  });
});

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { type Outcome, promptfare } from './fake-process.ts';

/** A scan in parts, the last first, and what they come to. */
async function inParts(cwd: string, of: number, args: readonly string[] = [], paths: readonly string[] = []): Promise<Outcome> {
  const out = treeOf({});
  const files: string[] = [];
  for (let index = of; index > 0; index--) {
    const file = join(out, `part-${index}.json`);
    const { code, stdout, stderr } = await promptfare(['scan', ...paths, ...args, '--shard', `${index}/${of}`, '-o', file], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    files.push(file);
  }
  return promptfare(['merge', ...files, ...args, '--format', 'json'], { cwd });
}

describe('a scan in parts', () => {
  test.each([1, 2, 3, 7, 40])('finds what a scan of all the fixtures finds, in %i', { timeout: 120_000 }, async of => {
    const root = treeOf({});
    cpSync(join(import.meta.dirname, '../../fixtures'), root, { recursive: true });
    const whole = await promptfare(['scan', '--format', 'json'], { cwd: root });
    expect(JSON.parse(whole.stdout).calls.length).toBeGreaterThan(50);
    expect(await inParts(root, of)).toEqual(whole);
  });

  test('follows values, wrappers and their callers from one part to the next', { timeout: 120_000 }, async () => {
    const stem = fc.integer({ min: 0, max: 8 }).map(number => `f${number}`);
    const file = fc.record({ imports: fc.array(stem, { maxLength: 3 }), kind: fc.constantFrom('call', 'caller', 'barrel', 'prompt', 'twin') });
    const textOf = (index: number, { imports, kind }: { imports: readonly string[]; kind: string }): string => {
      const from = imports.map((to, place) => (kind === 'barrel' ? `export * from './${to}';` : `import * as m${place} from './${to}';\nimport { ask } from './${to}';`)).join('\n');
      if (kind === 'barrel') return from;
      if (kind === 'prompt') return `${from}\nexport const systemPrompt = 'You answer the letters of garden ${index}.';\n`;
      if (kind === 'caller') return `${from}\nexport const ask = (text: string) => ${imports.length > 0 ? 'm0.ask(text)' : 'text'};\nexport const run${index} = () => ask('Letter ${index}.');\n`;
      return `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\n${from}\nconst client = new BedrockRuntimeClient({});\nexport const ask = (text: string) => client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', system: [{ text: ${imports.length > 0 ? 'm0.systemPrompt' : "'You answer.'"} }], messages: [{ role: 'user', content: [{ text${kind === 'twin' ? ": 'Say hello to all.'" : ''} }] }] }));\n`;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 9 }), fc.integer({ min: 2, max: 5 }), async (drawn, of) => {
        const root = treeOf(Object.fromEntries(drawn.map((each, index) => [`f${index}.ts`, textOf(index, each)])));
        expect(await inParts(root, of)).toEqual(await promptfare(['scan', '--format', 'json'], { cwd: root }));
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['constructors', {
      'app.ts': "import { Bedrock } from './bedrock';\nimport { Team } from './team';\nexport const team = new Team(new Bedrock());\n",
      'flow.ts': "export class Flow {\n  constructor(private llm: any) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n",
      'other.ts': "export class Other {\n  constructor(private llm: any) {}\n  run() { return this.llm.ask('Name three towns.'); }\n}\n",
      'team.ts': "import { Flow } from './flow';\nexport class Team {\n  flow: Flow;\n  constructor(llm: any) { this.flow = new Flow(llm); }\n}\n",
    }],
    ['functions', {
      'app.ts': "import { Bedrock } from './bedrock';\nimport { work } from './team';\nexport const main = () => work(new Bedrock());\n",
      'flow.ts': "export const complete = (llm: any) => llm.ask('Name three colours.');\n",
      'other.ts': "export const other = (llm: any) => llm.ask('Name three towns.');\n",
      'team.ts': "import { complete } from './flow';\nexport function work(llm: any) { return complete(llm); }\n",
    }],
  ])('follows objects through %s from one part to the next', async (_name, files) => {
    const root = treeOf({
      ...files,
      'bedrock.ts': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport class Bedrock {\n  ask(text: string) { return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text }] }] })); }\n}\n",
    });
    const whole = await promptfare(['scan', '--format', 'json'], { cwd: root });
    expect((JSON.parse(whole.stdout) as { calls: { path: string }[] }).calls.map(({ path }) => path)).toEqual(['bedrock.ts', 'flow.ts']);
    for (const of of [2, 3, 5]) expect(await inParts(root, of)).toEqual(whole);
  });

  test('asks for callers of callers as often as the whole does', async () => {
    const root = treeOf({
      'a.ts': "import { second } from './c';\nexport const run = () => second('Say hello to the gardeners.');\n",
      'b.ts': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport const ask = (text: string) => new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text }] }] }));\n",
      'c.ts': "import { first } from './d';\nexport const second = (text: string) => first(text);\n",
      'd.ts': "import { ask } from './b';\nexport const first = (text: string) => ask(text);\n",
      'e.ts': "import { run } from './a';\nexport const again = () => run();\n",
    });
    const whole = await promptfare(['scan', '--format', 'json'], { cwd: root });
    expect(JSON.parse(whole.stdout)).toMatchObject({ files: { scanned: 5, analyzed: 4 } });
    for (const of of [2, 3, 5]) expect(await inParts(root, of)).toEqual(whole);
  });

  test('keeps to the paths and flags that it was made with, and fails as the whole does', async () => {
    const ask = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport const ask = (text: string) => new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'anthropic.claude-v2:1', messages: [{ role: 'user', content: [{ text }] }] }));\n`;
    const root = treeOf({ 'src/a.ts': ask, 'src/b.ts': ask, 'other/c.ts': ask, 'src/tsconfig.json': '{ broken' });
    const whole = await promptfare(['scan', 'src', '--rule', 'no-retired-model', '--format', 'json'], { cwd: root });
    expect(whole.code).toBe(1);
    expect(await inParts(root, 2, ['--rule', 'no-retired-model'], ['src'])).toEqual(whole);
  });
});

describe('parts that are not all of one scan', () => {
  const part = async (root: string, shard: string, args: readonly string[] = []): Promise<string> => {
    const file = join(treeOf({}), 'part.json');
    await promptfare(['scan', ...args, '--shard', shard, '-o', file], { cwd: root });
    return file;
  };
  const merged = async (root: string, ...files: readonly string[]): Promise<string> => {
    const { code, stderr } = await promptfare(['merge', ...files], { cwd: root });
    expect(code).toBe(2);
    return stderr;
  };

  test('are refused with what to do', async () => {
    const root = treeOf({ 'a.ts': 'export {};\n', 'b.ts': 'export {};\n' });
    const [one, two] = [await part(root, '1/2'), await part(root, '2/2')];
    expect(await merged(root, one)).toContain('Part 2 of 2 is missing.');
    expect(await merged(root, one, two, two)).toContain('Part 2 of 2 is named twice');
    expect(await merged(root, one, await part(root, '2/3'))).toContain('The parts are of different scans.');
    expect(await merged(root, one, await part(root, '2/2', ['--rule', 'no-retired-model']))).toContain('The parts are of different scans.');
    writeFileSync(join(root, 'c.ts'), 'export {};\n');
    expect(await merged(root, one, two)).toContain('The parts are of other files');
    writeFileSync(two, readFileSync(two, 'utf8').slice(0, 100));
    expect(await merged(root, one, two)).toContain('is not JSON');
    writeFileSync(two, '{}');
    expect(await merged(root, one, two)).toContain('is no part of a scan');
    for (const shard of ['0/2', '3/2', '1', 'a/b', '1/1001']) expect((await promptfare(['scan', '--shard', shard], { cwd: root })).stderr).toContain('Give a part and how many there are');
    expect((await promptfare(['scan', '--shard', '1/2', '--format', 'json'], { cwd: root })).stderr).toContain('`--shard` writes a part');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sources } from '../lsp/sources.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const path = 'src/title.ts';
const PROMPT = 'Say what is new about it';

let root: string;
let client: Client;
async function connect(args: readonly string[] = []): Promise<void> {
  root = treeOf({ 'src/title.ts': sources[path]!, 'title.py': sources['title.py']!, 'note.txt': 'four small words here' });
  client = new Client({ name: 'test', version: '1' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [command, 'mcp', ...args], cwd: root, stderr: 'ignore' }));
}
afterEach(() => client.close());

/** The structured answer; the words where it is an error. */
async function ask(name: string, input: object = {}): Promise<{ [key: string]: unknown }> {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: { ...input } });
  if (isError) throw new Error((content as { text: string }[])[0]!.text);
  expect(JSON.parse((content as { text: string }[])[0]!.text)).toEqual(structuredContent);
  return structuredContent as { [key: string]: unknown };
}

describe('read-only', () => {
  beforeEach(() => connect());

  test('tools, their schemas, and no fix', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['scan', 'count', 'what_if', 'explain', 'models']);
    for (const { description, outputSchema, annotations } of tools) {
      expect(description!.length).toBeLessThanOrEqual(150);
      expect(outputSchema!.type).toBe('object');
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    }
    await expect(ask('fix')).rejects.toThrow(/fix/);
  });

  test('scan: what the command reports, in pages, without the prompts', async () => {
    const report = JSON.parse((await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd: root })).stdout) as { findings: { id: string }[]; calls: { id: string }[] };
    const found: { id: string }[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const { findings, next }: { [key: string]: unknown } = await ask('scan', { offset, limit: 1 });
      found.push(...(findings as { id: string }[]));
      offset = next as number | null;
    }
    expect(found.map(({ id }) => id).toSorted()).toEqual(report.findings.map(({ id }) => id).toSorted());
    const { calls, summary } = await ask('scan', { list: 'calls', paths: ['src'] });
    expect(calls).toMatchObject([{ path, model: HAIKU, inputTokens: expect.any(Number) as number, usdPerThousandCalls: { input: expect.any(Number) as number } }]);
    expect(summary).toMatchObject({ calls: 1 });
    expect(JSON.stringify([calls, found])).not.toContain(PROMPT);
  });

  test('count, what_if, explain, models', async () => {
    expect(await ask('count', { model: HAIKU, path: 'note.txt' })).toEqual(await ask('count', { model: HAIKU, text: 'four small words here' }));
    const { calls } = await ask('scan', { list: 'calls' });
    const { id } = (calls as { id: string }[])[0]!;
    const other = await ask('what_if', { call: id, model: 'anthropic.claude-sonnet-4-6' });
    expect((other['calls'] as { scenarios: object[] }[])[0]!.scenarios.length).toBeGreaterThan(3);
    expect((await ask('explain', { id }))['text']).toContain('per million');
    expect((await ask('explain', { id: 'require-max-tokens' }))['text']).toContain('# require-max-tokens');
    expect((await ask('models', { query: 'haiku', limit: 1 }))['models']).toHaveLength(1);
  });

  test('errors say what to do, and the server goes on', async () => {
    await expect(ask('scan', { paths: ['../'] })).rejects.toThrow(/outside the directory/);
    await expect(ask('count', { model: HAIKU, path: '/etc/hostname' })).rejects.toThrow(/outside the directory/);
    await expect(ask('count', { model: HAIKU })).rejects.toThrow('Give either `text` or `path`.');
    await expect(ask('scan', { paths: ['nowhere'] })).rejects.toThrow(/no file or directory `nowhere`/);
    await expect(ask('scan', { limit: 1e6 })).rejects.toThrow(/limit/);
    await expect(ask('explain', { id: 'require-max-token' })).rejects.toThrow(/Did you mean/);
    expect((await ask('scan'))['summary']).toBeDefined();
  });
});

describe('with --allow-fix', () => {
  test('fix shows a diff, and writes only where it is told to', async () => {
    await connect(['--allow-fix']);
    const before = readFileSync(join(root, path), 'utf8');
    const { diff, files, written } = await ask('fix', { paths: ['src'] });
    expect({ files, written }).toEqual({ files: [path], written: false });
    expect(diff).toContain('-      You write titles.');
    expect(readFileSync(join(root, path), 'utf8')).toBe(before);
    expect((await ask('fix', { paths: ['src'], dryRun: false }))['written']).toBe(true);
    expect(readFileSync(join(root, path), 'utf8')).not.toBe(before);
    expect((await ask('fix', { paths: ['src'] }))['files']).toEqual([]);
  });
});

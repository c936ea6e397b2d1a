import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const source = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function ask(question: string) {
  return client.send(new ConverseCommand({
    modelId: 'anthropic.claude-v2',
    messages: [{ role: 'user', content: [{ text: question }] }],
  }));
}
`;
const files = { 'src/ask.ts': source, 'src/other.ts': 'export const x = 1;\n' };

describe('promptfare', () => {
  it('prints its version and help', async () => {
    const cwd = treeOf({});
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await promptfare(['--version'], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    for (const args of [['--help'], ['-h'], ['help'], ['scan', '--help']]) {
      const { code, stdout, stderr } = await promptfare(args, { cwd });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('--fix-suggested');
    }
  });

  it.each([
    [['--fornat', 'json'], '(Did you mean --format?)'],
    [['--fornat', 'json'], 'Run `promptfare --help` for its flags and commands.'],
    [['models', '--srot'], 'Run `promptfare models --help` for its flags.'],
    [['prices', 'diff', '--jsno'], 'Run `promptfare prices diff --help` for its flags.'],
    [['--format', 'xml'], 'Allowed choices are text, concise, json, sarif'],
    [['--max-file-size', 'huge'], 'Give a size up to 256MB'],
    [['scna'], 'There is no command, file or directory `scna`. Did you mean `scan`?'],
    [['nowhere'], 'There is no file or directory `nowhere`. Check the path'],
    [['scan', 'src', 'nowhere/\u001B[31mx'], 'There is no file or directory `nowhere/'],
    [['--rule', 'no-retired-modle'], 'Did you mean `no-retired-model`?'],
    [['--explain', 'no-retired-modle'], 'Did you mean `no-retired-model`?'],
    [['--config', 'none.yaml'], 'none.yaml: there is no such configuration file.'],
    [['--config', 'evil.js'], 'a configuration is data, not code'],
    [['--stdin'], 'Add `--stdin-filename'],
    [['--stdin-filename', 'x.ts'], 'goes with `--stdin`'],
    [['--stdin', '--stdin-filename', '../x.ts'], 'lies outside'],
    [['--diff', '--format', 'json'], '--fix-dry-run'],
    [['--output', 'none/report.json'], '`none/report.json` cannot be written (ENOENT).'],
  ])('exits with 2 on %j', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(args, { cwd: treeOf(files) });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^promptfare: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toContain('\u001B');
  });

  it('exits with 1 on findings from --fail-on on', async () => {
    const cwd = treeOf(files);
    const code = async (...args: string[]): Promise<number> => (await promptfare(args, { cwd })).code;
    expect(await code()).toBe(1);
    expect(await code('--fail-on', 'never')).toBe(0);
    expect(await code('--rule', 'no-retired-model:warning')).toBe(0);
    expect(await code('--rule', 'no-retired-model:warning', '--fail-on', 'warning')).toBe(1);
    expect(await code('src/other.ts')).toBe(0);
    writeFileSync(join(cwd, 'promptfare.yaml'), 'failOn: never\n');
    expect(await code()).toBe(0);
    expect(await code('--no-config')).toBe(1);
    writeFileSync(join(cwd, 'promptfare.yaml'), 'fix: { promote: [every] }\n');
    expect((await promptfare([], { cwd })).stderr).toContain(':1:18: `fix.promote[0]` must be the id of a rule; `promptfare rules` lists them.');
    writeFileSync(join(cwd, 'promptfare.yaml'), 'failOn: sometimes\n');
    expect(await promptfare([], { cwd })).toMatchObject({ code: 2, stdout: '', stderr: 'promptfare: ' + join(cwd, 'promptfare.yaml') + ':1:9: `failOn` must be `error` or `warning` or `budget` or `never`.\n' });
  });

  it('reports as text, line by line and as JSON, on standard output or into a file', async () => {
    const cwd = treeOf(files);
    const text = await promptfare([], { cwd });
    expect(text.stdout).toContain('src/ask.ts\n  4:');
    expect(text.stdout).toContain('Coverage\n  2 files scanned, 1 analysed\n');
    expect(text.stderr).toBe('');
    const concise = await promptfare(['scan', '--format', 'concise', 'src'], { cwd });
    expect(concise.stdout).toMatch(/^src\/ask\.ts:5:\d+: error: .*\[no-retired-model\]$/m);
    const json = JSON.parse((await promptfare(['--format=json'], { cwd })).stdout) as Report;
    expect(json).toMatchObject({ version: 1, files: { scanned: 2, analyzed: 1, skipped: [], failed: [] }, summary: { calls: 1 } });
    const filed = await promptfare(['--format', 'json', '-o', 'report.json'], { cwd });
    expect(filed).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toEqual(json);
  });

  it('shows paths as seen from the current directory', async () => {
    const root = treeOf({ ...files, 'elsewhere/x.ts': '' });
    const { stdout } = await promptfare(['--format', 'concise', '../src'], { cwd: join(root, 'elsewhere') });
    expect(stdout).toMatch(/^\.\.\/src\/ask\.ts:5:/m);
  });

  it('D5: colours on terminals, and as NO_COLOR, FORCE_COLOR and flags say', async () => {
    const cwd = treeOf(files);
    const colored = async (args: string[], env: { [name: string]: string }, isTTY: boolean): Promise<boolean> => (await promptfare(args, { cwd, env, isTTY })).stdout.includes('\u001B[');
    expect(await colored([], {}, true)).toBe(true);
    expect(await colored([], {}, false)).toBe(false);
    expect(await colored([], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await colored([], { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await colored([], { FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await colored([], { TERM: 'dumb' }, true)).toBe(false);
    expect(await colored(['--color', 'always'], { NO_COLOR: '1' }, false)).toBe(true);
    expect(await colored(['--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await colored(['--format', 'json'], { FORCE_COLOR: '1' }, true)).toBe(false);
  });

  it('fixes, shows the difference, and writes only when told to', async () => {
    const cwd = treeOf(files);
    const read = (): string => readFileSync(join(cwd, 'src/ask.ts'), 'utf8');
    const diff = await promptfare(['--diff', '--fix-suggested'], { cwd });
    expect(diff.stdout).toMatch(/^--- a\/src\/ask\.ts\n\+\+\+ b\/src\/ask\.ts\n@@ /);
    expect(diff.stdout).toContain('+    inferenceConfig: { maxTokens: ');
    expect((await promptfare(['--fix-dry-run', '--fix-suggested'], { cwd })).stdout).toContain('1 fix would be applied.');
    await promptfare(['--fix'], { cwd });
    expect(read()).toBe(source);
    const fixed = await promptfare(['--fix-suggested'], { cwd });
    expect(fixed.stdout).toContain('applied.');
    expect(read()).toContain('maxTokens');
    const before = read();
    expect((await promptfare(['--fix-suggested'], { cwd })).stdout).not.toContain('applied.');
    expect(read()).toBe(before);
  });

  it('says of a file that it could not be read or mended, in formats without a place for it too', async () => {
    const cwd = treeOf({ ...files, 'src/deep.ts': `${source}const deep = ${'['.repeat(2000)}${']'.repeat(2000)};\n` });
    const told = 'promptfare: src/deep.ts: Nested more than 1,000 levels deep';
    for (const args of [['--format', 'concise'], ['--format', 'github'], ['--format', 'gitlab'], ['--format', 'csv'], ['--quiet'], ['--diff']]) expect((await promptfare(args, { cwd })).stderr).toContain(told);
    for (const args of [[], ['--format', 'json'], ['--format', 'sarif'], ['--format', 'markdown']]) expect(await promptfare(args, { cwd })).toMatchObject({ stdout: expect.stringContaining('levels deep') as string, stderr: '' });
  });

  it('takes a terminal without a size for one of the usual width', async () => {
    const cwd = treeOf(files);
    const { stdout } = await promptfare([], { cwd });
    expect((await promptfare([], { cwd, columns: 0 })).stdout).toBe(stdout);
    expect((await promptfare(['models', 'haiku'], { cwd, columns: 0 })).stdout).toBe((await promptfare(['models', 'haiku'], { cwd })).stdout);
  });

  it('reads standard input as a file of the project', async () => {
    const cwd = treeOf({ ...files, 'src/models.ts': "export const model = 'anthropic.claude-v2';\n" });
    const stdin = `import { model } from './models';\n${source.replace("'anthropic.claude-v2'", 'model')}`;
    const { stdout, code } = await promptfare(['--stdin', '--stdin-filename', 'src/new.ts', '--format', 'json'], { cwd, stdin });
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).calls.map(({ path, model }) => [path, 'id' in model && model.id])).toEqual([['src/new.ts', 'anthropic.claude-v2']]);
    const fixed = await promptfare(['--stdin', '--stdin-filename', 'src/ask.ts', '--fix-suggested'], { cwd, stdin: source });
    expect(fixed.stdout).toContain("import { BedrockRuntimeClient");
    expect(fixed.stdout).toContain('maxTokens');
    expect(readFileSync(join(cwd, 'src/ask.ts'), 'utf8')).toBe(source);
  });

  it('explains rules and prints the configuration', async () => {
    const cwd = treeOf({ ...files, 'promptfare.yaml': 'rules:\n  no-retired-model: off\n' });
    expect((await promptfare(['--explain', 'no-retired-model'], { cwd })).stdout).toContain('## Why');
    const printed = JSON.parse((await promptfare(['--print-config'], { cwd })).stdout) as { configuration: string; rules: { [id: string]: unknown } };
    expect(printed.configuration).toBe(join(cwd, 'promptfare.yaml'));
    expect(printed.rules['no-retired-model']).toBe('off');
  });

  it('notes broken project files on standard error', async () => {
    const cwd = treeOf({ ...files, 'tsconfig.json': '{ broken', 'src/ask.ts': `import x from 'y';\n${source}` });
    const { stderr, code } = await promptfare([], { cwd });
    expect(code).toBe(1);
    expect(stderr).toBe('promptfare: tsconfig.json is not valid JSON and is ignored\n');
  });

  it('D5: shows progress on terminals only, and not in CI', async () => {
    const cwd = treeOf(files);
    expect((await promptfare([], { cwd, isTTY: true, env: { CI: 'true' } })).stderr).toBe('');
    expect((await promptfare([], { cwd })).stderr).toBe('');
  });
});

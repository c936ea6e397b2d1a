/** R4: README and eslint-plugin.md: every command and snippet in them is run. What `npm ci` and `npm install` begin is run by `.ci/run`. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionInputs } from '../src/cli/action/inputs.ts';
import { generated } from '../src/dev/generate.ts';
import { recordOf } from '../src/dev/traffic-logs.ts';
import { scan } from '../src/index.ts';
import { promptfare } from './cli/fake-process.ts';
import { git, repositoryOf, source } from './diff/repository.ts';
import { treeOf } from './project/tree.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'eslint-plugin.md', 'CONTRIBUTING.md'].map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const snippets = pages.flatMap(({ name, text }) => [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, code]) => ({ name, language: language!, code: code!.trim() })));
const commands = snippets.filter(({ language }) => language === 'sh').flatMap(({ name, code }) => code.split('\n').map(command => ({ name, command })));
const ci = readFileSync(join(root, '.ci/run'), 'utf8');

const log = recordOf({ at: Date.UTC(2026, 9, 5), operation: 'Converse', modelId: 'amazon.nova-lite-v1:0', user: 'What is this?', input: 9, output: 20 }, 1);

/** A project with the package and ESLint installed, and the sources of a fixture. */
function project(fixture: string, files: { readonly [path: string]: string } = {}): string {
  const cwd = treeOf({ 'package.json': '{ "type": "module" }', ...files });
  cpSync(join(root, 'fixtures', fixture, 'src'), join(cwd, 'src'), { recursive: true });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/promptfare'));
  for (const name of ['eslint', '@typescript-eslint']) symlinkSync(join(root, 'node_modules', name), join(cwd, 'node_modules', name));
  return cwd;
}

function run(cwd: string, file: string, args: readonly string[] = []): string {
  try {
    return execFileSync(process.execPath, [file, ...args], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    if (status !== 1) throw new Error(`exit ${status}\n${stdout}\n${stderr}`, { cause: error });
    return stdout + stderr;
  }
}

test('what is generated in the pages is as generated', async () => {
  for (const [path, content] of await generated(root, ['readme', 'rules', 'schemas'])) expect(readFileSync(join(root, path), 'utf8'), path).toBe(content);
});

test('every kind of snippet is known', () => {
  expect([...new Set(snippets.map(({ language }) => language))].toSorted()).toEqual(['', 'js', 'json', 'jsonc', 'sh', 'text', 'ts', 'yaml'].filter(language => snippets.some(each => each.language === language)));
  expect(commands.length).toBeGreaterThan(5);
});

test.each(commands)('$name: $command', async ({ command }) => {
  const [program, name, ...args] = command.split(' ');
  if (program !== 'npx') {
    // Each part of the line stands in `.ci/run`, which runs it in a fresh clone and with the packed package.
    for (const part of command.split(' && ')) expect(ci).toContain(part.startsWith('npm install') ? 'npm install' : part);
    return;
  }
  expect(name).toBe('promptfare');
  const cwd = project('order-classifier', { 'README.md': pages[0]!.text, 'bedrock-logs/part.json': `${JSON.stringify(log)}\n` });
  // What compares states of git needs one.
  if (args.includes('--base')) for (const line of ['init -q', 'add src', 'commit -q -m state']) git(cwd, ...line.split(' '));
  // What runs in a process of its own needs one that is real.
  if (args.includes('--isolate')) return expect(run(cwd, join(root, 'dist/src/cli.js'), args)).toContain('calls');
  const { code, stdout, stderr } = await promptfare(args, { cwd });
  expect(stderr).toBe('');
  expect([0, 1]).toContain(code);
  if (!args.includes('--output')) expect(stdout).not.toBe('');
});

test.each(snippets.filter(({ language, code }) => language === 'js' && code.includes('promptfare/eslint')))('$name: ESLint with\n$code', ({ code }) => {
  const cwd = project('order-classifier', { 'eslint.config.js': code });
  const output = run(cwd, join(root, 'node_modules/eslint/bin/eslint.js'), ['src', '--no-color']);
  expect(output).toContain('promptfare/no-retired-model');
});

test.each(snippets.filter(({ language }) => language === 'json' || language === 'jsonc'))('$name: oxlint with\n$code', ({ code }) => {
  const cwd = project('support-bot', { '.oxlintrc.json': code });
  expect(run(cwd, join(root, 'node_modules/oxlint/bin/oxlint'), ['src'])).toContain('promptfare(require-max-tokens)');
});

const pipelines = snippets.filter(({ language, code }) => language === 'yaml' && /^# (?:\.github\/workflows\/|\.gitlab-ci|bitbucket-pipelines|azure-pipelines)/.test(code));

test.each(snippets.filter(each => each.language === 'yaml' && !pipelines.includes(each)))('$name: configuration\n$code', async ({ code }) => {
  const cwd = project('support-bot', { 'promptfare.yaml': code });
  const { findings } = await scan({ root: cwd });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.find(({ ruleId }) => ruleId === 'require-max-tokens')!.severity).toBe('error');
  expect(findings.map(({ ruleId }) => ruleId)).not.toContain('no-redundant-instructions');
});

const inParts = pipelines.filter(({ code }) => code.includes('--shard'));

test.each(inParts)('$name: pipeline in parts\n$code', async ({ code }) => {
  const { jobs } = parse(code) as { jobs: { part: { strategy: { matrix: { part: readonly number[] } } } } };
  const [scanOfPart, merge] = [...code.matchAll(/npx --yes promptfare (.*)$/gm)].map(match => match[1]!);
  const cwd = repositoryOf({ 'src/a.ts': source(), 'src/b.ts': source().replace(/(?<=modelId: ')[^']+/, 'anthropic.claude-v2:1') });
  for (const part of jobs.part.strategy.matrix.part) expect(await promptfare(scanOfPart!.replaceAll('${{ matrix.part }}', String(part)).split(' '), { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await promptfare(merge!.split(' '), { cwd })).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(cwd, 'promptfare.sarif'), 'utf8')).runs[0].results.length).toBeGreaterThan(0);
});

test.each(pipelines.filter(each => !inParts.includes(each)))('$name: pipeline\n$code', async ({ code }) => {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object };
  const steps = stepsIn(parse(code));
  const own = steps.filter(({ uses }) => uses?.startsWith('promptfare/promptfare@'));
  for (const { with: given = {} } of own) {
    for (const name of Object.keys(given)) expect(inputs).toHaveProperty(name);
    expect(() => actionInputs(Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)])))).not.toThrow();
  }
  // A file that one step writes is the one that another reads.
  for (const { with: given = {} } of own) for (const file of [given['json'], given['sarif'], given['from']]) if (file !== undefined) expect(code.split(String(file).replace(/\.json$/, '')).length).toBeGreaterThan(2);
  const lines = [...code.matchAll(/npx --yes promptfare (.*)$/gm)].map(match => match[1]!);
  expect(own.length + lines.length).toBeGreaterThan(0);
  const cwd = repositoryOf({ 'src/a.ts': source() });
  for (const line of lines) expect(await promptfare([...line.split(' '), '--platform', 'gitlab', '--dry-run'], { cwd })).toMatchObject({ code: 0, stderr: '' });
});

interface Step {
  readonly uses?: string;
  readonly with?: { readonly [name: string]: unknown };
}

/** The steps of a workflow of GitHub, wherever they are. */
function stepsIn(node: unknown): Step[] {
  if (typeof node !== 'object' || node === null) return [];
  return [...('uses' in node ? [node as Step] : []), ...Object.values(node).flatMap(stepsIn)];
}

test.each(snippets.filter(({ language, code }) => language === 'js' && code.includes("from 'promptfare'")))('$name: API\n$code', ({ code }) => {
  const cwd = project('support-bot', { 'api.js': code });
  const output = run(cwd, 'api.js');
  expect(output).toMatch(/^src\/answer\.ts:\d+ .*cachePoint/m);
  expect(output).toMatch(/state: 'known'[^]*inputPerCall: [\d.e-]+[^]*tokens: \d+[^]*[\d.]+ dollars per million input tokens/);
});

test.each(snippets.filter(({ language }) => language === 'ts'))('$name: $code', async ({ code }) => {
  const cwd = project('support-bot');
  const path = join(cwd, 'src/title.ts');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/^( *)new ConverseCommand/m, `$1${code}\n$&`));
  const ruleIds = async () => (await scan({ root: cwd, paths: ['src/title.ts'] })).findings.map(({ ruleId }) => ruleId);
  const after = await ruleIds();
  writeFileSync(path, text);
  expect(await ruleIds()).toContain('require-max-tokens');
  expect(after).not.toContain('require-max-tokens');
});

test('links in the pages lead somewhere', () => {
  for (const { name, text } of pages) {
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(join(root, target!)), `${name}: ${target}`).toBe(true);
  }
});

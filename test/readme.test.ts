/** README and eslint-plugin.md: every command and snippet in them is run. What `npm ci` and `npm install` begin is run by `.ci/run`. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generated } from '../src/dev/generate.ts';
import { scan } from '../src/index.ts';
import { promptfare } from './cli/fake-process.ts';
import { treeOf } from './project/tree.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'eslint-plugin.md', 'CONTRIBUTING.md'].map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const snippets = pages.flatMap(({ name, text }) => [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, code]) => ({ name, language: language!, code: code!.trim() })));
const commands = snippets.filter(({ language }) => language === 'sh').flatMap(({ name, code }) => code.split('\n').map(command => ({ name, command })));
const ci = readFileSync(join(root, '.ci/run'), 'utf8');

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
  const { code, stdout, stderr } = await promptfare(args, { cwd: project('order-classifier') });
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

test.each(snippets.filter(({ language }) => language === 'yaml'))('$name: configuration\n$code', async ({ code }) => {
  const cwd = project('support-bot', { 'promptfare.yaml': code });
  const { findings } = await scan({ root: cwd });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.find(({ ruleId }) => ruleId === 'require-max-tokens')!.severity).toBe('error');
  expect(findings.map(({ ruleId }) => ruleId)).not.toContain('no-redundant-instructions');
});

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

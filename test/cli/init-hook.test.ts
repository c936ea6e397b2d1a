/** `promptfare init --hook`: what is written, and that nothing else is touched. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { hookFiles, lintStagedGlob } from '../../src/cli/init/hook-files.ts';
import { version } from '../../src/cli/version.ts';
import { isPromptFile, isSearched } from '../../src/inspect.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

interface Files {
  readonly [path: string]: string;
}
function repository(files: Files): string {
  const cwd = treeOf(files);
  mkdirSync(join(cwd, '.git'));
  return cwd;
}
const lefthook = { name: 'promptfare', run: `npx --yes promptfare@${version()} --staged` };
const preCommit = {
  repo: 'local',
  hooks: [{ id: 'promptfare', name: 'promptfare', entry: 'promptfare', language: 'node', additional_dependencies: [`promptfare@${version()}`], files: hookFiles, types: ['file'], require_serial: true }],
};
const manifest = '{\n\t"name": "x",\n\t"scripts": {}\n}\n';
const other = { repo: 'https://example.com/hooks', rev: 'v1', hooks: [{ id: 'a' }] };

/** Tool, files before, the file that changes, what a parser reads in it then. */
const cases: readonly [string, Files, string, unknown][] = [
  ['pre-commit', {}, '.pre-commit-config.yaml', { repos: [preCommit] }],
  ['pre-commit', { '.pre-commit-config.yaml': 'repos: []\n' }, '.pre-commit-config.yaml', { repos: [preCommit] }],
  ['pre-commit', { '.pre-commit-config.yaml': '# ours\nrepos:\n' }, '.pre-commit-config.yaml', { repos: [preCommit] }],
  ['pre-commit', { '.pre-commit-config.yaml': '# ours\nfail_fast: true\n' }, '.pre-commit-config.yaml', { fail_fast: true, repos: [preCommit] }],
  ['pre-commit', { '.pre-commit-config.yaml': '# ours\nrepos:\n- repo: https://example.com/hooks # theirs\n  rev: v1\n  hooks:\n  - id: a\n\n# last\nfail_fast: true\n' }, '.pre-commit-config.yaml', { repos: [other, preCommit], fail_fast: true }],
  ['pre-commit', { '.pre-commit-config.yaml': 'repos:\r\n    # first\r\n    -   repo: https://example.com/hooks\r\n        rev: v1\r\n        hooks:\r\n        -   id: a' }, '.pre-commit-config.yaml', { repos: [other, preCommit] }],
  ['lefthook', {}, 'lefthook.yml', { 'pre-commit': { jobs: [lefthook] } }],
  ['lefthook', { 'lefthook.yaml': '# empty so far\n' }, 'lefthook.yaml', { 'pre-commit': { jobs: [lefthook] } }],
  ['lefthook', { '.lefthook.yml': 'pre-push:\n  jobs:\n    - run: test\n' }, '.lefthook.yml', { 'pre-push': { jobs: [{ run: 'test' }] }, 'pre-commit': { jobs: [lefthook] } }],
  ['lefthook', { 'lefthook.yml': 'pre-commit:\n    parallel: true # fast\n    jobs:\n        - name: lint\n          run: |\n              a\n              b\n\n# next\npre-push: {}\n' }, 'lefthook.yml', { 'pre-commit': { parallel: true, jobs: [{ name: 'lint', run: 'a\nb\n' }, lefthook] }, 'pre-push': {} }],
  ['lefthook', { 'lefthook.yml': 'pre-commit:\n  commands:\n    lint:\n      run: x\n' }, 'lefthook.yml', { 'pre-commit': { commands: { lint: { run: 'x' }, promptfare: { run: lefthook.run } } } }],
  ['lefthook', { 'lefthook.yml': 'pre-commit:\n', 'package.json': manifest, 'pnpm-lock.yaml': '' }, 'lefthook.yml', { 'pre-commit': { jobs: [{ name: 'promptfare', run: 'pnpm exec promptfare --staged' }] } }],
  ['husky', { 'package.json': manifest }, '.husky/pre-commit', 'npx promptfare --staged\n'],
  ['husky', { 'package.json': manifest, '.husky/pre-commit': '#!/bin/sh\n# ours\nnpm test', 'yarn.lock': '' }, '.husky/pre-commit', '#!/bin/sh\n# ours\nnpm test\nyarn run promptfare --staged\n'],
  ['lint-staged', {}, '.lintstagedrc.json', { [lintStagedGlob]: 'promptfare' }],
  ['lint-staged', { 'package.json': manifest }, 'package.json', { name: 'x', scripts: {}, 'lint-staged': { [lintStagedGlob]: 'promptfare' } }],
  ['lint-staged', { 'package.json': '{ "lint-staged": { "*.js": ["eslint --fix"] } }' }, 'package.json', { 'lint-staged': { '*.js': ['eslint --fix'], [lintStagedGlob]: 'promptfare' } }],
  ['lint-staged', { 'package.json': manifest, '.lintstagedrc.json': '{\n    "*.js": "eslint"\n}' }, '.lintstagedrc.json', { '*.js': 'eslint', [lintStagedGlob]: 'promptfare' }],
  ['lint-staged', { '.lintstagedrc': "# ours\n'*.js': eslint\n" }, '.lintstagedrc', { '*.js': 'eslint', [lintStagedGlob]: 'promptfare' }],
];

describe('init --hook', () => {
  test.each(cases)('%s with %j', async (tool, files, path, expected) => {
    const cwd = repository(files);
    const { code, stdout, stderr } = await promptfare(['init', '--hook', tool], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${path}: ${files[path] === undefined ? 'written' : 'changed'}.\n`);
    const after = readFileSync(join(cwd, path), 'utf8');
    expect(typeof expected === 'string' ? after : parse(after)).toEqual(expected);
    // Every line that was there is there, in its order.
    let rest = after;
    for (const line of (files[path] ?? '').split(/\r?\n/).filter(each => !/^repos: \[\]$|\{.*\}/.test(each))) {
      expect(rest).toContain(line.replace(/,?$/, ''));
      rest = rest.slice(rest.indexOf(line.replace(/,?$/, '')) + line.length);
    }
    if (files[path]?.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');

    expect((await promptfare(['init', '--hook', tool], { cwd })).stdout).toContain(`${path}: unchanged.\n`);
    expect(readFileSync(join(cwd, path), 'utf8')).toBe(after);
  });

  const refused: readonly [string, Files, string][] = [
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: [\n' }, '.pre-commit-config.yaml:2:1 is no YAML'],
    ['pre-commit', { '.pre-commit-config.yaml': '- a\n' }, 'is no map of keys'],
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: [{ repo: local, hooks: [] }]\n' }, 'Write it as a block'],
    ['lefthook', { 'lefthook.toml': '' }, 'lefthook.toml is not edited here. Add the job'],
    ['lefthook', { 'lefthook.yml': 'pre-commit: yes\n' }, 'Write it as a block'],
    ['husky', { '.husky/pre-commit': 'npm test\nexit 0\n' }, 'ends early (`exit 0`)'],
    ['lint-staged', { 'lint-staged.config.js': 'export default {};' }, 'lint-staged.config.js is code'],
    ['lint-staged', { 'package.json': '{ "lint-staged": ' }, 'package.json is no JSON object'],
    ['lint-staged', { 'package.json': '{ "lint-staged": "x" }' }, 'package.json is no JSON object'],
  ];
  test.each(refused)('%s leaves %j alone', async (tool, files, message) => {
    const cwd = repository(files);
    const { code, stdout, stderr } = await promptfare(['init', '--hook', tool], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    for (const [path, text] of Object.entries(files)) expect(readFileSync(join(cwd, path), 'utf8')).toBe(text);
  });

  it('writes where a repository starts, and nothing in a dry run', async () => {
    expect((await promptfare(['init', '--hook', 'husky'], { cwd: treeOf({}) })).stderr).toContain('Run this in the directory that holds `.git`.');
    const cwd = repository({});
    expect((await promptfare(['init', '--hook', 'lefthook', '--dry-run'], { cwd })).stdout).toContain('lefthook.yml: would be written.');
    expect(existsSync(join(cwd, 'lefthook.yml'))).toBe(false);
  });
});

test('hooks get every file that is searched', () => {
  const names = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'astro', 'py', 'ipynb', 'go', 'java', 'tf', 'sh', 'bash', 'yml', 'yaml', 'prompt', 'prompty', 'template', 'prompt.yml', 'prompt.json', 'prompt.jsonc'].map(extension => `prompts/a.${extension}`);
  for (const name of names) {
    expect(isSearched(name) || isPromptFile(name), name).toBe(true);
    expect(new RegExp(hookFiles).test(name), name).toBe(true);
  }
  const published = parse(readFileSync(fileURLToPath(new URL('../../.pre-commit-hooks.yaml', import.meta.url)), 'utf8')) as { id: string; files?: string }[];
  expect(published.map(({ id, files }) => [id, files])).toEqual([['promptfare', hookFiles], ['promptfare-staged', undefined]]);
});

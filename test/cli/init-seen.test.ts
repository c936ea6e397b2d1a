/** `promptfare init` without flags: what the files of a project call for, and nothing else. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { lintStagedGlob } from '../../src/cli/init/hook-files.ts';
import { version } from '../../src/cli/version.ts';
import { workflowPath, workflowText } from '../../src/cli/init/workflow-text.ts';
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
/** All files with their texts. */
function filesIn(cwd: string): Files {
  return Object.fromEntries(readdirSync(cwd, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(cwd.length + 1), readFileSync(path, 'utf8')];
  }));
}

const flat = 'export default [];\n';
const ci = { '.github/workflows/test.yml': 'on: push\njobs: {}\n' };

describe('init', () => {
  test.each<[string, Files, readonly string[], readonly RegExp[]]>([
    ['nothing but code', { 'a.ts': '' }, ['promptfare.yaml'], []],
    ['GitHub', ci, ['promptfare.yaml', workflowPath], [/Pull requests of forks/]],
    ['ESLint and VS Code', { 'eslint.config.mjs': flat, '.vscode/extensions.json': '{}' }, ['promptfare.yaml', '.vscode/settings.json'], [/^eslint\.config\.mjs is code .* Add `import promptfare from 'promptfare\/eslint';`/m]],
    ['VS Code without ESLint', { '.vscode/settings.json': '{}' }, ['promptfare.yaml'], []],
    ['husky', { 'package.json': '{ "devDependencies": { "husky": "9" } }' }, ['promptfare.yaml', '.husky/pre-commit'], [/husky runs it/]],
    ['husky that runs lint-staged', { 'package.json': '{ "devDependencies": { "husky": "9" }, "lint-staged": {} }', '.husky/pre-commit': 'npx lint-staged\n' }, ['promptfare.yaml', 'package.json'], [/lint-staged runs/]],
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: []\n' }, ['promptfare.yaml', '.pre-commit-config.yaml'], [/pre-commit install/]],
    ['lefthook', { 'lefthook.yml': '# none yet\n' }, ['promptfare.yaml', 'lefthook.yml'], [/lefthook install/]],
    ['a hook tool whose configuration is code', { 'lint-staged.config.js': 'export default {};\n' }, ['promptfare.yaml'], [/^lint-staged\.config\.js is code and is not edited here\./m]],
    ['GitLab', { '.gitlab-ci.yml': 'test: { script: [make] }\n' }, ['promptfare.yaml'], [/^\.gitlab-ci\.yml is yours .*`npx --yes promptfare comment`/m]],
    ['all of its own', { 'promptfare.yml': 'failOn: warning\n', 'eslint.config.js': "import promptfare from 'promptfare/eslint';\nexport default [...promptfare.configs.recommended];\n", '.github/workflows/cost.yaml': 'jobs: { a: { steps: [{ uses: promptfare/promptfare@v0 }] } }\n', '.husky/pre-commit': 'npx promptfare --staged\n', '.gitlab-ci.yml': 'cost: { script: [npx promptfare comment] }\n' }, [], []],
    ['its configuration in package.json', { 'package.json': '{ "promptfare": { "failOn": "warning" } }' }, [], []],
  ])('in a project with %s', async (_, files, expected, lines) => {
    const cwd = repository(files);
    const { code, stdout, stderr } = await promptfare(['init'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const after = filesIn(cwd);
    expect(Object.keys(after).filter(path => after[path] !== files[path]).toSorted()).toEqual([...expected].toSorted());
    for (const path of expected) expect(stdout).toContain(`${path}: ${files[path] === undefined ? 'written' : 'changed'}.\n`);
    for (const line of lines) expect(stdout).toMatch(line);

    // A second run changes nothing, and what the user wrote meanwhile stays.
    const again = await promptfare(['init'], { cwd });
    expect([again.code, filesIn(cwd)]).toEqual([0, after]);
    expect(again.stdout).not.toMatch(/: (?:written|changed)\.$/m);
  });

  it('keeps to what stands above, and says so', async () => {
    const cwd = repository({ 'promptfare.yaml': 'failOn: never\n', 'packages/api/a.ts': '', ...ci });
    const { stdout } = await promptfare(['init'], { cwd: join(cwd, 'packages/api') });
    expect(stdout).toBe('../../promptfare.yaml: unchanged.\n');
  });

  it('writes what the command accepts', async () => {
    const cwd = repository({ 'a.ts': '', ...ci, 'package.json': '{ "lint-staged": {} }' });
    await promptfare(['init'], { cwd });
    expect(await promptfare(['--print-config'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    const files = filesIn(cwd);
    expect(files['promptfare.yaml']).toContain(`$schema=https://unpkg.com/promptfare@${version()}/schema/config.schema.json`);
    expect(parse(files[workflowPath]!)).toMatchObject({ on: 'pull_request', permissions: {} });
    expect(JSON.parse(files['package.json']!)).toEqual({ 'lint-staged': { [lintStagedGlob]: 'promptfare' } });
  });

  it('writes nothing in a dry run', async () => {
    const cwd = repository(ci);
    const { stdout } = await promptfare(['init', '--dry-run'], { cwd });
    expect(stdout).toContain(`${workflowPath}: would be written.\n`);
    expect(filesIn(cwd)).toEqual(ci);
  });
});

test('the workflow is that of the README', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  expect(readme).toContain(`\`\`\`yaml\n# ${workflowPath}\n${workflowText}\`\`\``);
});

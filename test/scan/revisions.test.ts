/** States of a repository are read as git recorded them, and nothing of the repository runs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import { createInspector, needles } from '../../src/inspect.ts';
import { changedPaths } from '../../src/scan/revisions/changed.ts';
import { type ReportsOptions, reportsOf } from '../../src/scan/revisions/reports.ts';
import { resolved } from '../../src/scan/revisions/resolve.ts';
import { dataNames } from '../../src/scan/revisions/dependents.ts';
import { openRevisions } from '../../src/scan/revisions/revisions.ts';
import { promptfare } from '../cli/fake-process.ts';
import { SONNET, change, commit, diffIn, diffOf, git, repositoryOf, source } from '../diff/repository.ts';
import { treeOf } from '../project/tree.ts';

describe('a commit as a project', () => {
  test('reads files, directories and links as a checkout would', () => {
    const root = repositoryOf({ 'src/a.ts': 'old', 'src/deep/b.ts': 'b', 'package.json': '{}' });
    symlinkSync('src/a.ts', join(root, 'link.ts'));
    symlinkSync('deep', join(root, 'src/way'));
    symlinkSync('/etc/passwd', join(root, 'out.ts'));
    symlinkSync('../../x', join(root, 'above.ts'));
    symlinkSync('loop.ts', join(root, 'loop.ts'));
    commit(root);
    change(root, { 'src/a.ts': 'new', 'src/deep/b.ts': null, 'src/c.ts': 'c' });
    const { base, head, changed } = openRevisions({ root, repository: root, resolved: resolved(root, {}, {}) });
    expect([...changed].toSorted()).toEqual(['src/a.ts', 'src/c.ts', 'src/deep/b.ts']);
    const { project } = base;
    expect(['src/a.ts', 'link.ts', 'src/way/b.ts', 'src/c.ts', 'package.json'].map(path => project.read(path))).toEqual(['old', 'old', 'b', undefined, '{}']);
    expect(['out.ts', 'above.ts', 'loop.ts', '../x', 'src'].map(path => project.read(path))).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(['src', 'src/way', 'src/a.ts', 'nothing'].map(path => [project.isDirectory(path), project.isFile(path)])).toEqual([[true, false], [true, false], [false, true], [false, false]]);
    expect(head.project.read('src/a.ts')).toBe('new');
  });

  test('finds what imports of that time named', () => {
    const root = repositoryOf({ 'src/a.ts': "import { p } from './p';", 'src/p/index.ts': '' });
    change(root, { 'src/p/index.ts': null, 'src/p.ts': '' });
    const { base, head } = openRevisions({ root, repository: root, resolved: resolved(root, {}, {}) });
    expect([base, head].map(({ project }) => project.locate('./p', 'src/a.ts', 'typescript'))).toEqual([{ kind: 'file', path: 'src/p/index.ts' }, { kind: 'file', path: 'src/p.ts' }]);
  });
});

describe('S3: nothing runs', () => {
  test('hooks, filters, textconv, external diffs, fsmonitor, pagers, code of the project', async () => {
    const root = repositoryOf({
      'src/a.ts': source(),
      '.gitattributes': '*.ts filter=canary diff=canary\n*.md filter=lfs\n',
      'promptfare.config.js': "require('fs').writeFileSync('fired', '')",
      'eslint.config.js': "require('fs').writeFileSync('fired', '')",
      '.pnp.cjs': "require('fs').writeFileSync('fired', '')",
      '.npmrc': 'node-options=--require ./canary.js\n',
      'canary.js': "require('fs').writeFileSync('fired', '')",
    });
    const canary = join(root, '.git/canary.sh');
    writeFileSync(canary, `#!/bin/sh\ntouch ${root}/fired\ncat\n`);
    chmodSync(canary, 0o755);
    const settings = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'core.askPass', 'diff.external', 'diff.canary.textconv', 'diff.canary.command', 'filter.canary.clean', 'filter.canary.smudge', 'filter.canary.process', 'filter.lfs.clean', 'pager.diff', 'pager.ls-tree', 'credential.helper', 'uploadpack.packObjectsHook'];
    for (const setting of settings) git(root, 'config', setting, canary);
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'pre-commit']) symlinkSync(canary, join(root, '.git/hooks', hook));
    change(root, { 'src/a.ts': source({ limit: 900 }) });
    // As new as the index: git has to look into it to be sure.
    utimesSync(join(root, 'src/a.ts'), new Date(), new Date());
    const index = git(root, '-c', 'core.fsmonitor=false', 'rev-parse', ':src/a.ts');
    for (const args of [[], ['--staged'], ['--base', 'HEAD', '--head', 'HEAD']]) await promptfare(['diff', ...args], { cwd: root });
    expect(existsSync(join(root, 'fired'))).toBe(false);
    expect((await diffIn(root)).changes.map(({ kinds }) => kinds)).toEqual([['limit']]);
    expect(git(root, '-c', 'core.fsmonitor=false', 'rev-parse', ':src/a.ts')).toBe(index);
    expect(existsSync(join(root, '.git/worktrees'))).toBe(false);
  });

  test('the canaries above do fire where nothing stops them', () => {
    const root = repositoryOf({ 'a.ts': 'a', '.gitattributes': '*.ts filter=canary\n' });
    const canary = join(root, '.git/canary.sh');
    writeFileSync(canary, `#!/bin/sh\ntouch ${root}/fired\ncat\n`);
    chmodSync(canary, 0o755);
    git(root, 'config', 'filter.canary.clean', canary);
    change(root, { 'a.ts': 'b' });
    execFileSync('git', ['diff'], { cwd: root });
    expect(existsSync(join(root, 'fired'))).toBe(true);
  });

  test('a filter does not hide what changed', () => {
    const root = repositoryOf({ 'a.ts': 'a', '.gitattributes': '*.ts filter=canary\n' });
    git(root, 'config', 'filter.canary.clean', 'echo a');
    git(root, 'config', 'filter.canary.required', 'true');
    change(root, { 'a.ts': 'b' });
    expect([...changedPaths(root, git(root, 'rev-parse', 'HEAD').trim(), { kind: 'working' })]).toEqual(['a.ts']);
  });
});

describe('which commits', () => {
  test.each([
    [['--base', 'nowhere'], 'There is no commit `nowhere` in this clone.'],
    [['--base', '--upload-pack=x'], 'There is no commit `--upload-pack=x` in this clone.'],
    [['--head', 'nowhere'], 'There is no commit `nowhere` in this clone.'],
    [['--staged', '--head', 'HEAD'], '`--staged` and `--head` are two states.'],
    [['--from', 'a.json'], '`--from` and `--to` go together'],
    [['--from', 'a.json', '--to', 'b.json', '--base', 'HEAD'], 'Choose one.'],
    [['--from', 'a.ts', '--to', 'a.ts'], '`a.ts` is not JSON.'],
    [['--from', 'package.json', '--to', 'a.ts'], '`package.json` is no report of `promptfare --format json`'],
    [['../elsewhere'], 'lies outside the repository'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await promptfare(['diff', ...args], { cwd: repositoryOf({ 'a.ts': source(), 'package.json': '{}' }) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('no repository, no commit, no target branch', async () => {
    const bare = treeOf({ 'a.ts': source() });
    expect((await promptfare(['diff'], { cwd: bare })).stderr).toContain('This is no git repository');
    git(bare, 'init', '-q');
    expect((await promptfare(['diff'], { cwd: bare })).stderr).toContain('There is no commit yet');
    const { stderr } = await promptfare(['diff'], { cwd: repositoryOf({ 'a.ts': source() }), env: { GITHUB_BASE_REF: 'main-2' } });
    expect(stderr).toContain('The target branch `main-2` is not in this clone. Fetch it (`fetch-depth: 0`');
  });

  test('a clone without the objects says so, and fetches nothing', async () => {
    const origin = repositoryOf({ 'a.ts': source() });
    change(origin, { 'a.ts': source({ limit: 900 }) });
    commit(origin);
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const clone = join(treeOf({}), 'clone');
    git(origin, 'clone', '-q', '--filter=blob:none', `file://${origin}`, clone);
    const { code, stderr } = await promptfare(['diff', '--base', 'HEAD~1'], { cwd: clone });
    expect(code).toBe(2);
    expect(stderr).toMatch(/Git .*(?:partial|objects)/);
  });
});

describe('the configuration', () => {
  test('S3: is that of the base, and a change to it is told', async () => {
    const root = repositoryOf({ 'a.ts': source(), 'promptfare.yaml': 'rules:\n  require-max-tokens: error\n' });
    change(root, { 'a.ts': source({ limit: null }), 'promptfare.yaml': 'rules:\n  require-max-tokens: off\n' });
    const diff = await diffIn(root);
    expect(diff.head.configurationChanged).toBe(true);
    expect(diff.findings.new).toMatchObject([{ ruleId: 'require-max-tokens', severity: 'error' }]);
    expect((await promptfare(['diff'], { cwd: root })).code).toBe(1);
    expect((await diffIn(root, ['--config', 'promptfare.yaml'])).findings.new).toEqual([]);
  });

  test('in a package.json counts by its key alone', async () => {
    const root = repositoryOf({ 'a.ts': source(), 'package.json': '{ "promptfare": { "failOn": "warning" } }' });
    change(root, { 'package.json': '{ "promptfare": { "failOn": "warning" }, "version": "2.0.0" }' });
    expect((await diffIn(root)).head.configurationChanged).toBeUndefined();
    change(root, { 'package.json': '{ "promptfare": { "failOn": "never" } }' });
    expect((await diffIn(root)).head.configurationChanged).toBe(true);
  });
});

test.each<[string, string, boolean]>([
  ['prompts/town.md', "readFileSync('prompts/town.md')", true],
  ['prompts/town.md', '//go:embed town.md', true],
  ['prompts/town.md', "load('town')", true],
  ['prompts/town.md', 'load(f"{folder}/town")', true],
  ['prompts/town.md', String.raw`"load(\"town\")"`, true],
  ['prompts/town.md', String.raw`"prompts\town"`, true],
  ['prompts/town.md', 'const town = "down town";', false],
  ['prompts/town.md', "readFileSync('down-town.md')", false],
  ['prompts/town.md', "readFileSync('town.mdx')", false],
  ['prompts/a+b.txt', "open('a+b.txt')", true],
  ['.env', 'process.env.MODEL_ID', false],
])('code names %s by its path or its name in quotes: %s', (path, text, isNamed) => {
  expect(dataNames([path])!.test(text)).toBe(isNamed);
});

describe('what is looked at', () => {
  const question = (index: number): string => source({ name: `f${index}`, system: `You write about town number ${index}.` });
  const files = { 'src/prompts.ts': "export const SYSTEM = 'You are brief.';\n", 'src/a.ts': source({ before: "import { SYSTEM } from './prompts';" }).replace(/text: "[^"]*"/, 'text: SYSTEM'), ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`src/f${index}.ts`, question(index)])) };

  async function inspectedBy(only: readonly string[], to: { readonly [path: string]: string }, from: { readonly [path: string]: string } = files): Promise<string[]> {
    const root = repositoryOf(from);
    change(root, to);
    const inspected = new Set<string>();
    const recording: NonNullable<ReportsOptions['engine']> = {
      needles,
      createInspector(project) {
        const inspector = createInspector(project);
        return { ...inspector, inspect: (path, text, lower) => (inspected.add(path), inspector.inspect(path, text, lower)) };
      },
    };
    const revisions = openRevisions({ root, repository: root, resolved: resolved(root, {}, {}) });
    await reportsOf({ ...(await createEngine()), revisions, targets: ['.'], configuration: { directory: root, settings: {} }, only, version: '0', engine: recording });
    return [...inspected].toSorted();
  }

  test('only what changed and what depends on it', async () => {
    expect(await inspectedBy([], { 'src/prompts.ts': "export const SYSTEM = 'You are kind.';\n" })).toEqual(['src/a.ts']);
  });

  test('not what has a word in common with the name of a file of data', async () => {
    const named = { ...files, 'town.prompt': '---\nmodel: amazon.nova-lite-v1:0\n---\nName a town.\n' };
    const touched = { 'src/word.ts': 'export const town = { name: "down town" };\n' };
    expect(await inspectedBy([], touched, named)).toEqual([]);
    expect(await inspectedBy([], { 'town.prompt': `${named['town.prompt']}Be brief.\n` }, named)).toEqual(['town.prompt']);
  });

  test('the whole project where a rule is about it', async () => {
    expect(await inspectedBy(['prefer-routing'], { 'src/f0.ts': question(10) })).toHaveLength(10);
  });

  test('code whose variables a template sets otherwise, over the file that reads them', async () => {
    const template = (model: string): string => `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/\n      Handler: a.answer\n      Environment: { Variables: { MODEL_ID: '${model}', TABLE: orders } }\n`;
    const read = source({ before: "import { MODEL } from './settings';" }).replace(/modelId: '[^']*'/, 'modelId: MODEL');
    const before = { ...files, 'template.yaml': template(SONNET), 'src/settings.ts': 'export const MODEL = process.env.MODEL_ID;\n', 'src/a.ts': read, 'src/table.ts': 'export const TABLE = process.env.TABLE;\n' };
    const { changes, totals } = await diffOf(before, { 'template.yaml': template('us.anthropic.claude-haiku-4-5-20251001-v1:0') });
    expect(changes).toMatchObject([{ path: 'src/a.ts', kinds: ['model'] }]);
    expect(totals.coverage).toMatchObject({ calls: 1 });
  });

  test('code whose objects a changed file hands to its constructor', async () => {
    const bedrock = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport class Bedrock {\n  ask(text: string) { return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: '${SONNET}', messages: [{ role: 'user', content: [{ text }] }] })); }\n}\n`;
    const flow = "export class Flow {\n  constructor(private llm: any) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n";
    const app = (made: string): string => `import { Bedrock } from './bedrock';\nimport { Flow } from './flow';\nclass Fake { ask(text: string) { return text; } }\nexport const flow = new Flow(new ${made}());\nexport const spare = new Bedrock();\n`;
    const { changes } = await diffOf({ 'bedrock.ts': bedrock, 'flow.ts': flow, 'app.ts': app('Fake') }, { 'app.ts': app('Bedrock') });
    expect(changes).toMatchObject([{ path: 'flow.ts', kinds: ['added'] }]);
  });

  test('code whose objects a changed file hands to its function', async () => {
    const bedrock = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport class Bedrock {\n  ask(text: string) { return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: '${SONNET}', messages: [{ role: 'user', content: [{ text }] }] })); }\n}\n`;
    const flow = "export async function flow(llm: any): Promise<string> {\n  return llm.ask('Name three colours.');\n}\n";
    const app = (made: string): string => `import { Bedrock } from './bedrock';\nimport { flow } from './flow';\nclass Fake { ask(text: string) { return text; } }\nexport const run = () => flow(new ${made}());\nexport const spare = new Bedrock();\n`;
    const { changes } = await diffOf({ 'bedrock.ts': bedrock, 'flow.ts': flow, 'app.ts': app('Fake') }, { 'app.ts': app('Bedrock') });
    expect(changes).toMatchObject([{ path: 'flow.ts', kinds: ['added'] }]);
  });

  test('code that is handed objects whose class has changed', async () => {
    const bedrock = (model: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport class Bedrock {\n  ask(text: string) { return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: '${model}', messages: [{ role: 'user', content: [{ text }] }] })); }\n}\n`;
    const flow = "export const complete = (llm: any) => llm.ask('Name three colours.');\n";
    const team = "export class Team {\n  constructor(private llm: any) {}\n  greet() { return this.llm.ask('Name three towns.'); }\n}\n";
    const app = "import { Bedrock } from './bedrock';\nimport { complete } from './flow';\nimport { Team } from './team';\nexport const run = () => complete(new Bedrock());\nexport const team = new Team(new Bedrock());\n";
    const { changes } = await diffOf({ 'bedrock.ts': bedrock(SONNET), 'flow.ts': flow, 'team.ts': team, 'app.ts': app }, { 'bedrock.ts': bedrock('amazon.nova-lite-v1:0') });
    expect(changes.map(({ path }) => path).toSorted()).toEqual(['flow.ts', 'team.ts']);
  });

  test('templates, for rules about what is deployed', async () => {
    const budget = "  B:\n    Type: AWS::Budgets::Budget\n    Properties:\n      Budget: { BudgetType: COST, TimeUnit: MONTHLY, BudgetLimit: { Amount: 100, Unit: USD } }\n      NotificationsWithSubscribers:\n" + [50, 80, 100].map(threshold => `        - { Notification: { NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: ${threshold} }, Subscribers: [{ SubscriptionType: EMAIL, Address: a@example.com }] }\n`).join('');
    const template = 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: src, Handler: a.answer }\n';
    const root = repositoryOf({ ...files, 'template.yaml': template + budget });
    change(root, { 'template.yaml': template });
    const { findings } = await diffIn(root, ['--rule', 'require-budget-alerts']);
    expect([findings.new.map(({ ruleId }) => ruleId), findings.fixed]).toEqual([['require-budget-alerts'], []]);
  });
});

describe('what counts as changed', () => {
  const tsconfig = (target: string, paths: object): string => JSON.stringify({ compilerOptions: { target, paths } });
  const manifest = (part: object): string => JSON.stringify({ name: 'shop', version: '1.0.0', ...part });
  const files = { 'package.json': manifest({ dependencies: { a: '1', ai: '^5.0.1' } }), 'tsconfig.json': tsconfig('es2022', { '~/*': ['./src/*'] }), 'src/a.ts': source(), 'src/b.ts': source({ name: 'b', system: 'You write poems about the sea.' }) };

  test.each<[string, { readonly [path: string]: string }, number]>([
    ['a version, a script, a new dependency', { 'package.json': manifest({ version: '1.0.1', scripts: { x: 'y' }, dependencies: { a: '2', ai: '^5.1.0', b: '1' } }) }, 0],
    ['a major version that tells how calls are written', { 'package.json': manifest({ dependencies: { a: '1', ai: '^6.0.0' } }) }, 2],
    ['a compiler option', { 'tsconfig.json': tsconfig('es2024', { '~/*': ['./src/*'] }) }, 0],
    ['where an alias leads', { 'tsconfig.json': tsconfig('es2022', { '~/*': ['./lib/*'] }) }, 2],
    ['a dependency under another name', { 'package.json': manifest({ dependencies: { a: 'npm:b@1', ai: '^5.0.1' } }) }, 2],
    ['what the package gives', { 'package.json': manifest({ exports: './src/a.ts', dependencies: { a: '1', ai: '^5.0.1' } }) }, 2],
  ])('a manifest reaches everything only where it sends imports elsewhere: %s', async (_, to, calls) => {
    const root = repositoryOf(files);
    change(root, to);
    expect((await diffIn(root)).totals.coverage.calls).toBe(calls);
  });

  test('not a file that was touched and is as it was', async () => {
    const root = repositoryOf(files);
    change(root, { 'src/a.ts': source() });
    utimesSync(join(root, 'src/a.ts'), 1, 1);
    expect((await diffIn(root)).totals.coverage).toMatchObject({ files: 0, calls: 0 });
  });

  test('not a file whose mode alone is another', async () => {
    const root = repositoryOf(files);
    chmodSync(join(root, 'src/a.ts'), 0o755);
    commit(root);
    expect(git(root, 'diff', '--raw', 'HEAD^', 'HEAD')).toContain('100755');
    expect((await diffIn(root, ['--base', 'HEAD^', '--head', 'HEAD'])).totals.coverage).toMatchObject({ files: 0, calls: 0 });
  });

  test('a limit of the configuration holds on both sides', async () => {
    const root = repositoryOf({ ...files, 'promptfare.yaml': 'maxFileSize: 2000' });
    change(root, { 'src/a.ts': source({ limit: 900 }), 'src/b.ts': `${source({ name: 'b', limit: 900 })}// ${'x'.repeat(3000)}\n` });
    const { changes, totals } = await diffIn(root);
    expect([changes.map(({ path }) => path), totals.coverage.skipped]).toEqual([['src/a.ts'], [{ path: 'src/b.ts', reason: 'too large' }]]);
  });
});

test('a bare repository is compared by its commits', async () => {
  const root = repositoryOf({ 'src/a.ts': source() });
  change(root, { 'src/a.ts': source({ limit: 900 }) });
  commit(root);
  const bare = join(treeOf({}), 'shop.git');
  execFileSync('git', ['clone', '-q', '--bare', root, bare], { stdio: 'ignore' });
  expect(await diffIn(bare, ['--base', 'HEAD^', '--head', 'HEAD'])).toMatchObject({ changes: [{ path: 'src/a.ts', kinds: ['limit'] }] });
  const { code, stderr } = await promptfare(['diff'], { cwd: bare });
  expect([code, stderr]).toEqual([2, expect.stringContaining('A bare repository has no working tree. Name the state to look at with `--head`.')]);
});

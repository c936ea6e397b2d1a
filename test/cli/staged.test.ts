/** `--staged`: what the next commit takes is judged, whatever stands in the working tree. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test, vi } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { type Files, change, commit, git, repositoryOf, source } from '../diff/repository.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

// Each test starts git many times.
vi.setConfig({ testTimeout: 120_000 });

const RETIRED = 'anthropic.claude-v2:1';
const bad = source({ model: RETIRED, name: 'bad' });
const good = source();
/** Enough of it to be worth a finding. */
const indentedLines = ['You answer questions of customers.', 'Name the order.', 'Never promise a refund.', 'Write three sentences.', 'Leave out numbers that do not matter.', 'Leave out names.'].map(line => `        ${line}\n`).join('');

async function staged(cwd: string, args: readonly string[] = [], env: { [name: string]: string } = {}): Promise<Report> {
  const { stdout, stderr } = await promptfare(['--staged', '--format', 'json', ...args], { cwd, env });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
const places = ({ findings }: Report): string[] => findings.map(({ path, ruleId }) => `${path} ${ruleId}`);

/** A repository with a commit, and files changed and staged since. */
function stagedIn(before: Files, after: { readonly [path: string]: string | null }): string {
  const root = repositoryOf(before);
  change(root, after);
  git(root, 'add', '-A');
  return root;
}

describe('what is staged', () => {
  it('is judged, not what the working tree holds', async () => {
    const root = stagedIn({ 'a.ts': good, 'b.ts': good }, { 'a.ts': bad, 'b.ts': `${good}// staged\n` });
    change(root, { 'a.ts': good, 'b.ts': bad });
    expect(places(await staged(root))).toEqual(['a.ts no-retired-model']);
    expect((await promptfare(['--staged'], { cwd: root })).code).toBe(1);
    git(root, 'add', '-A');
    expect(places(await staged(root))).toEqual(['b.ts no-retired-model']);
  });

  it('is all that is reported', async () => {
    const root = stagedIn({ 'old.ts': bad, 'a.ts': good }, { 'a.ts': `${good}// more\n` });
    const report = await staged(root);
    expect(report).toMatchObject({ findings: [], files: { scanned: 1, analyzed: 1 } });
    expect(report.calls.map(({ path }) => path)).toEqual(['a.ts']);
  });

  it('is judged with what stands beside it, staged or not', async () => {
    const uses = source().replace(/modelId: '[^']*'/, 'modelId: MODEL').replace('const client', "import { MODEL } from './model';\nconst client");
    const root = stagedIn({ 'model.ts': `export const MODEL = '${RETIRED}';\n` }, { 'a.ts': uses });
    expect(places(await staged(root))).toEqual(['a.ts no-retired-model']);
    // The other file has another text in the working tree, which is not part of the commit.
    change(root, { 'model.ts': "export const MODEL = 'amazon.nova-lite-v1:0';\n" });
    expect(places(await staged(root))).toEqual(['a.ts no-retired-model']);
  });

  test.each<[string, string, string]>([
    ['a constant', 'prompts.ts', `export const PROMPT = \`\n${indentedLines}\`;\n`],
    ['a constant that is handed on', 'texts/prompts.ts', `export const PROMPT = \`\n${indentedLines}\`;\n`],
  ])('is %s that is sent elsewhere', async (_, path, content) => {
    const uses = source({ before: `import { PROMPT } from './${path === 'prompts.ts' ? 'prompts' : 'texts'}';` }).replace(/text: "[^"]*"/, 'text: PROMPT');
    const root = stagedIn({ 'a.ts': uses, 'texts/index.ts': "export * from './prompts';\n", [path]: "export const PROMPT = 'Be brief.';\n" }, { [path]: content });
    const report = await staged(root);
    expect(places(report)).toEqual(['a.ts no-prompt-indentation']);
    expect(report.calls.map(({ id }) => id)).toEqual([report.findings[0]!.callId]);
  });

  const twice = 'Always answer in one sentence. Name the order. Always answer in one sentence.';
  test.each<[string, Files, string]>([
    ['Go', { 'desk/prompts.go': 'package main\n\nconst system = `You answer questions of customers about orders.`\n', 'desk/main.go': 'package main\n\nimport (\n\t"context"\n\n\t"github.com/aws/aws-sdk-go-v2/aws"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"\n)\n\nfunc answer(ctx context.Context, client *bedrockruntime.Client, question string) (*bedrockruntime.ConverseOutput, error) {\n\treturn client.Converse(ctx, &bedrockruntime.ConverseInput{\n\t\tModelId: aws.String("amazon.nova-lite-v1:0"),\n\t\tInferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(300)},\n\t\tSystem: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: system}},\n\t\tMessages: []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: question}}}},\n\t})\n}\n' }, 'desk/prompts.go'],
    ['Java', { 'a/Prompts.java': 'package a;\nclass Prompts {\n  static final String SYSTEM = "You answer questions of customers about orders.";\n}\n', 'a/Model.java': 'package a;\nimport software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nimport software.amazon.awssdk.services.bedrockruntime.model.*;\npublic class Model {\n  private final BedrockRuntimeClient client = BedrockRuntimeClient.create();\n  public String ask(String question) {\n    return client.converse(r -> r.modelId("us.amazon.nova-lite-v1:0").inferenceConfig(c -> c.maxTokens(300)).system(SystemContentBlock.fromText(Prompts.SYSTEM)).messages(Message.builder().role("user").content(ContentBlock.fromText(question)).build())).output().message().content().get(0).text();\n  }\n}\n' }, 'a/Prompts.java'],
  ])('is a constant in another file of the package, which nothing imports: %s', async (_, files, path) => {
    const root = stagedIn(files, { [path]: files[path]!.replace('orders.', `orders. ${twice}`) });
    expect(places(await staged(root))).toEqual([expect.stringMatching(/(?:main\.go|Model\.java) no-redundant-instructions$/)]);
  });

  it('is a prompt in a file of text, and old debt of its call is not', async () => {
    const uses = source({ model: RETIRED, before: "import { readFileSync } from 'node:fs';\nconst PROMPT = readFileSync(`${__dirname}/system.md`, 'utf8');" }).replace(/text: "[^"]*"/, 'text: PROMPT');
    const root = stagedIn({ 'a.ts': uses, 'system.md': 'You answer questions.\n' }, { 'system.md': 'You answer questions of customers. Always answer in one sentence.\n\nName the order. Always answer in one sentence.\n' });
    expect(places(await staged(root))).toEqual(['a.ts no-redundant-instructions']);
  });

  const system = 'You answer questions of customers about their orders.';
  test.each<readonly [string, boolean, Files]>([
    ['word for word', true, { 'a.ts': source() }],
    ['in other quotes and pieces', true, { 'a.ts': source().replace(JSON.stringify(system), "'You answer questions ' + `of customers ` + 'about their orders.'") }],
    ['with a text from another file', true, { 'a.ts': source().replace(JSON.stringify(system), 'SYSTEM').replace('const client', "import { SYSTEM } from './said';\nconst client"), 'said.ts': `export const SYSTEM = '${system}';\n` }],
    ['with an SDK that another file hands on', true, { 'a.ts': source().replace('@aws-sdk/client-bedrock-runtime', './aws'), 'aws.ts': "export * from '@aws-sdk/client-bedrock-runtime';\n" }],
    ['with another text', false, { 'a.ts': source({ system: 'You answer questions of suppliers about their bills.' }) }],
    ['in a file that comes later', false, { 'z.ts': source() }],
  ])('has the ids of a whole scan, where another file holds the same call %s', async (_, isTwin, others) => {
    const root = stagedIn(others, { 'm.ts': `${source()}// staged\n` });
    const own = async (cwd: string): Promise<string[]> => (await staged(cwd)).calls.filter(({ path }) => path === 'm.ts').map(({ id }) => id);
    const whole = JSON.parse((await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd: root })).stdout) as Report;
    const ids = await own(root);
    expect(ids).toEqual(whole.calls.filter(({ path }) => path === 'm.ts').map(({ id }) => id));
    const alone = await own(stagedIn({}, { 'm.ts': source() }));
    expect(ids).toHaveLength(1);
    expect(ids[0] !== alone[0]).toBe(isTwin);
  });

  it('is nothing where files are gone, hidden or unchanged', async () => {
    const root = stagedIn({ 'a.ts': bad, 'b.ts': bad }, { 'a.ts': null });
    expect(places(await staged(root))).toEqual([]);
    expect(await promptfare(['--staged'], { cwd: root })).toEqual({ code: 0, stdout: '', stderr: '' });
    git(root, 'commit', '-q', '-m', 'state');
    git(root, 'update-index', '--assume-unchanged', 'b.ts');
    change(root, { 'b.ts': good, 'c.ts': source({ before: "export * from './b';" }) });
    git(root, 'add', 'c.ts');
    expect(places(await staged(root))).toEqual([]);
  });

  it('may be gone from the working tree', async () => {
    const root = stagedIn({}, { 'src/a.ts': bad });
    rmSync(join(root, 'src'), { recursive: true });
    expect(places(await staged(root))).toEqual(['src/a.ts no-retired-model']);
    expect(places(await staged(root, ['src/a.ts']))).toEqual(['src/a.ts no-retired-model']);
  });

  it('is everything before the first commit', async () => {
    const root = treeOf({ 'a.ts': bad, 'b.ts': bad });
    git(root, 'init', '-q');
    git(root, 'add', 'a.ts');
    expect(places(await staged(root))).toEqual(['a.ts no-retired-model']);
  });

  it('is what the index of a hook says', async () => {
    const root = stagedIn({ 'a.ts': good }, {});
    cpSync(join(root, '.git/index'), join(root, '.git/index.lock'));
    change(root, { 'a.ts': bad });
    const text = git(root, 'hash-object', '-w', 'a.ts').trim();
    rmSync(join(root, '.git/index.lock'));
    cpSync(join(root, '.git/index'), join(root, '.git/other'));
    const { stdout } = await promptfare(['--staged', '--format', 'json'], { cwd: root, env: { GIT_INDEX_FILE: '.git/index' } });
    expect(places(JSON.parse(stdout) as Report)).toEqual([]);
    git(root, 'update-index', '--cacheinfo', `100644,${text},a.ts`);
    expect(places(await staged(root, [], { GIT_INDEX_FILE: '.git/index' }))).toEqual(['a.ts no-retired-model']);
    expect(places(await staged(root, [], { GIT_INDEX_FILE: '.git/other' }))).toEqual([]);
  });

  it('is narrowed to paths', async () => {
    const root = stagedIn({}, { 'src/a.ts': bad, 'lib/b.ts': bad });
    expect(places(await staged(root, ['src']))).toEqual(['src/a.ts no-retired-model']);
    expect(places(await staged(join(root, 'lib')))).toEqual(['b.ts no-retired-model']);
    expect((await promptfare(['--staged', '../src', '-f', 'concise'], { cwd: join(root, 'lib') })).stdout).toContain('../src/a.ts:');
  });
});

describe('the configuration', () => {
  it('is the staged one, else the one that is there', async () => {
    const root = stagedIn({ 'promptfare.yaml': 'rules: { no-retired-model: warning }\n' }, { 'a.ts': bad });
    change(root, { 'promptfare.yaml': 'rules: { no-retired-model: off }\n' });
    expect((await staged(root)).findings.map(({ severity }) => severity)).toEqual(['warning']);
    git(root, 'rm', '-q', '--cached', 'promptfare.yaml');
    expect((await staged(root)).findings).toEqual([]);
  });

  it('says what is not looked at', async () => {
    const root = stagedIn({ 'promptfare.yaml': 'ignore: [old]\n' }, { 'old/a.ts': bad, 'dist/b.js': bad });
    expect(await staged(root)).toMatchObject({ findings: [], files: { skipped: [{ path: 'dist/' }, { path: 'old/a.ts' }] } });
  });
});

describe('fixes', () => {
  const indented = good.replace('text: `${question}`', `text: \`\n${indentedLines}        \${question}\n\``);

  test.each(['--fix', '--fix-suggested'])('%s is refused', async flag => {
    const root = stagedIn({}, { 'a.ts': indented });
    const { code, stderr } = await promptfare(['--staged', flag], { cwd: root });
    expect([code, stderr]).toEqual([2, expect.stringContaining('Fix without `--staged`, then `git add` the files')]);
  });

  it('are shown of the staged text', async () => {
    const root = stagedIn({}, { 'a.ts': indented });
    change(root, { 'a.ts': good });
    const { stdout } = await promptfare(['--staged', '--diff'], { cwd: root });
    expect(stdout).toContain('-        Leave out names.');
    expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(good);
  });
});

it('needs a repository', async () => {
  expect(await promptfare(['--staged'], { cwd: treeOf({ 'a.ts': bad }) })).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing is staged') as string });
  expect((await promptfare(['--staged', '--stdin', '--stdin-filename', 'a.ts'], { cwd: treeOf({}) })).code).toBe(2);
});

test('finds in every file what a scan of it finds', async () => {
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
  const root = repositoryOf({ 'README.md': '' });
  cpSync(fixtures, root, { recursive: true, filter: path => !path.endsWith('expected.json') });
  git(root, 'add', '-A');
  const whole = JSON.parse((await promptfare(['--format', 'json', '--rule', 'no-retired-model', '--rule', 'require-max-tokens', '--rule', 'no-prompt-indentation', '--rule', 'no-oversized-model'], { cwd: root })).stdout) as Report;
  expect(whole.findings.length).toBeGreaterThan(8);
  const rules = ['no-retired-model', 'require-max-tokens', 'no-prompt-indentation', 'no-oversized-model'].flatMap(id => ['--rule', id]);
  const paths = [...new Set(whole.findings.map(({ path }) => path))];
  commit(root);
  for (const path of paths) {
    writeFileSync(join(root, path), `${readFileSync(join(root, path), 'utf8')}\n`);
    git(root, 'add', path);
    const own = whole.findings.filter(finding => finding.path === path).map(({ ruleId, line, message }) => [ruleId, line, message]);
    expect((await staged(root, rules)).findings.map(({ ruleId, line, message }) => [ruleId, line, message]), path).toEqual(own);
    git(root, 'reset', '-q', '--hard');
  }
});

/** The action as GitHub runs it: the bundle alone, in a directory without packages. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { DiffReport } from '../../src/core/diff.ts';
import { bundleAction } from '../../src/dev/action/bundle.ts';
import { promptfare } from '../cli/fake-process.ts';
import { change, commit, git, repositoryOf, source } from '../diff/repository.ts';
import { type Fake, fakeGitHub, token } from '../platforms/fakes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: { [name: string]: { default?: string } }; outputs: object; runs: { using: string; main: string } };
const long = 'You answer questions of customers about their orders. '.repeat(40);
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(realpathSync(tmpdir()), 'promptfare-action-'));
  await bundleAction(root, join(home, 'action'));
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Step {
  readonly code: number;
  readonly stdout: string;
  readonly outputs: { readonly [name: string]: string };
  readonly summary: string;
}

/** Runs the step as the runner does: `with` and the event, and nothing else of this process. */
async function step(cwd: string, fake: Fake, event: unknown, inputs: { readonly [name: string]: string } = {}, env: { readonly [name: string]: string } = {}, node = [process.execPath]): Promise<Step> {
  const files = { GITHUB_EVENT_PATH: join(home, 'event.json'), GITHUB_STEP_SUMMARY: join(home, 'summary.md'), GITHUB_OUTPUT: join(home, 'output.txt') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(event));
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value.replace('${{ github.token }}', token)]));
  const given = Object.fromEntries(Object.entries({ ...defaults, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const { GITHUB_TOKEN: _, ...ci } = fake.env;
  const all = { PATH: process.env['PATH']!, HOME: home, CI: 'true', ...ci, GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'main', ...files, ...given, ...env };
  const [file, ...before] = node as [string, ...string[]];
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>(done => {
    execFile(file, [...before, join(home, action.runs.main)], { cwd, env: all, encoding: 'utf8' }, (error, out, problems) => done({ code: error ? Number(error.code) : 0, stdout: out + problems }));
  });
  const outputs = Object.fromEntries([...readFileSync(files.GITHUB_OUTPUT, 'utf8').matchAll(/^([\w-]+)<<(promptfare-[\w-]+)\n([^]*?)\n\2$/gm)].map(match => [match[1]!, match[3]!]));
  return { code, stdout, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

/** A branch that makes a prompt longer and drops its limit, and the event of its pull request. */
function pullRequest(from = 'acme/shop', settings = ''): { cwd: string; head: string; event: { pull_request: object } } {
  const cwd = repositoryOf({ 'src/a.ts': source(), 'src/ask.py': python('Be brief.'), 'promptfare.yaml': `rules:\n  require-max-tokens: error\n${settings}` });
  git(cwd, 'checkout', '-q', '-b', 'longer');
  // The change would silence the rule for itself.
  change(cwd, { 'src/a.ts': source({ system: long, limit: null }), 'src/ask.py': python('Be very brief, please.'), 'promptfare.yaml': 'rules:\n  require-max-tokens: off\n' });
  const head = commit(cwd);
  return { cwd, head, event: { pull_request: { number: 7, head: { sha: head, repo: { full_name: from } }, base: { repo: { full_name: 'acme/shop' } } } } };
}

const python = (text: string): string => `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n    return client.converse(modelId="us.anthropic.claude-haiku-4-5-20251001-v1:0", system=[{"text": "${text}"}], messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 50})\n`;

/** A server that knows this commit as the head of the pull request. */
async function server(head: string): Promise<Fake> {
  const fake = await fakeGitHub();
  fake.at.head = head;
  return fake;
}

describe('the bundle', () => {
  test('holds all that it needs, and is of a size that a tag can bear', () => {
    const files = readdirSync(join(home, 'action'), { recursive: true, encoding: 'utf8' });
    expect(files.filter(file => file.includes('node_modules'))).toEqual([]);
    expect(action.runs).toEqual({ using: 'node24', main: 'action/index.js' });
    const size = files.reduce((sum, file) => sum + (file.includes('.') ? readFileSync(join(home, 'action', file)).length : 0), 0);
    expect(size).toBeLessThan(12 << 20);
    expect(readFileSync(join(home, 'action/THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('tiktoken');
  });

  test('finds what the command finds, though it parses by WebAssembly', async () => {
    const cwd = mkdtempSync(join(home, 'scan-'));
    cpSync(join(root, 'fixtures'), join(cwd, 'fixtures'), { recursive: true, filter: path => !path.endsWith('expected.json') });
    const fake = await fakeGitHub();
    const { code, stdout } = await step(cwd, fake, { ref: 'refs/heads/main' }, { sarif: 'all.sarif', 'fail-on': 'never' }, { GITHUB_EVENT_NAME: 'push' });
    expect([code, fake.log]).toEqual([0, []]);
    expect(stdout).toContain('require-prompt-cache');
    await promptfare(['--format', 'sarif=command.sarif', '--fail-on', 'never'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'all.sarif'), 'utf8'))).toEqual(JSON.parse(readFileSync(join(cwd, 'command.sarif'), 'utf8')));
  }, 120_000);
});

describe('a pull request', () => {
  test('gets a comment, a summary, annotations, outputs and a failed check, judged by the configuration of the base', async () => {
    const { cwd, head, event } = pullRequest();
    const fake = await server(head);
    const { code, stdout, outputs, summary } = await step(cwd, fake, event, { json: 'diff.json', sarif: 'all.sarif' });
    expect(stdout).toMatch(/^::error file=src\/a\.ts,line=5.*title=require-max-tokens::/m);
    expect(stdout).toMatch(/^Commented on acme\/shop#7: http/m);
    expect(code).toBe(1);
    expect(fake.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^<!-- promptfare tag=default run=500 -->[^]*\+\$1\./)]);
    expect(summary).toContain('+$1.');
    expect(outputs).toMatchObject({ changed: 'true', 'new-findings': '1', 'fixed-findings': '0', comment: 'created', json: 'diff.json', sarif: 'all.sarif' });
    expect(Number(outputs['usd-per-thousand-calls'])).toBeGreaterThan(1);
    expect(outputs['headline']).toContain('per 1,000 calls');
    expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(action.outputs).toSorted());
    expect((JSON.parse(readFileSync(join(cwd, 'diff.json'), 'utf8')) as DiffReport).head).toEqual({ ref: head, commit: head, configurationChanged: true });
    expect(existsSync(join(cwd, 'all.sarif'))).toBe(true);
    expect(stdout + summary + JSON.stringify(outputs)).not.toContain(token);

    expect((await step(cwd, fake, event)).outputs['comment']).toBe('unchanged');
    expect(await step(cwd, fake, event, { 'fail-on': 'never', comment: 'false', annotations: 'false' })).toMatchObject({ code: 0, outputs: { comment: 'none' }, stdout: expect.not.stringContaining('::error') });
    expect(fake.comments).toHaveLength(1);
  });

  test('fails on budgets alone where that is asked for', async () => {
    const asked = { comment: 'false', 'fail-on': 'budget' };
    const within = pullRequest();
    expect(await step(within.cwd, await server(within.head), within.event, asked)).toMatchObject({ code: 0, outputs: { 'new-findings': '1' } });
    const over = pullRequest('acme/shop', 'budgets: [{ name: answers, within: answer, tokens: 100 }]\n');
    expect(await step(over.cwd, await server(over.head), over.event, asked)).toMatchObject({ code: 1, stdout: expect.stringContaining('over by this change') });
  });

  test('a configuration that is named is that of the base, too', async () => {
    const { cwd, head, event } = pullRequest();
    git(cwd, 'mv', 'promptfare.yaml', 'other.yaml');
    commit(cwd);
    const { stdout } = await step(cwd, await server(head), event, { config: 'promptfare.yaml', comment: 'false' });
    expect(stdout).toContain('title=require-max-tokens::');
  });

  test('of a fork: figures, but no comment; the run after it comments, with data alone', async () => {
    const { cwd, head, event } = pullRequest('mallory/shop');
    const fake = await server(head);
    fake.faults.push({ on: /^POST/, status: 403, data: { message: 'Resource not accessible by integration' } });
    const first = await step(cwd, fake, event, { json: 'promptfare-diff.json', 'fail-on': 'never' });
    expect(first).toMatchObject({ code: 0, outputs: { comment: 'none', changed: 'true' } });
    expect(first.stdout).toContain('::notice title=promptfare::The pull request comes from a fork');
    expect(first.summary).toContain('+$1.');
    expect(fake.log).toEqual([]);
    fake.faults.length = 0;

    const poster = repositoryOf({ 'README.md': 'The code of the base.' });
    cpSync(join(cwd, 'promptfare-diff.json'), join(poster, 'promptfare-diff.json'));
    const run = { workflow_run: { id: 321, event: 'pull_request', head_sha: head, head_branch: 'fix', head_repository: { owner: { login: 'mallory' } } } };
    const env = { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_BASE_REF: '', GITHUB_REF: 'refs/heads/main' };
    const second = await step(poster, fake, run, { from: 'promptfare-diff.json' }, env);
    expect(second).toMatchObject({ code: 0, outputs: { comment: 'created' }, stdout: expect.not.stringContaining('::error') });
    expect(fake.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^<!-- promptfare tag=default run=321 -->[^]*\+\$1\./)]);

    const tampered = await step(poster, fake, { workflow_run: { ...run.workflow_run, head_sha: '9'.repeat(40) } }, { from: 'promptfare-diff.json' }, env);
    expect(tampered).toMatchObject({ code: 2, stdout: expect.stringContaining('::error title=promptfare::`promptfare-diff.json` is about commit') });
    expect(await step(poster, fake, run, {}, env)).toMatchObject({ code: 2, stdout: expect.stringContaining('input `from`') });
  });

  test('what is wrong is said in one line that GitHub shows', async () => {
    const { cwd, head, event } = pullRequest();
    const fake = await server(head);
    expect(await step(cwd, fake, event, { 'min-change': 'much' })).toMatchObject({ code: 2, stdout: '::error title=promptfare::The input `min-change` is none. Name US dollars, as in 0.50, or percent, as in 5%25.\n' });
    expect(await step(cwd, fake, event, { behavior: 'shout' })).toMatchObject({ code: 2, stdout: expect.stringContaining('The input `behavior` is one of update, new,') });
    expect(await step(cwd, fake, {}, {})).toMatchObject({ code: 2, stdout: expect.stringContaining('is about no pull request') });
    expect(await step(cwd, fake, { pull_request: { ...event.pull_request, head: { sha: '7'.repeat(40), repo: { full_name: 'acme/shop' } } } })).toMatchObject({ code: 2, stdout: expect.stringContaining('`fetch-depth: 0` in actions/checkout') });
    fake.faults.push({ on: /^POST/, status: 403, data: { message: 'Resource not accessible by integration' } });
    expect(await step(cwd, fake, event)).toMatchObject({ code: 2, stdout: expect.stringMatching(/::error title=promptfare::GitHub answered 403.*`permissions: pull-requests: write`/) });
  });
});

// The version that `runs.using` names. The runner has it; here it is asked for by name, where that is wanted.
test.runIf(process.env['NODE24'])('runs on Node 24 as well', async () => {
  const { cwd, head, event } = pullRequest();
  const fake = await server(head);
  const { stdout, outputs } = await step(cwd, fake, event, {}, {}, [process.env['NODE24']!]);
  expect(stdout).not.toMatch(/Warning/i);
  expect(outputs['comment']).toBe('created');
});

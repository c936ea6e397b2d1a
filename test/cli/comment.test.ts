import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiffReport } from '../../src/core/diff.ts';
import { change, commit, diffIn, git, repositoryOf, source } from '../diff/repository.ts';
import { fakeAzure, fakeBitbucket, fakeGitHub, fakeGitLab, head, me, token } from '../platforms/fakes.ts';
import { promptfare } from './fake-process.ts';

const long = 'You answer questions of customers about their orders. '.repeat(40);

/** A branch that makes a prompt longer, and the event of a pull request. */
function pullRequest(event: unknown = { pull_request: { number: 7, head: { sha: head } } }, next: { system?: string; limit?: number | null } = { system: long }): { root: string; env: { [name: string]: string } } {
  const root = repositoryOf({ 'src/a.ts': source() });
  git(root, 'checkout', '-q', '-b', 'longer');
  change(root, { 'src/a.ts': source(next) });
  commit(root);
  const files = repositoryOf({ 'event.json': JSON.stringify(event), 'summary.md': 'Before.\n' });
  return { root, env: { GITHUB_EVENT_PATH: join(files, 'event.json'), GITHUB_STEP_SUMMARY: join(files, 'summary.md') } };
}

describe('promptfare comment', () => {
  test('comments in a job of GitHub, once, and says the same in the summary of the job', async () => {
    const fake = await fakeGitHub();
    const { root, env } = pullRequest();
    const run = (...args: string[]) => promptfare(['comment', '--base', 'main', ...args], { cwd: root, env: { ...fake.env, ...env } });
    const { code, stdout, stderr } = await run();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^.*\+\$1\.\d+.*per 1,000 calls.*\nCommented on acme\/shop#7: http\S+comment\/1\n$/);
    const [comment] = fake.comments;
    expect(comment!.body).toMatch(/^<!-- promptfare tag=default run=500 -->\n/);
    expect(comment!.body).toContain('+$1.');
    expect(comment!.body).toContain(`https://github.com/acme/shop/blob/${head}/src/a.ts#L5`);
    expect(comment!.body).not.toContain('You answer questions');
    const summary = readFileSync(env['GITHUB_STEP_SUMMARY']!, 'utf8');
    expect(summary).toMatch(/^Before\.\n/);
    expect(summary).toContain('+$1.');
    expect(summary).not.toContain('<!--');

    expect((await run()).stdout).toContain('The comment says so already on acme/shop#7');
    expect(fake.writes()).toEqual(['POST /repos/acme/shop/issues/7/comments']);
    git(root, 'checkout', '-q', 'main');
    expect((await run()).stdout).toContain('Updated the comment on acme/shop#7');
    expect(fake.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^<!-- promptfare tag=default run=500 -->\n[^]*[Nn]o change/)]);
    for (const text of [stdout, stderr, summary]) expect(text).not.toContain(token);
  });

  test('a change below the threshold is no comment, but stands in the summary', async () => {
    const fake = await fakeGitHub();
    const { root, env } = pullRequest();
    const run = (min: string) => promptfare(['comment', '--base', 'main', '--rule', 'no-retired-model', '--min-change', min], { cwd: root, env: { ...fake.env, ...env } });
    expect((await run('$5')).stdout).toContain('Nothing posted on acme/shop#7');
    expect(fake.comments).toEqual([]);
    expect(readFileSync(env['GITHUB_STEP_SUMMARY']!, 'utf8').length).toBeGreaterThan(10);
    expect((await run('5%')).stdout).toContain('Commented on');
  });

  test('new findings set the exit code, and the comment is posted all the same', async () => {
    const fake = await fakeGitHub();
    const { root, env } = pullRequest(undefined, { limit: null });
    const { code } = await promptfare(['comment', '--base', 'main', '--fail-on', 'warning'], { cwd: root, env: { ...fake.env, ...env } });
    expect(code).toBe(1);
    expect(fake.comments).toHaveLength(1);
  });

  test('--dry-run prints the comment and asks nobody', async () => {
    const { root } = pullRequest();
    const { code, stdout, stderr } = await promptfare(['comment', '--base', 'main', '--platform', 'gitlab', '--dry-run'], { cwd: root });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^<!-- promptfare tag=default -->\n[^]*\+\$1\./);
  });

  test('a token that may not write: what to do, exit code 2, and the summary has been written', async () => {
    const fake = await fakeGitHub();
    fake.faults.push({ on: /^POST \/repos/, status: 403, data: { message: 'Resource not accessible by integration' } });
    const { root, env } = pullRequest();
    const { code, stderr } = await promptfare(['comment', '--base', 'main'], { cwd: root, env: { ...fake.env, ...env } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^promptfare: GitHub answered 403: Resource not accessible by integration to POST .* Give the job `permissions: pull-requests: write`\. .*`workflow_run`.*\n$/);
    expect(readFileSync(env['GITHUB_STEP_SUMMARY']!, 'utf8')).toContain('+$1.');
  });

  test.each([
    ['GitLab', fakeGitLab, [], '4242!7: https://gitlab.example.com/acme/shop/-/merge_requests/7#note_1'],
    ['Bitbucket', fakeBitbucket, ['--api-url'], 'acme/shop#7: https://bitbucket.org/acme/shop/pull-requests/7#comment-1'],
    ['Azure DevOps', fakeAzure, [], 'The project/shop!7: http'],
  ] as const)('comments in a job of %s, and keeps it up to date', async (_, make, flags, place) => {
    const fake = await make();
    const { root } = pullRequest();
    const args = ['comment', '--base', 'main', ...flags.flatMap(flag => [flag, fake.url])];
    const first = await promptfare(args, { cwd: root, env: fake.env });
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toContain(`Commented on ${place}`);
    change(root, { 'src/a.ts': source({ system: long + long }) });
    expect((await promptfare(args, { cwd: root, env: fake.env })).stdout).toContain('Updated the comment on');
    expect(fake.comments.map(({ author, body }) => [author, /\+\$2\./.test(body)])).toEqual([[me, true]]);
  });

  test('files are linked from wherever it is run, and rules to their pages', async () => {
    const fake = await fakeGitHub();
    const { root, env } = pullRequest(undefined, { limit: null });
    await promptfare(['comment', '--base', 'main'], { cwd: join(root, 'src'), env: { ...fake.env, ...env } });
    expect(fake.comments[0]!.body).toContain(`https://github.com/acme/shop/blob/${head}/src/a.ts#L5`);
    expect(fake.comments[0]!.body).toMatch(/https:\/\/unpkg\.com\/promptfare@[\d.]+\/rules\/require-max-tokens\.md/);
  });

  test('a server that is not there, behind a proxy that Node does not use', async () => {
    const { root, env } = pullRequest();
    const { code, stderr } = await promptfare(['comment', '--base', 'main'], { cwd: root, env: { ...(await fakeGitHub()).env, ...env, GITHUB_API_URL: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://proxy.example.com:3128' } });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^promptfare: GitHub cannot be reached at 127\.0\.0\.1:9 \(.*\)\. Run the job again later\. There is a proxy: Node 24 uses it with `NODE_USE_ENV_PROXY=1`\.\n$/)]);
  });

  test('elsewhere it is told where', async () => {
    const fake = await fakeGitHub();
    const { root } = pullRequest();
    const ask = (args: string[], env: { [name: string]: string } = {}) => promptfare(['comment', '--base', 'main', ...args], { cwd: root, env });
    expect((await ask([])).stderr).toContain('Name one with `--platform`: github, gitlab, bitbucket, azure.');
    expect((await ask(['--platform', 'github'])).stderr).toContain('Set `GITHUB_TOKEN` in the environment of this step.');
    expect((await ask(['--platform', 'github', '--token-env', 'MINE'])).stderr).toContain('Set `MINE` in');
    expect((await ask(['--platform', 'github'], { GITHUB_TOKEN: token })).stderr).toContain('`--repository owner/name`');
    expect((await ask(['--platform', 'github', '--repository', 'acme/shop', '--api-url', fake.url], { GITHUB_TOKEN: token })).stderr).toContain('Name it with `--number`.');
    expect((await ask(['--platform', 'azure', '--repository', 'a/b', '--number', '7'], { SYSTEM_ACCESSTOKEN: token })).stderr).toContain('`--api-url https://…`');
    const { code, stdout } = await ask(['--platform', 'github', '--repository', 'acme/shop', '--number', '7', '--api-url', fake.url, '--token-env', 'MINE', '--tag', 'mine'], { MINE: token });
    expect([code, fake.comments[0]?.body.split('\n')[0]]).toEqual([0, '<!-- promptfare tag=mine -->']);
    expect(stdout).toContain('Commented on acme/shop#7');
  });

  test.each([
    [['--min-change', '5 euros'], 'Name US dollars, as in 0.50, or percent, as in 5%.'],
    [['--min-change', '-1'], 'Name US dollars'],
    [['--number', '0'], 'It is a whole number'],
    [['--tag', '--><script>'], 'A tag is made of'],
    [['--behavior', 'shout'], 'Allowed choices are update, new, hide-and-new, delete-and-new.'],
    [['--platform', 'gitea'], 'Allowed choices are github, gitlab, bitbucket, azure.'],
    [['--from', 'diff.json', 'src'], 'Leave out the paths.'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await promptfare(['comment', ...args], { cwd: pullRequest().root });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('a run that comments on what the run of a fork has made', () => {
  const event = { workflow_run: { id: 321, event: 'pull_request', head_sha: head, head_branch: 'fix', head_repository: { owner: { login: 'mallory' } }, pull_requests: [] } };

  /** The comparison of the fork, changed by `tamper`, in a directory without the code of the fork. */
  async function foreign(tamper: (diff: DiffReport) => unknown, args: readonly string[] = []): Promise<{ outcome: Awaited<ReturnType<typeof promptfare>>; bodies: string[] }> {
    const fake = await fakeGitHub();
    const { root, env } = pullRequest(event);
    const diff = await diffIn(root, ['--base', 'main', '--head', 'longer']);
    diff.head.commit = head;
    const cwd = repositoryOf({});
    const made = tamper(diff);
    writeFileSync(join(cwd, 'diff.json'), typeof made === 'string' ? made : JSON.stringify(made));
    const outcome = await promptfare(['comment', '--from', 'diff.json', ...args], { cwd, env: { ...fake.env, ...env, GITHUB_REF: 'refs/heads/main', GITHUB_RUN_ID: '900' } });
    return { outcome, bodies: fake.comments.map(({ body }) => body) };
  }

  test('finds the pull request by the branch and commit of the event, and takes its run for the age', async () => {
    const { outcome, bodies } = await foreign(diff => diff);
    expect(outcome).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Commented on acme/shop#7') });
    expect(bodies).toEqual([expect.stringMatching(/^<!-- promptfare tag=default run=321 -->\n/)]);
  });

  test('what strangers write into it is shown, not obeyed', async () => {
    const { bodies } = await foreign(diff => {
      diff.changes[0]!.path = 'src/@acme/team <img src=x> [x](https://evil.example.com) #1.ts';
      diff.head.ref = '-->\n<!-- promptfare tag=default run=1 -->';
      return diff;
    });
    expect(bodies).toHaveLength(1);
    for (const hostile of ['<img', '](https://evil.example.com)', '@acme/team', 'run=1 -->']) expect(bodies[0]).not.toContain(hostile);
  });

  test.each([
    ['another commit', diff => ({ ...diff, head: { ...diff.head, commit: '9'.repeat(40) } }), 'is about commit 999999999, the run that made it about 111111111. It is not posted.'],
    ['a key that nobody knows', diff => ({ ...diff, html: '<b>' }), 'is no comparison of `promptfare diff --format json`'],
    ['a figure that is none', diff => ({ ...diff, totals: { ...diff.totals, calls: 'many' } }), '(`totals.calls`)'],
    ['what is no JSON', () => '<html>', 'is not JSON'],
    ['too much', () => ' '.repeat(9 << 20), 'is larger than 8 MiB'],
  ] as readonly [string, (diff: DiffReport) => unknown, string][])('%s is refused', async (_, tamper, message) => {
    const { outcome, bodies } = await foreign(tamper);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(bodies).toEqual([]);
  });

  test('a pull request that has moved on, or another number, gets nothing', async () => {
    const fake = await fakeGitHub();
    const cwd = repositoryOf({ 'event.json': JSON.stringify({ workflow_run: { ...event.workflow_run, head_sha: '5'.repeat(40) } }) });
    const diff = await diffIn(pullRequest().root, ['--base', 'main', '--head', 'longer']);
    writeFileSync(join(cwd, 'diff.json'), JSON.stringify({ ...diff, head: { ...diff.head, commit: null } }));
    const run = (...args: string[]) => promptfare(['comment', '--from', 'diff.json', ...args], { cwd, env: { ...fake.env, GITHUB_EVENT_PATH: join(cwd, 'event.json'), GITHUB_REF: 'refs/heads/main' } });
    expect((await run()).stderr).toContain('No open pull request has the commit of the run at its head');
    expect((await run('--number', '7')).stdout).toContain('Nothing posted, a newer commit or run has the word');
    expect(fake.comments).toEqual([]);
    expect((await promptfare(['comment'], { cwd, env: { ...fake.env, GITHUB_EVENT_PATH: join(cwd, 'event.json') } })).stderr).toContain('`--from diff.json`');
    expect(existsSync(join(cwd, 'diff.json'))).toBe(true);
  });
});

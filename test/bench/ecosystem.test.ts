/** bench/ecosystem.mjs on tiny repositories, which git finds in directories in place of GitHub. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { promptfare } from '../cli/fake-process.ts';
import { change, commit, git, repositoryOf, source } from '../diff/repository.ts';
import { treeOf } from '../project/tree.ts';

// Each test starts git and node many times.
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
const asking = { 'src/ask.ts': source({ limit: null }) };
const plain = { 'src/sum.ts': 'export const sum = (a: number, b: number) => a + b;\n', 'README.md': '# Sums\n' };

interface Entry {
  readonly repository: string;
  readonly commit: string;
  readonly unrelated?: boolean;
}
interface Origin {
  readonly entries: readonly Entry[];
  /** For git: where it finds the repositories. */
  readonly settings: readonly (readonly [string, string])[];
}
interface Ended {
  readonly code: number | null;
  readonly page: string;
  readonly stderr: string;
}

/** Repositories by name, each pinned to its newest commit. */
function originOf(repositories: { readonly [name: string]: string }, unrelated: readonly string[] = []): Origin {
  return {
    entries: Object.entries(repositories).map(([repository, directory]) => ({ repository, commit: git(directory, 'rev-parse', 'HEAD').trim(), ...(unrelated.includes(repository) && { unrelated: true }) })),
    settings: Object.entries(repositories).map(([repository, directory]) => [`url.${pathToFileURL(directory).href}.insteadOf`, `https://github.com/${repository}`]),
  };
}

function run(directory: string, { entries, settings }: Origin, ...args: string[]): Ended {
  const list = join(treeOf({ 'list.json': JSON.stringify({ repositories: entries }) }), 'list.json');
  const environment = Object.fromEntries(settings.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key], [`GIT_CONFIG_VALUE_${index}`, value]]));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bench/ecosystem.mjs'), directory, '--list', list, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { PATH: process.env['PATH'], HOME: directory, GIT_CONFIG_NOSYSTEM: '1', GIT_ALLOW_PROTOCOL: 'file', ...environment, GIT_CONFIG_COUNT: String(settings.length) },
  });
  return { code: status, page: stdout, stderr };
}

/** A command that does this in place of a scan; `out` is where the report is asked for, `name` that of the repository. */
function commandThat(code: string): string {
  return join(treeOf({ 'cli.mjs': `import { writeFileSync } from 'node:fs';\nimport { basename } from 'node:path';\nconst out = process.argv[process.argv.indexOf('-o') + 1];\nconst name = basename(process.cwd());\n${code}\n` }), 'cli.mjs');
}
/** A command whose report is this, in each repository or in one. */
const commandThatReports = (report: unknown, name?: string): string => commandThat(`writeFileSync(out, JSON.stringify(${name === undefined ? JSON.stringify(report) : `name === ${JSON.stringify(name)} ? ${JSON.stringify(report)} : ${JSON.stringify({ ...(report as Report), calls: [], findings: [] })}`}));`);

/** Finds nothing, and reports that as quickly as can be. */
const nothing: Report = { version: 1, tool: { name: 'promptfare', version: '0.0.0' }, prices: { asOf: '2026-01-01', digest: 'sha256:0' }, files: { scanned: 0, analyzed: 0, skipped: [], failed: [] }, calls: [], findings: [], summary: { calls: 0, findings: 0, usdPerThousandCalls: { input: 0, outputMax: 0 }, achievable: { usdPerThousandCalls: 0, strategies: [] }, unpriced: 0 } };
const runIdle = (directory: string, origin: Origin): Ended => run(directory, origin, '--cli', commandThatReports(nothing));

async function reportOf(files: { readonly [path: string]: string }): Promise<Report> {
  const { stdout } = await promptfare(['scan', '--fail-on', 'never', '--format', 'json'], { cwd: treeOf(files) });
  return JSON.parse(stdout) as Report;
}

describe('lays out', () => {
  test('the pinned commit, byte for byte, and neither filters nor hooks run', () => {
    const bot = repositoryOf(plain);
    change(bot, { 'src/sum.ts': null, 'README.md': null, ...asking, '.gitattributes': '* text eol=crlf filter=shout\n', 'notes.txt': 'one\ntwo\n' });
    commit(bot);
    const origin = originOf({ 'acme/bot': bot });
    change(bot, { 'src/ask.ts': source({ limit: 7 }), 'later.txt': 'later\n' });
    commit(bot);
    const hooks = treeOf({});
    writeFileSync(join(hooks, 'post-checkout'), '#!/bin/sh\ntouch hooked\n', { mode: 0o755 });
    const directory = treeOf({});
    const { code, page, stderr } = run(directory, { ...origin, settings: [...origin.settings, ['filter.shout.smudge', 'tr a-z A-Z'], ['core.hooksPath', hooks]] });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const laid = join(directory, 'acme+bot');
    expect(git(laid, 'rev-parse', 'HEAD').trim()).toBe(origin.entries[0]!.commit);
    expect(readdirSync(laid).sort()).toEqual(['.git', '.gitattributes', 'notes.txt', 'src']);
    expect(readFileSync(join(laid, 'notes.txt'), 'utf8')).toBe('one\ntwo\n');
    expect(readFileSync(join(laid, 'src/ask.ts'), 'utf8')).toBe(asking['src/ask.ts']);
    expect(git(laid, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
    expect(page).toMatch(new RegExp(String.raw`^\| acme/bot \| ${origin.entries[0]!.commit.slice(0, 7)} \| \d+ \| 0 \| 1 \| 0 \| 1 \| require-max-tokens 1 \|`, 'm'));
  });

  test('nothing, where all stands there', () => {
    const origin = originOf({ 'acme/plain': repositoryOf(plain) });
    const directory = treeOf({});
    runIdle(directory, origin);
    expect(runIdle(directory, { ...origin, settings: [] }).code).toBe(0);
  });

  test('again what an interruption, a change or another commit of the list made useless', () => {
    const bot = repositoryOf(asking);
    const origin = originOf({ 'acme/bot': bot });
    const directory = treeOf({ 'acme+bot.part/src/half.ts': 'half', 'acme+bot.old/src/old.ts': 'old' });
    const laid = join(directory, 'acme+bot');
    mkdirSync(laid);
    const expectWhole = (now: Origin, text: string): void => {
      expect(runIdle(directory, now)).toMatchObject({ code: 0, page: expect.not.stringContaining('?') });
      expect(readdirSync(directory).sort()).toEqual(['acme+bot']);
      expect(readdirSync(laid).sort()).toEqual(['.git', 'src']);
      expect(readFileSync(join(laid, 'src/ask.ts'), 'utf8')).toBe(text);
    };
    expectWhole(origin, asking['src/ask.ts']);
    rmSync(join(laid, 'src'), { recursive: true });
    expectWhole(origin, asking['src/ask.ts']);
    writeFileSync(join(laid, 'stray.ts'), asking['src/ask.ts']);
    expectWhole(origin, asking['src/ask.ts']);
    change(bot, { 'src/ask.ts': source({ limit: 9 }) });
    commit(bot);
    expectWhole(originOf({ 'acme/bot': bot }), source({ limit: 9 }));
  });

  test('nothing that counts as done, where a commit cannot be fetched', () => {
    const origin = originOf({ 'acme/bot': repositoryOf(asking) });
    const directory = treeOf({});
    const { code, page } = runIdle(directory, { ...origin, entries: [{ repository: 'acme/bot', commit: '0'.repeat(39) + '1' }] });
    expect({ code, left: readdirSync(directory) }).toEqual({ code: 1, left: [] });
    expect(page).toContain('1 run failed');
  });

  test('nothing over what others have put there', () => {
    const bot = repositoryOf(asking);
    const { entries } = originOf({ 'acme/bot': bot });
    const directory = treeOf({ 'acme+plain/sum.ts': 'export {};\n' });
    git(directory, 'clone', '-q', bot, join(directory, 'acme+bot'));
    const laid = join(directory, 'acme+bot');
    const there: Origin = { entries: [...entries, { repository: 'acme/plain', commit: '0'.repeat(40) }], settings: [] };
    // At its commit; and without .git, so that nobody knows.
    expect(runIdle(directory, there)).toMatchObject({ code: 0, page: expect.stringMatching(/^\| acme\/bot \| [\da-f]{7} \|[^]*^\| acme\/plain \| 0000000\? \|[^]*Of 1 the commit could not be checked/m) });
    writeFileSync(join(laid, 'src/ask.ts'), plain['src/sum.ts']);
    expect(runIdle(directory, there).page).toMatch(/^\| acme\/bot \| [\da-f]{7}\? \|/m);
    commit(laid);
    const { code, stderr } = runIdle(directory, there);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('FAILED acme/bot could not be laid out') });
    expect(readFileSync(join(laid, 'src/ask.ts'), 'utf8')).toBe(plain['src/sum.ts']);
  });
});

describe('fails', () => {
  test.each([
    ['a crash', "process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 1e6);", 'was ended by SIGSEGV'],
    ['an exit', "console.error('no such thing'); process.exit(3);", 'exit 3: no such thing'],
    ['a report that is none', "writeFileSync(out, '{}');", 'gave no valid report'],
    ['no report', '', 'gave no valid report'],
  ])('on %s, and goes on with the others', (_, code, problem) => {
    const sums = repositoryOf(plain);
    const origin = originOf({ 'acme/sums': sums, 'acme/bot': repositoryOf(asking), 'acme/plain': sums });
    const cli = commandThat(`if (name === 'acme+bot') { ${code} } else writeFileSync(out, ${JSON.stringify(JSON.stringify({ ...nothing, files: { ...nothing.files, scanned: 23 } }))});`);
    const ended = run(treeOf({}), origin, '--cli', cli);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`FAILED acme/bot ${problem}`), page: expect.stringMatching(/^\| acme\/plain \| [\da-f]{7} \| 23 \|/m) });
    expect(ended.page).toMatch(/1 run failed[^]*\*\*failed\*\*/);
  });

  test('on a run without end', () => {
    const cli = commandThat('setTimeout(() => {}, 1e6);');
    expect(run(treeOf({}), originOf({ 'acme/bot': repositoryOf(asking) }), '--cli', cli, '--limit', '1')).toMatchObject({ code: 1, stderr: expect.stringContaining('FAILED acme/bot was stopped after 1 s') });
  });

  test('on calls and findings where there can be none', () => {
    const repositories = { 'acme/bot': repositoryOf(asking), 'acme/plain': repositoryOf(plain) };
    expect(run(treeOf({}), originOf(repositories, ['acme/plain']))).toMatchObject({ code: 0, page: expect.stringContaining('0 false alarms in 1 without') });
    const { code, page, stderr } = run(treeOf({}), originOf(repositories, ['acme/bot', 'acme/plain']));
    expect({ code, lines: stderr.split('\n').filter(line => line.startsWith('FALSE')) }).toEqual({ code: 1, lines: ['FALSE ALARM acme/bot src/ask.ts:5 a call', expect.stringMatching(/^FALSE ALARM acme\/bot src\/ask\.ts:\d+ require-max-tokens$/)] });
    expect(page).toContain('1 false alarm in 2 without');
  });

  test('on names that the list does not have', () => {
    const directory = treeOf({});
    const origin = originOf({ 'acme/bot': repositoryOf(asking) });
    expect(run(directory, origin, '--only', 'acme/bott')).toMatchObject({ code: 2, stderr: expect.stringContaining('acme/bott') });
    expect(existsSync(join(directory, 'acme+bot'))).toBe(false);
  });
});

describe('beside another version', () => {
  const repositories = (): { [name: string]: string } => ({ 'acme/bot': repositoryOf(asking), 'acme/plain': repositoryOf(plain) });

  test('tells calls and findings that are new and gone, by repository', async () => {
    const report = await reportOf(asking);
    const [finding, call] = [report.findings[0]!, report.calls[0]!];
    const other = { ...report, calls: [], findings: [finding, { ...finding, id: 'f_other', ruleId: 'no-such-rule', line: 77, message: 'A word of <b>another</b> version.' }] };
    const { code, page } = run(treeOf({}), originOf(repositories()), '--cli', commandThatReports({ ...report, calls: [call, { ...call, id: 'c_twin', line: 99 }] }, 'acme+bot'), '--against', commandThatReports(other, 'acme+bot'));
    expect(code).toBe(0);
    const shown = page.replaceAll(/&#(\d+);/g, (_, mark) => String.fromCharCode(Number(mark)));
    expect(shown).toContain('**Findings: 0 new, 1 gone. Calls: 2 new, 0 gone.**');
    expect(shown).toContain('<summary><code>acme/bot</code>: 1 gone finding, 2 new calls</summary>');
    expect(shown).toMatch(/^- \[<code>src\/ask\.ts:77<\/code>\]\(https:\/\/github\.com\/acme\/bot\/blob\/[\da-f]{40}\/src\/ask\.ts#L77\) A word of <code><b>another<\/b><\/code> version\. <code>no-such-rule<\/code>$/m);
    expect(shown).toMatch(/^- \[<code>src\/ask\.ts:99<\/code>\]\([^)]*#L99\) wrapper <code>aws-sdk converse<\/code>/m);
    expect(shown).toContain('\nNo change in 1 repository.\n');
    expect(page).not.toContain('<b>another');
    expect(page).not.toContain(finding.message);
  });

  test('fits a comment, and counts what is left out', async () => {
    const report = await reportOf(asking);
    const many = Array.from({ length: 3000 }, (_, index) => ({ ...report.findings[0]!, id: `f_${index}`, line: index + 1 }));
    const bot = repositoryOf(asking);
    const { page } = run(treeOf({}), originOf({ 'acme/a': bot, 'acme/b': bot, 'acme/c': bot, 'acme/d': bot }), '--cli', commandThatReports({ ...report, findings: many }), '--against', commandThatReports({ ...report, findings: [] }));
    expect(page.length).toBeLessThan(60_000);
    expect(page).toContain('**Findings: 12,000 new, 0 gone.');
    const shown = page.match(/^- \[/gm)!.length;
    const left = [...page.matchAll(/^- … and ([\d,]+) more\.$/gm)].map(([, count]) => Number(count!.replace(',', '')));
    expect(left).toHaveLength(4);
    expect(shown).toBeGreaterThan(10);
    expect(left.reduce((sum, count) => sum + count, shown)).toBe(12_000);
  });

  test('does not answer for what ends that one', async () => {
    const report = await reportOf(plain);
    const { code, page } = run(treeOf({}), originOf(repositories()), '--cli', commandThatReports(report), '--against', commandThat("if (name === 'acme+bot') process.exit(5); writeFileSync(out, JSON.stringify({ version: 1, calls: [], findings: [] }));"));
    expect(code).toBe(0);
    expect(page).toMatch(/No change in 1 repository\.\n\nThe other version failed[^]*acme/);
  });
});

test('the list holds each repository once, at a whole commit', () => {
  const { repositories } = JSON.parse(readFileSync(join(root, 'bench/ecosystem.json'), 'utf8')) as { repositories: Entry[] };
  expect(repositories.filter(({ commit: pinned, repository }) => !/^[\da-f]{40}$/.test(pinned) || !/^[\w.-]+\/[\w.-]+$/.test(repository))).toEqual([]);
  expect(new Set(repositories.map(({ repository }) => repository.toLowerCase())).size).toBe(repositories.length);
  expect(repositories.filter(({ unrelated }) => unrelated).length).toBeGreaterThanOrEqual(10);
});

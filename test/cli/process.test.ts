/** The built command as a process: where it is run, what listens to it and what ends it changes no byte of its output and breaks no file. */
import { spawn } from 'node:child_process';
import { openSync, readFileSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { treeOf } from '../project/tree.ts';
import { converse, conversePython } from '../rules/sources.ts';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const SLOW = 60_000;
const source = converse({ model: 'anthropic.claude-v2', user: "'Résumé: ' + question" });
/** What `--fix-suggested` changes. */
const limitless = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function ask(question: string) {
  return client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content: [{ text: question }] }] }));
}
`;
const files = { 'src/ask.ts': source, 'src/Über.ts': source, 'src/a-ask.py': conversePython({ model: 'anthropic.claude-v2', user: 'f"Résumé: {question}"' }), 'lib/Z.ts': source, 'promptfare.usage.yaml': 'version: 1\ncalls: {}\n' };
const outputs = ['json', 'sarif', 'markdown', 'html', 'csv', 'junit', 'gitlab'];

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}
interface Situation {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdout?: 'pipe' | number;
  /** Called when the process is there. */
  readonly during?: (child: ReturnType<typeof spawn>) => void;
}

async function run(args: readonly string[], { cwd, env, stdout = 'pipe', during }: Situation): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { cwd, stdio: ['ignore', stdout, 'pipe'], env: { ...process.env, ...env } });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  during?.(child);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(done => child.on('close', (...end) => done(end)));
  return { code, signal, ...texts };
}

/** All that a run tells, by format. */
async function told(args: readonly string[], situation: Situation): Promise<{ readonly [format: string]: string | number | null }> {
  const out = treeOf({});
  const { code, stdout, stderr } = await run([...args, ...outputs.flatMap(format => ['--format', `${format}=${join(out, format)}`])], situation);
  return { code, stdout, stderr, ...Object.fromEntries(outputs.map(format => [format, readFileSync(join(out, format), 'utf8')])) };
}

test('D1: a time zone, a language, a temporary directory and the order of paths change no byte of any format', { timeout: SLOW }, async () => {
  const cwd = treeOf(files);
  const expected = await told(['scan', 'src', 'lib'], { cwd });
  expect(expected).toMatchObject({ code: 1, stderr: '', json: expect.stringContaining('Über') });
  const others: readonly (readonly [readonly string[], NodeJS.ProcessEnv])[] = [
    [['scan', 'lib', 'src'], { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' }],
    [['scan', 'src/Über.ts', 'lib/Z.ts', 'src', 'lib'], { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TMPDIR: treeOf({}) }],
    [['scan', './lib/', join(cwd, 'src')], { LANG: 'de_DE.UTF-8', LC_ALL: 'sv_SE.UTF-8', TERM: 'dumb' }],
  ];
  for (const [args, env] of others) expect(await told(args, { cwd, env })).toEqual(expected);
});

test('D1: from another directory it is the same report', { timeout: SLOW }, async () => {
  const cwd = treeOf({ ...files, 'sub/x.ts': '' });
  const reportOf = async (args: readonly string[], at: string): Promise<Report> => JSON.parse((await run([...args, '--format', 'json'], { cwd: at })).stdout) as Report;
  expect(await reportOf(['scan', '..'], join(cwd, 'sub'))).toEqual(await reportOf(['scan'], cwd));
});

test('D2: eight runs at once with one cache, beside one that fixes, see each file as it was or as it is', { timeout: SLOW }, async () => {
  const cwd = treeOf({ 'ask.ts': limitless });
  const location = treeOf({});
  const scan = (): Promise<Ended> => run(['scan', '--cache-location', location, '--format', 'json', '--fail-on', 'never'], { cwd });
  const before = await scan();
  const [, ...among] = await Promise.all([run(['scan', '--fix-suggested'], { cwd }), ...Array.from({ length: 8 }, scan)]);
  const after = await scan();
  expect(after.stdout).not.toBe(before.stdout);
  for (const each of among) expect([before, after]).toContainEqual(each);
  expect(readdirSync(cwd)).toEqual(['ask.ts']);
  expect(await run(['scan', '--format', 'json', '--fail-on', 'never'], { cwd })).toEqual(after);
});

test('D4: nothing is asked of any network', { timeout: SLOW }, async () => {
  const cwd = treeOf(files);
  const log = join(treeOf({ log: '' }), 'log');
  const spy = join(treeOf({ 'spy.mjs': `import { appendFileSync } from 'node:fs';\nimport net from 'node:net';\nimport dgram from 'node:dgram';\nimport dns from 'node:dns';\nconst told = what => function () { appendFileSync(${JSON.stringify(log)}, what + '\\n'); throw new Error('offline'); };\nnet.Socket.prototype.connect = told('connect');\ndgram.Socket.prototype.send = told('send');\ndns.lookup = told('lookup');\nif (process.env.TRY_IT) await fetch('http://127.0.0.1:49151/').catch(() => {});\n` }), 'spy.mjs');
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(spy).href}` };
  expect(await told(['scan'], { cwd, env })).toEqual(await told(['scan'], { cwd }));
  expect(readFileSync(log, 'utf8')).toBe('');
  // The spy does see what is asked.
  await run(['--version'], { cwd, env: { ...env, TRY_IT: '1' } });
  expect(readFileSync(log, 'utf8')).toMatch(/connect|lookup/);
});

describe('D5: a process', () => {
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`a${index}.ts`, source]));

  test('whose reader leaves early ends as if it had read on, without a word', { timeout: SLOW }, async () => {
    const cwd = treeOf(many);
    const leave = (child: ReturnType<typeof spawn>): void => void child.stdout!.once('data', () => child.stdout!.destroy());
    for (const format of ['text', 'json']) {
      for (const [failOn, code] of [['error', 1], ['never', 0]] as const) {
        expect(await run(['scan', '--format', format, '--fail-on', failOn], { cwd, during: leave })).toMatchObject({ code, signal: null, stderr: '' });
      }
    }
  });

  test.skipIf(process.platform !== 'linux')('whose output is full says so and ends with 2', { timeout: SLOW }, async () => {
    const cwd = treeOf({ 'ask.ts': source });
    expect(await run(['scan', '--fail-on', 'never'], { cwd, stdout: openSync('/dev/full', 'w') })).toMatchObject({ code: 2, signal: null, stderr: 'promptfare: the output cannot be written (ENOSPC). Make room, or name a file with `--output`.\n' });
  });

  test('that nobody listens to still ends with its code', { timeout: SLOW }, async () => {
    const cwd = treeOf({ 'ask.ts': source, 'tsconfig.json': '{ broken' });
    const deaf = (child: ReturnType<typeof spawn>): void => void (child.stderr!.destroy(), child.stdout!.destroy());
    expect(await run(['scan'], { cwd, during: deaf })).toMatchObject({ code: 1, signal: null });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ended by %s while it fixes ends by it, and leaves files whole', { timeout: SLOW, retry: 2 }, async signal => {
    const cwd = treeOf(Object.fromEntries(Object.keys(many).map(path => [path, limitless])));
    const end = await run(['scan', '--fix-suggested', '--format', 'json=report.json'], {
      cwd,
      during: child => {
        const watcher = watch(cwd, () => (child.kill(signal), watcher.close()));
      },
    });
    expect(end).toMatchObject({ code: null, signal, stderr: '' });
    const texts = readdirSync(cwd).filter(name => name.endsWith('.ts')).map(name => readFileSync(join(cwd, name), 'utf8'));
    expect(texts).toHaveLength(120);
    const fixed = texts.filter(each => each !== limitless);
    // What was begun is finished by the next run: a file is as it was, or as it is to be.
    await run(['scan', '--fix-suggested'], { cwd });
    const [after, ...more] = new Set(Object.keys(many).map(path => readFileSync(join(cwd, path), 'utf8')));
    expect(more).toEqual([]);
    expect(after).toContain('maxTokens');
    for (const each of fixed) expect(each).toBe(after);
  });
});

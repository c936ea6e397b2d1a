/** C2, C3: with `--isolate`, a file that ends the process which reads it, or keeps it too long, costs itself, and not the run. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { converse } from '../rules/sources.ts';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'promptfare-isolated-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** As soon as a process notes that it works on a file of such a name (for the fourth time: `SIGSEGV-4.ts`), it ends by the signal as a native stack does, stands still, takes its time, keeps some memory, or takes all that there is. */
const preload = join(scratch, 'preload.cjs');
writeFileSync(preload, `
const fs = require('node:fs');
const { writeSync } = fs;
const still = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const turns = new Map();
const kept = [];
fs.writeSync = (...args) => {
  const written = writeSync(...args);
  if (/"path":"[^"]*FILLS/.test(String(args[1]))) kept.push(Array.from({ length: 500_000 }, (_, index) => ({ index })));
  while (/"path":"[^"]*BURSTS/.test(String(args[1]))) kept.push(Array.from({ length: 500_000 }, (_, index) => ({ index })));
  const [name, what, turn = 1] = /"path":"[^"]*(SIG[A-Z]+|STANDS|SLOW)(?:-(\\d))?\\.\\w+"/.exec(String(args[1])) ?? [];
  if (!name) return written;
  turns.set(name, (turns.get(name) ?? 0) + 1);
  if (what === 'SLOW') still(1000);
  else if (turns.get(name) < turn) return written;
  else if (what === 'STANDS') still(600_000);
  else process.kill(process.pid, what);
  return written;
};
require('node:module').syncBuiltinESMExports();
`);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
let root: string;
let temporary: string;
let count = 0;
afterEach(() => vi.unstubAllEnvs());
beforeEach(() => {
  root = mkdtempSync(join(scratch, 'project-'));
  temporary = mkdtempSync(join(scratch, `tmp-${count++}-`));
});

function run(files: { readonly [path: string]: string }, ...args: readonly string[]): Promise<Ended> {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return new Promise(done => {
    execFile(process.execPath, [command, 'scan', '--isolate', ...args], { cwd: root, env: { ...process.env, NODE_OPTIONS: `--require ${preload} ${process.env['NODE_OPTIONS'] ?? ''}`, TMPDIR: temporary } }, (error, stdout, stderr) => done({ code: error ? (error.code as unknown as number) : 0, stdout, stderr }));
  });
}

const retired = converse({ model: 'anthropic.claude-v2' });
const failures = ({ stdout }: Ended): Report['files']['failed'] => (JSON.parse(stdout) as Report).files.failed;
const found = ({ stdout }: Ended): string[] => (JSON.parse(stdout) as Report).findings.map(({ path }) => path);

describe('C2: a process that ends', { timeout: 120_000 }, () => {
  test.skipIf(process.platform === 'win32')('by a fault while it reads a file: the file is reported, the others are as ever, and the exit code is theirs', async () => {
    const ended = await run({ 'a.ts': retired, 'SIGSEGV.ts': retired, 'm SIGABRT.py': 'import boto3\nboto3.client("bedrock-runtime")\n', 'z.ts': retired }, '--format', 'json', '--fail-on', 'warning');
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(failures(ended)).toEqual([
      { path: 'SIGSEGV.ts', message: 'Reading it ended the process (SIGSEGV).' },
      { path: 'm SIGABRT.py', message: 'Reading it ended the process (SIGABRT).' },
    ]);
    expect([...new Set(found(ended))]).toEqual(['a.ts', 'z.ts']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('while it reads what another file imports: that one is read without it', async () => {
    const ended = await run({ 'a.ts': `import { MODEL } from './SIGKILL';\n${converse({ model: 'x' }).replace("'x'", 'MODEL')}`, 'SIGKILL.ts': "export const MODEL = 'anthropic.claude-v2';\n" }, '--format', 'json');
    expect(ended.code).toBe(0);
    expect((JSON.parse(ended.stdout) as Report).calls.map(({ path, model }) => [path, model.state])).toEqual([['a.ts', 'unknown']]);
    expect(failures(ended)).toEqual([{ path: 'SIGKILL.ts', message: 'Reading it ended the process (SIGKILL).' }]);
  });

  test.skipIf(process.platform === 'win32')('while it follows a file into another: the one that is followed is left out, and not the other', async () => {
    const importing = `import { MODEL } from './model';\n${retired.replace("'anthropic.claude-v2'", 'MODEL')}`;
    const ended = await run({ 'SIGSEGV-4.ts': importing, 'b.ts': importing, 'model.ts': "export const MODEL = 'anthropic.claude-v2';\n" }, '--format', 'json');
    expect(failures(ended)).toEqual([{ path: 'SIGSEGV-4.ts', message: 'Reading it ended the process (SIGSEGV).' }]);
    expect([...new Set(found(ended))]).toEqual(['b.ts']);
  });

  test.skipIf(process.platform === 'win32')('because someone asks it to, or for no file, is not run again', async () => {
    expect((await run({ 'SIGTERM.ts': retired })).code).toBe(143);
    const files = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index} SIGSEGV.ts`, retired]));
    rmSync(join(root, 'SIGTERM.ts'));
    const ended = await run(files);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^promptfare: the process that reads the files ended \(SIGSEGV\)/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('for want of memory: a file that takes all is reported, and where it is none of them, what to do', async () => {
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=150');
    const ended = await run({ 'a.ts': retired, 'BURSTS.ts': retired }, '--format', 'json');
    expect(failures(ended)).toEqual([{ path: 'BURSTS.ts', message: 'Reading it ended the process (SIGABRT).' }]);
    rmSync(join(root, 'BURSTS.ts'));
    const full = await run(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index} FILLS.ts`, retired])));
    expect(full).toMatchObject({ code: 2, stdout: '' });
    expect(full.stderr.split('\n').findLast(line => line.startsWith('promptfare:'))).toMatch(/has used up its memory, and not for one of them\. Give it more, in MB, as in `NODE_OPTIONS=--max-old-space-size=8192`/);
  });

  test('not at all: it says what it says without the flag', async () => {
    const [apart, together] = [await run({ 'a.ts': retired }, '--format', 'sarif', '--fail-on', 'warning'), await new Promise<string>(done => execFile(process.execPath, [command, 'scan', '--format', 'sarif', '--fail-on', 'warning'], { cwd: root }, (_, stdout) => done(stdout)))];
    expect(apart).toEqual({ code: 1, stdout: together, stderr: '' });
  });
});

describe('C3: a process that stands on a file', { timeout: 120_000 }, () => {
  test('is stopped, and the file is reported; the exit code is that of the others', async () => {
    const ended = await run({ 'a.ts': retired, 'STANDS.ts': retired }, '--format', 'json', '--max-file-time', '1', '--fail-on', 'warning');
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(failures(ended)).toEqual([{ path: 'STANDS.ts', message: 'Reading it took longer than 1 s.' }]);
    expect([...new Set(found(ended))]).toEqual(['a.ts']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('in its rules is stopped as well', async () => {
    // The file is noted when it is inspected, parsed, and was parsed.
    const ended = await run({ 'a.ts': retired, 'STANDS-4.ts': retired }, '--format', 'json', '--max-file-time', '1');
    expect(failures(ended)).toEqual([{ path: 'STANDS-4.ts', message: 'Reading it took longer than 1 s.' }]);
    expect([...new Set(found(ended))]).toEqual(['a.ts']);
  });

  test('for less time than that is not, however long all of it takes', async () => {
    const ended = await run({ 'a SLOW.ts': retired, 'b SLOW.ts': retired }, '--format', 'json', '--max-file-time', '4');
    expect(failures(ended)).toEqual([]);
    expect([...new Set(found(ended))]).toEqual(['a SLOW.ts', 'b SLOW.ts']);
  });

  test('cannot be watched without a process of its own', async () => {
    const alone = await new Promise<string>(done => execFile(process.execPath, [command, 'scan', '--max-file-time', '5'], { cwd: root }, (_, __, stderr) => done(stderr)));
    expect(alone).toMatch(/`--max-file-time` goes with `--isolate`/);
    expect((await run({}, '--stdin', '--stdin-filename', 'a.ts')).stderr).toMatch(/`--isolate` reads files again/);
    expect((await run({}, '--max-file-time', '0')).stderr).toMatch(/Give seconds/);
  });
});

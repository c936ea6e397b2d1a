/** A7: whatever ends a run that fixes, or fails it, each file is as it was or as it is to be, and the next run leaves nothing behind. */
import { spawn } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { replacementOf } from '../../src/scan/replace-file.ts';
import { patience, runs } from '../fuzz.ts';
import { treeOf } from '../project/tree.ts';
import { converse } from '../rules/sources.ts';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const before = converse({ rest: '', user: "'Résumé 😀: ' + question" });
const filesOf = (count: number): { [path: string]: string } => Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index % 3}/f${index}.ts`, before]));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
}

async function fixed(cwd: string, env: NodeJS.ProcessEnv = {}, during?: (kill: (signal?: NodeJS.Signals) => void) => void, format = 'json'): Promise<Ended> {
  const child = spawn(process.execPath, [command, 'scan', '--fix-suggested', '--fail-on', 'never', '--format', format], { cwd, stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  during?.((signal = 'SIGKILL') => void child.kill(signal));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(done => child.on('close', (...end) => done(end)));
  return { code, signal, stdout };
}

const namesIn = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();

test('killed at random points, then run again', { timeout: patience(240_000) }, async () => {
  const example = treeOf({ 'a.ts': before });
  await fixed(example);
  const after = readFileSync(join(example, 'a.ts'), 'utf8');
  expect(after).toContain('maxTokens');
  const files = filesOf(runs(30, 500));
  let killed = 0;
  for (let round = 0; round < runs(2, 200); round++) {
    const root = treeOf(files);
    const names = namesIn(root);
    const { signal } = await fixed(root, {}, kill => {
      const watchers = [0, 1, 2].map(index => watch(join(root, `d${index}`), () => (watchers.forEach(each => each.close()), void setTimeout(Math.random() * 40).then(() => kill()))));
    });
    if (signal === 'SIGKILL') killed++;
    for (const path of Object.keys(files)) expect([before, after]).toContain(readFileSync(join(root, path), 'utf8'));
    expect((await fixed(root)).code).toBe(0);
    for (const path of Object.keys(files)) expect(readFileSync(join(root, path), 'utf8')).toBe(after);
    expect(namesIn(root)).toEqual(names);
  }
  expect(killed).toBeGreaterThan(0);
});

test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s while files are written: it ends when all are', async signal => {
  const files = filesOf(6);
  const root = treeOf(files);
  const slow = failing('const rename = fs.renameSync; fs.renameSync = (from, to) => { rename(from, to); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); };');
  const ended = await fixed(root, slow, kill => {
    const watchers = [0, 1, 2].map(index => watch(join(root, `d${index}`), (_, name) => name?.endsWith('.ts') && (watchers.forEach(each => each.close()), kill(signal))));
  });
  expect(ended).toMatchObject({ signal, stdout: '' });
  for (const path of Object.keys(files)) expect(readFileSync(join(root, path), 'utf8')).toContain('maxTokens');
});

/** A module that makes calls of the file system fail in a run of its own. */
function failing(what: string): NodeJS.ProcessEnv {
  const spy = join(treeOf({ 'spy.mjs': `import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\nconst fail = code => { throw Object.assign(new Error(code + ': it failed, ' + process.cwd() + '/a.ts'), { code }); };\n${what}\nsyncBuiltinESMExports();\n` }), 'spy.mjs');
  return { NODE_OPTIONS: `--import=${pathToFileURL(spy).href}` };
}

describe('a file system that fails', () => {
  test.each([
    ['ENOSPC', 'const write = fs.writeFileSync; fs.writeFileSync = (file, text) => { if (typeof file !== "number") return write(file, text); fs.writeSync(file, text.slice(0, 20)); fail("ENOSPC"); };'],
    ['EACCES', 'const open = fs.openSync; fs.openSync = (path, flags, mode) => String(flags).startsWith("w") && String(path).includes(".tmp") ? fail("EACCES") : open(path, flags, mode);'],
    ['EXDEV', 'fs.renameSync = () => fail("EXDEV");'],
    ['EPERM', 'fs.renameSync = () => fail("EPERM");'],
    ['EIO', 'fs.fsyncSync = () => fail("EIO");'],
  ])('%s: the file stays as it was, and the run says so', async (code, what) => {
    const root = treeOf({ 'a.ts': before });
    const ended = await fixed(root, failing(what));
    expect(ended).toMatchObject({ code: 0, signal: null });
    const { files, findings } = JSON.parse(ended.stdout) as Report;
    expect(files.failed).toEqual([{ path: 'a.ts', message: `Not fixed: ${code}: it failed, a.ts.` }]);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('require-max-tokens');
    expect((await fixed(root, failing(what), undefined, 'text')).stdout).not.toContain('applied.');
    expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe(before);
    expect(namesIn(root)).toEqual(['a.ts']);
  });

  test('a disk that takes a part of the text, and then the rest', async () => {
    const root = treeOf({ 'a.ts': before });
    // As `write` does where little room is left: fewer bytes than it was given, and no error.
    const ended = await fixed(root, failing('const write = fs.writeSync; fs.writeSync = (file, data, offset, length, ...rest) => typeof data === "string" ? write(file, Buffer.from(data).subarray(0, 7)) : write(file, data, offset, Math.min(length ?? data.length, 7), ...rest);'));
    expect(ended).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, 'a.ts'), 'utf8')).toMatch(/maxTokens[^]*\}\n$/);
  });
});

test('links stay links, modes stay, and so do the temporary files of runs that go on', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const root = treeOf({ 'real/a.ts': 'old', [`real/.promptfare-${other.pid}.tmp`]: 'of a run that goes on', [`real/.promptfare-${other.pid}-3.tmp`]: 'of the same', 'real/.promptfare-4194305.tmp': 'of one that was killed', 'real/.promptfare-x.tmp': 'of nobody' });
  symlinkSync('real/a.ts', join(root, 'link.ts'));
  for (const mode of [0o755, 0o600, 0o4711, 0o200]) {
    chmodSync(join(root, 'real/a.ts'), mode);
    replacementOf(join(root, 'real/a.ts'), `new ${mode}`).put();
    expect([readFileSync(join(root, 'link.ts'), 'utf8'), statSync(join(root, 'real/a.ts')).mode & 0o7777]).toEqual([`new ${mode}`, mode]);
  }
  expect(lstatSync(join(root, 'link.ts')).isSymbolicLink()).toBe(true);
  const kept = [`.promptfare-${other.pid}-3.tmp`, `.promptfare-${other.pid}.tmp`, '.promptfare-x.tmp', 'a.ts'];
  expect(namesIn(join(root, 'real'))).toEqual(kept);
  mkdirSync(join(root, 'gone'));
  expect(() => replacementOf(join(root, 'gone/b.ts'), '')).toThrow('ENOENT');
  writeFileSync(join(root, `real/.promptfare-${process.pid}.tmp`), 'of an earlier run with the same number');
  const newest = replacementOf(join(root, 'real/a.ts'), 'newest');
  const never = replacementOf(join(root, 'real/a.ts'), 'never');
  newest.put();
  never.discard();
  newest.discard();
  expect(readFileSync(join(root, 'real/a.ts'), 'utf8')).toBe('newest');
  expect(namesIn(join(root, 'real'))).toEqual(kept);
  // It was looked for, and not touched.
  await setTimeout(100);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
  other.kill();
});

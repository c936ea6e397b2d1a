/** C1 (and D5, S3, S4, S6 on the way): one bad file never costs the run. The built command, as a child process, in each hostile directory. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { converse, conversePython } from '../rules/sources.ts';
import { hostileDirectories } from './directories.ts';

const command = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const formats = ['text', 'concise', 'json', 'sarif', 'github', 'gitlab', 'junit', 'csv'] as const;
/** Nothing here comes near it, even on a machine that does much else; what does, hangs. */
const HANG = 240_000;

const good = { 'good.ts': converse({ model: 'anthropic.claude-v2', user: "'Good: thank you.' + question" }), 'good.py': conversePython({ model: 'anthropic.claude-v2', user: 'f"Good too: {question}"' }) };
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'promptfare-hostile-')));
// Not `rmSync`: it recurses, and some of these directories are deep.
afterAll(() => rm(scratch, { recursive: true, force: true }), HANG);

interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** By format; what is printed is the text. */
  readonly outputs: { readonly [format: string]: string };
}

/** The command in a directory, with every format in one run. */
async function run(root: string, args: readonly string[] = []): Promise<Run> {
  const out = mkdtempSync(join(scratch, 'out-'));
  const files = formats.slice(1).flatMap(format => ['--format', `${format}=${join(out, format)}`]);
  const child = spawn(process.execPath, [command, 'scan', ...files, '--fail-on', 'never', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: HANG, killSignal: 'SIGKILL' });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(done => child.on('close', (...end) => done(end)));
  const written = formats.slice(1).filter(format => existsSync(join(out, format))).map(format => [format, readFileSync(join(out, format), 'utf8')]);
  return { code, signal, stderr: texts.stderr, outputs: { text: texts.stdout, ...Object.fromEntries(written) } };
}

function directory(name: string): string {
  const root = join(scratch, name.replaceAll(/\W+/g, '-'));
  mkdirSync(root);
  for (const [path, text] of Object.entries(good)) writeFileSync(join(root, path), text);
  return root;
}

/** What is said of the good files. */
function ofGood(report: Report): unknown {
  const isGood = ({ path }: { readonly path: string }): boolean => Object.hasOwn(good, path);
  return { calls: report.calls.filter(isGood), findings: report.findings.filter(isGood), failed: report.files.failed.filter(isGood), skipped: report.files.skipped.filter(isGood) };
}

/** What a terminal obeys: control characters but line ends, and marks that turn text around. */
// oxlint-disable-next-line no-control-regex
const control = /[\0-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;

let expected: unknown;
beforeAll(async () => {
  const { outputs } = await run(directory('good alone'));
  expected = ofGood(JSON.parse(outputs['json']!) as Report);
  expect((expected as Report).findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['no-retired-model']));
}, HANG);

describe('C1: a hostile directory', () => {
  it.each(Object.entries(hostileDirectories))('%s', { timeout: HANG + 30_000 }, async (name, { make, during, refused }) => {
    const root = directory(name);
    make(root);
    const before = namesIn(root);
    const end = during?.(root);
    const { code, signal, stderr, outputs } = await run(root).finally(() => end?.());

    expect({ signal, stderr: control.exec(stderr)?.index }).toEqual({ signal: null, stderr: undefined });
    expect(stderr).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(existsSync(join(root, 'FIRED')), 'code of the project ran').toBe(false);
    if (!during) expect(namesIn(root)).toEqual(before);
    if (refused) {
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(refused) });
      expect(stderr.length).toBeLessThan(2000);
      return;
    }
    expect({ code, stderr }).toMatchObject({ code: 0 });
    for (const format of formats) expect(control.exec(format === 'csv' ? outputs[format]!.replaceAll('\r\n', '\n') : outputs[format]!)?.[0], `${format} holds control characters`).toBeUndefined();
    for (const format of ['json', 'sarif', 'gitlab']) expect(() => JSON.parse(outputs[format]!), format).not.toThrow();
    const report = JSON.parse(outputs['json']!) as Report;
    expect(ofGood(report)).toEqual(expected);
    // What the size limit keeps out tries nothing else.
    if (name !== 'beyond the size limit') expect(report.files.skipped.filter(({ reason }) => reason === 'too large')).toEqual([]);
    for (const format of formats) for (const path of Object.keys(good)) expect(outputs[format], format).toContain(path);
    // Lines that a CI log would obey.
    for (const format of ['text', 'concise']) expect(outputs[format]).not.toMatch(/##\[|##vso\[|##teamcity\[|^\s*::\w/m);
    for (const line of outputs['github']!.split('\n')) expect(line).toMatch(/^(?:::(?:error|warning|notice) [^\n]*)?$/);
  });
});

function namesIn(root: string): readonly string[] {
  return readdirSync(root).toSorted();
}

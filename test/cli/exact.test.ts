import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { REFUSALS, serviceThat, withCredentials } from '../exact/service.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

withCredentials();

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CACHE = 'promptfare.counts.json';

/** A service whose tokenizer counts words, and 7 tokens around them. */
const words = () => serviceThat(({ body }) => ({ body: { inputTokens: 7 + JSON.stringify(body).match(/(?<="text":")[^"]*/g)!.join(' ').split(' ').length } }));

describe('count --exact', () => {
  test('asks the service, leaves out what stands around the text, and is offline from then on', async () => {
    const service = await words();
    const cwd = treeOf({ 'a.md': 'one two three' });
    const args = ['count', '--model', HAIKU, '--format', 'json'];
    const asked = await promptfare([...args, '--exact', 'a.md'], { cwd, env: service.env });
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(asked.stdout)).toMatchObject({ tokens: 3, basis: 'exact', error: 0, cost: { usd: 0.0000033 } });
    expect(service.asked).toHaveLength(2);
    expect(readFileSync(join(cwd, CACHE), 'utf8')).not.toContain('two');
    for (const flag of ['--exact=cache', '--exact']) expect(await promptfare([...args, flag, 'a.md'], { cwd })).toEqual(asked);
    expect(service.asked).toHaveLength(2);
    const plain = JSON.parse((await promptfare([...args, 'a.md'], { cwd, env: service.env })).stdout) as object;
    expect(plain).toMatchObject({ basis: 'calibrated' });
  });

  test('reads no more than the file when told so', async () => {
    const service = await words();
    const cwd = treeOf({});
    const { code, stdout, stderr } = await promptfare(['count', '--model', HAIKU, '--format', 'json', '--exact=cache'], { cwd, env: service.env, stdin: 'one two' });
    expect([code, service.asked.length, existsSync(join(cwd, CACHE))]).toEqual([0, 0, false]);
    expect(JSON.parse(stdout)).toMatchObject({ basis: 'calibrated' });
    expect(stderr).toBe('promptfare: 2 of 2 exact counts could not be had and stay estimates: not in the file.\n');
  });

  test('falls back to the estimate without access, and says so once', async () => {
    const service = await serviceThat(({ api }) => (api === 'runtime' ? REFUSALS.denied : REFUSALS.mantleDenied));
    const { code, stdout, stderr } = await promptfare(['count', '--model', HAIKU, '--format', 'json', '--exact'], { cwd: treeOf({}), env: service.env, stdin: 'one two' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ basis: 'calibrated' });
    expect(stderr).toMatch(/^promptfare: 2 of 2 exact counts could not be had and stay estimates: access denied[^\n]*\n$/);
  });

  test('needs no service where the tokenizer is public', async () => {
    const service = await words();
    const { stdout } = await promptfare(['count', '--model', 'openai.gpt-oss-120b-1:0', '--format', 'json', '--exact'], { cwd: treeOf({}), env: service.env, stdin: 'one two' });
    expect(JSON.parse(stdout)).toMatchObject({ tokens: 2, basis: 'exact' });
    expect(service.asked).toHaveLength(0);
  });

  test('exits with 2 on a broken file and on another mode', async () => {
    const cwd = treeOf({});
    writeFileSync(join(cwd, CACHE), '{');
    expect(await promptfare(['count', '--model', HAIKU, '--exact=cache'], { cwd, stdin: 'x' })).toEqual({ code: 2, stdout: '', stderr: `promptfare: ${CACHE} cannot be used: it is no JSON. Restore or delete it.\n` });
    expect(await promptfare(['count', '--model', HAIKU, '--exact=maybe'], { cwd, stdin: 'x' })).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices are service, cache.') });
  });
});

describe('scan --exact', () => {
  const report = async (cwd: string, env: { [name: string]: string }, ...args: string[]): Promise<{ report: Report; stderr: string }> => {
    const { stdout, stderr } = await promptfare(['scan', '--format', 'json', '--fail-on', 'never', ...args], { cwd, env });
    return { report: JSON.parse(stdout) as Report, stderr };
  };

  test('counts whole requests, and CI needs the file alone', async () => {
    const service = await words();
    const cwd = treeOf(files);
    const { report: exact, stderr } = await report(cwd, service.env, '--exact', 'src');
    expect(stderr).toBe('');
    expect(exact.calls.map(({ tokens }) => tokens.input)).toEqual([expect.objectContaining({ basis: 'exact', error: 0 }), expect.objectContaining({ static: 16, basis: 'exact', error: 0, holes: 1 })]);
    expect(exact.calls[1]!.cost).toMatchObject({ inputPerCall: 0.0000176, basis: 'exact' });
    expect(service.asked).toHaveLength(2);
    expect((await report(cwd, {}, '--exact=cache', 'src')).report).toEqual(exact);
    const { report: plain } = await report(cwd, service.env);
    expect(plain.calls.every(({ tokens }) => tokens.input.basis === 'calibrated')).toBe(true);
    expect(service.asked).toHaveLength(2);
  });

  test('asks again only for what changed', async () => {
    const service = await words();
    const cwd = treeOf(files);
    await report(cwd, service.env, '--exact');
    writeFileSync(join(cwd, 'src/title.ts'), files['src/title.ts'].replace('You write titles.', 'You write short titles.'));
    const { report: after } = await report(cwd, service.env, '--exact');
    expect(service.asked).toHaveLength(3);
    expect(after.calls[1]!.tokens.input.static).toBe(17);
    expect(Object.keys((JSON.parse(readFileSync(join(cwd, CACHE), 'utf8')) as { counts: object }).counts)).toEqual(['anthropic.claude-haiku-4-5-20251001-v1:0']);
  });

  test('stays an estimate where the service does not count the model', async () => {
    const service = await serviceThat(({ api }) => (api === 'runtime' ? REFUSALS.unsupported : { status: 404, body: { type: 'error', error: { type: 'not_found_error', message: 'model' } } }));
    const { report: result, stderr } = await report(treeOf(files), service.env, '--exact');
    expect(result.calls.every(({ tokens }) => tokens.input.basis === 'calibrated')).toBe(true);
    expect(stderr).toBe('promptfare: 2 of 2 exact counts could not be had and stay estimates: `anthropic.claude-haiku-4-5-20251001-v1:0` has no CountTokens.\n');
  });

  test('fixes what it would fix without', async () => {
    const service = await words();
    const [plain, exact] = [treeOf(files), treeOf(files)];
    await promptfare(['--fix-suggested', '--fail-on', 'never'], { cwd: plain });
    await promptfare(['--fix-suggested', '--fail-on', 'never', '--exact'], { cwd: exact, env: service.env });
    expect(readFileSync(join(exact, 'src/title.ts'), 'utf8')).toBe(readFileSync(join(plain, 'src/title.ts'), 'utf8'));
  });
});

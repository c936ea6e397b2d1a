import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiffReport } from '../../src/core/diff.ts';
import { change, commit, git, repositoryOf, source } from '../diff/repository.ts';
import { promptfare } from './fake-process.ts';

const long = 'You answer questions of customers about their orders. '.repeat(40);

describe('promptfare diff', () => {
  test('says which states, the number, the reason and the coverage', async () => {
    const root = repositoryOf({ 'src/a.ts': source() });
    const id = git(root, 'rev-parse', '--short=9', 'HEAD').trim();
    change(root, { 'src/a.ts': source({ system: long, limit: null }) });
    const { code, stdout, stderr } = await promptfare(['diff'], { cwd: root, columns: 90 });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`HEAD (${id}) → working tree\n`);
    expect(stdout).toMatch(/^\+\$1\.\d+ \(×\d+\) per 1,000 calls, up to \+\$1,\d+ of output: 1 call changed\.$/m);
    expect(stdout).toMatch(/^ {2}src\/a\.ts:5$/m);
    expect(stdout).toMatch(/^ {4}prompt \+\d+ tokens \(17 → \d+\)$/m);
    expect(stdout).toContain("limit of 500 removed, the model's 64,000 holds");
    expect(stdout).toMatch(/New findings\n {2}src\/a\.ts:5:\d+ {2}warning\n/);
    expect(stdout).toContain('1 call in 1 file that the change reaches.');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(90);
    expect((await promptfare(['diff', '--fail-on', 'warning'], { cwd: root })).code).toBe(1);
    expect((await promptfare(['diff', '--staged', '--fail-on', 'warning'], { cwd: root })).stdout).toContain('No change in cost.');
  });

  test('a sum that stays is no change of nothing', async () => {
    const root = repositoryOf({ 'a.ts': source({ limit: 500 }) });
    change(root, { 'a.ts': source({ limit: 400 }) });
    const { stdout } = await promptfare(['diff'], { cwd: root });
    expect(stdout).toMatch(/^ {4}\$0\.0\d+, as before\n {4}limit 500 → 400\n/m);
  });

  test('compares two reports', async () => {
    const root = repositoryOf({ 'src/a.ts': source() });
    await promptfare(['--format', 'json', '--output', 'before.json'], { cwd: root });
    change(root, { 'src/a.ts': source({ limit: 900 }) });
    await promptfare(['--format', 'json', '--output', 'after.json'], { cwd: root });
    const { stdout } = await promptfare(['diff', '--from', 'before.json', '--to', 'after.json', '--format', 'json'], { cwd: root });
    expect(JSON.parse(stdout)).toMatchObject({ base: { ref: 'before.json', commit: null }, changes: [{ kinds: ['limit'], usdPerThousandCalls: { before: 0.0561, after: 0.0561 } }] });
    const report = JSON.parse(readFileSync(join(root, 'after.json'), 'utf8')) as { calls: { cost: { inputPerCall: number } }[] };
    report.calls[0]!.cost.inputPerCall *= 2;
    writeFileSync(join(root, 'dearer.json'), JSON.stringify(report));
    const dearer = JSON.parse((await promptfare(['diff', '--from', 'after.json', '--to', 'dearer.json', '--format', 'json'], { cwd: root })).stdout) as DiffReport;
    expect(dearer.changes.map(({ kinds }) => kinds)).toEqual([['price']]);
  });

  test('no terminal and no CI log obeys the names of files and branches', async () => {
    const root = repositoryOf({ 'a.ts': source() });
    const evil = '##[error]\u001B[31mx\u202Ey';
    git(root, 'checkout', '-q', '-b', 'x##vso-y');
    change(root, { [`${evil}.ts`]: source({ name: 'evil', system: 'You write poems about the sea.' }) });
    commit(root);
    for (const format of ['text', 'json']) {
      const { stdout } = await promptfare(['diff', '--base', 'main', '--format', format], { cwd: root });
      expect(stdout).toContain('x');
      for (const command of ['##[', '\u001B', '\u202E']) expect(stdout).not.toContain(command);
    }
  });
});

import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

async function reportIn(cwd: string): Promise<Report> {
  return JSON.parse((await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd })).stdout) as Report;
}

describe('promptfare explain', () => {
  test('prints the formula of a call with price, date and source', async () => {
    const cwd = treeOf(files);
    const { calls } = await reportIn(cwd);
    const call = calls.find(({ path }) => path === 'src/answer.ts')!;
    const { code, stdout, stderr } = await promptfare(['explain', call.id], { cwd, columns: 200 });
    expect([code, stderr]).toEqual([0, '']);
    const tokens = call.tokens.input.static;
    expect(stdout).toContain(`${call.id}: converse of aws-sdk at src/answer.ts:4 in answer`);
    expect(stdout).toMatch(new RegExp(`^input: ${tokens} tokens \\(calibrated ± [\\d.]+ %\\) × \\$1\\.1 per million = \\$${String(call.cost!.inputPerCall).replace('.', '\\.')}$`, 'm'));
    expect(stdout).toContain('output at its limit: 1000 tokens × $5.5 per million = $0.0055');
    expect(stdout).toContain('rule: not `global.`: 1.1 times the global price');
    expect(stdout).toMatch(/^price: .+; as of 2026-\d\d-\d\d; confidence high$/m);
    expect((await promptfare(['explain', call.id.slice(0, 6), 'src'], { cwd, columns: 200 })).stdout).toBe(stdout.replace('src/answer.ts', 'src/answer.ts'));
  });

  test('prints a finding with its saving and its call', async () => {
    const cwd = treeOf(files);
    const { findings } = await reportIn(cwd);
    const finding = findings.find(({ callId }) => callId)!;
    const { code, stdout } = await promptfare(['explain', finding.id], { cwd, columns: 200 });
    expect(code).toBe(0);
    expect(stdout).toContain(`${finding.id}: ${finding.severity} of ${finding.ruleId} at ${finding.path}:${finding.line}`);
    expect(stdout).toContain(finding.message);
    expect(stdout).toContain(`${finding.callId}: converse`);
  });

  test('prints what a rule is about', async () => {
    const { code, stdout } = await promptfare(['explain', 'require-max-tokens'], { cwd: treeOf({}) });
    expect(code).toBe(0);
    expect(stdout).not.toContain('<!--');
    expect(stdout).toContain('# require-max-tokens');
  });

  test('exits with 2 on what there is not, and names what is near', async () => {
    const cwd = treeOf(files);
    const { calls } = await reportIn(cwd);
    const { id } = calls[0]!;
    const typo = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    for (const [args, message] of [
      [[typo], `Did you mean \`${id}\`?`],
      [['f_none'], 'There is no finding `f_none`.'],
      [['require-max-token'], 'Did you mean `require-max-tokens`?'],
      [[id, 'nowhere'], 'There is no file or directory `nowhere`'],
      [[], "missing required argument 'id'"],
    ] as const) {
      const { code, stdout, stderr } = await promptfare(['explain', ...args], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
    }
    expect(await promptfare(['explain', 'c_1'], { cwd: treeOf({}) })).toMatchObject({ code: 2, stderr: 'promptfare: There is no call `c_1`. There is none here: check the paths.\n' });
  });
});

import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { check } from '../../src/core/check.ts';
import { factsOn } from '../../src/cost/index.ts';
import { found, haiku, python, sam, typescript } from './project-findings.ts';

describe('no-idle-provisioned-throughput', () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abcdefghijkl';
  const throughput = (term = ''): string => `resource "aws_bedrock_provisioned_model_throughput" "p" {\n  model_arn   = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k"\n  model_units = 2\n${term}}\n`;
  test.each([
    ['with a term', { 'main.tf': throughput('  commitment_duration = "SixMonths"\n') }, ['main.tf:1 Paid by the hour, used or not: 2 model units of `amazon.nova-lite-v1:0:24k` (6 months). Measure `Invocations`.']],
    ['by the hour', { 'main.tf': throughput() }, ['main.tf:1 Paid by the hour, used or not: 2 model units of `amazon.nova-lite-v1:0:24k` (no commitment). Measure `Invocations`.']],
    ['an ARN in code', { 'a.py': python(arn) }, ['a.py:4 A provisioned model bills by the hour, used or not. Measure `Invocations` and tokens.']],
    ['an ARN in TypeScript', { 'a.ts': typescript().replace(haiku, arn) }, ['a.ts:4 A provisioned model bills by the hour, used or not. Measure `Invocations` and tokens.']],
    ['on demand', { 'a.py': python(), 'template.yaml': sam() }, []],
  ] as const)('%s', (_, files, expected) => {
    expect(found('no-idle-provisioned-throughput', files)).toEqual(expected);
  });

  test('without a project around the calls', () => {
    expect(check([{ ...rules.find(rule => rule.id === 'no-idle-provisioned-throughput')!, severity: 'warning' }], [], factsOn('2026-11-22')).findings).toEqual([]);
  });
});

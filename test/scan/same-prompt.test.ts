/** One prompt in TypeScript, Python, a prompt file, YAML and shell: the same findings, whatever it is written in. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { scanOn } from '../../src/dev/fixture-files.ts';

const root = fileURLToPath(new URL('../../fixtures/ticket-prompts', import.meta.url));
const files = ['src/triage.ts', 'src/triage.py', 'prompts/triage.prompty', 'prompts/triage.prompt.yml', 'triage.sh'];

/** Rule, message, and the titles of the fixes. */
function inShort({ findings }: Report, path: string): string[] {
  return findings.filter(finding => finding.path === path).map(({ ruleId, message, fixes }) => [ruleId, message, ...fixes.map(({ title, safety }) => `${safety}: ${title}`)].join(' | ')).toSorted();
}

it('has the same findings in every language', async () => {
  const { report } = await scanOn(root);
  expect(report.files.failed).toEqual([]);
  const first = inShort(report, files[0]!);
  expect(first).toHaveLength(2);
  for (const path of files) expect(inShort(report, path), path).toEqual(first);
  for (const path of files) expect(report.calls.find(call => call.path === path)?.system.tokens, path).toBe(report.calls.find(call => call.path === files[0])!.system.tokens);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reporters } from '../../src/reporters/index.ts';
import { formats } from '../../src/cli/scan/formats.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

test('every format has a reporter, and every reporter a format', () => {
  expect(Object.keys(reporters)).toEqual([...formats]);
});

test('several formats come from one run', async () => {
  const cwd = treeOf(files);
  const { code, stdout, stderr } = await promptfare(['--format', 'sarif=out.sarif', '--format', 'concise', '--format=csv=calls.csv', '--fail-on', 'never'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^src\/answer\.ts:\d+:\d+: warning: /);
  const { runs } = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'));
  expect(runs[0].results).toHaveLength(stdout.trim().split('\n').length);
  expect(readFileSync(join(cwd, 'calls.csv'), 'utf8').trim().split('\r\n')).toHaveLength(3);
});

test('SARIF names every rule, and its regions are the text that they say', async () => {
  const { stdout } = await promptfare(['--format', 'sarif', '--fail-on', 'never'], { cwd: treeOf(files) });
  const [run] = JSON.parse(stdout).runs;
  const ids: string[] = run.tool.driver.rules.map(({ id }: { id: string }) => id);
  for (const { ruleId, ruleIndex, locations, fixes = [] } of run.results) {
    expect(ids[ruleIndex]).toBe(ruleId);
    const { artifactLocation, region } = locations[0].physicalLocation;
    const text = files[artifactLocation.uri as keyof typeof files];
    const before = text.slice(0, region.charOffset);
    expect([region.startLine, region.startColumn]).toEqual([before.split('\n').length, before.length - before.lastIndexOf('\n')]);
    for (const { artifactChanges } of fixes) for (const { replacements } of artifactChanges) for (const { deletedRegion } of replacements) expect(deletedRegion.charOffset + deletedRegion.charLength).toBeLessThanOrEqual(text.length);
  }
});

test.each([
  [['--format', 'xml'], /Allowed choices are text, concise, json, sarif/],
  [['--format', 'json', '--format', 'sarif'], /Two formats cannot both be printed\. Give one a file, as in sarif=report\.sarif\./],
  [['--format', 'csv='], /Name the file, as in csv=report\.csv\./],
  [['--format', 'json=no/such/report.json'], /`no\/such\/report\.json` cannot be written \(ENOENT\)/],
])('%j is refused', async (args, message) => {
  const { code, stderr } = await promptfare(args, { cwd: treeOf(files) });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

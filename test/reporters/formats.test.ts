import { describe, expect, test } from 'vitest';
import { csv } from '../../src/reporters/csv.ts';
import { github } from '../../src/reporters/github.ts';
import { gitlab } from '../../src/reporters/gitlab.ts';
import { junit } from '../../src/reporters/junit.ts';
import type { Reporter } from '../../src/reporters/reporter.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { callOf, findingOf, reportOf } from './sample.ts';

const hostile = 'a,b:c%0A::error::"<script>&\u001B[31m\u202E\r\n##[error]x=HYPERLINK("http://evil")';
const hostileReport = reportOf({ calls: [callOf({ path: `=${hostile}`, within: '@SUM(1)' })], findings: [findingOf({ path: hostile, message: hostile })], files: { scanned: 1, analyzed: 1, skipped: [], failed: [{ path: hostile, message: hostile }] } });

describe('sarif', () => {
  const rules = [{ id: 'require-prompt-cache', description: 'Require a cache point behind a long static prefix.', strategy: 'prompt-caching', url: 'https://example.com/page' }] as const;
  const run = (report = reportOf(), options = {}): any => JSON.parse(sarif(report, { rules, ...options })).runs[0];

  test('lists rules, findings with fingerprints, fixes with edits, and what failed', () => {
    const { tool, results, invocations, columnKind } = run();
    expect(columnKind).toBe('utf16CodeUnits');
    expect(tool.driver.rules).toMatchObject([{ id: 'require-prompt-cache', helpUri: 'https://example.com/page' }]);
    expect(results[0]).toMatchObject({
      ruleId: 'require-prompt-cache', ruleIndex: 0, level: 'warning', partialFingerprints: { 'promptfare/v1': 'f_1' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/summary.ts', uriBaseId: 'SRCROOT' }, region: { startLine: 2, startColumn: 7, endLine: 2, endColumn: 13, charOffset: 20, charLength: 6 } }, logicalLocations: [{ name: 'summarize' }] }],
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { charOffset: 5, charLength: 0 }, insertedContent: { text: 'x' } }] }] }],
    });
    expect(results[1].fixes).toBeUndefined();
    expect(invocations[0].toolExecutionNotifications).toMatchObject([{ message: { text: 'Unexpected token (3:4).' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'b.ts' } } }] }]);
  });
  test('reckons lines of a notebook from its file', () => {
    const { results } = run(reportOf({ findings: [findingOf({ cell: 3, line: 1, column: 1, range: [4, 6] })] }), { textOf: () => '{\n\n\nabc' });
    expect(results[0].locations[0].physicalLocation.region).toEqual({ startLine: 4, startColumn: 1, endLine: 4, endColumn: 3, charOffset: 4, charLength: 2 });
  });
  test('S12: leaves out warnings beyond what code scanning shows, and says how many', () => {
    const findings = Array.from({ length: 6001 }, (_, line) => findingOf({ id: `f_${line}`, line: line + 1, severity: line > 5990 ? 'error' : 'warning' }));
    const { results, invocations } = run(reportOf({ findings }));
    expect(results.map((result: any) => result.partialFingerprints['promptfare/v1'])).toEqual([...findings.slice(0, 4990), ...findings.slice(5991)].map(({ id }) => id));
    expect(invocations[0].toolExecutionNotifications.at(-1)).toEqual({ level: 'note', message: { text: '1001 more findings are left out, warnings first. Scan directories on their own to see them.' } });
    expect(run(reportOf({ findings: findings.slice(0, 5000) })).invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
  test('writes paths as URIs', () => {
    expect(run(reportOf({ findings: [findingOf({ path: 'a b/c#%.ts' })] }), { base: '../x/' }).results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri: '../x/a%20b/c%23%25.ts' });
  });
});

test('github: one command for each finding, with its place', () => {
  expect(github(reportOf()).split('\n')[0]).toBe('::warning file=src/summary.ts,line=2,endLine=2,col=7,endColumn=13,title=require-prompt-cache::1,345 tokens are sent anew with each item. Add a `cachePoint` behind them.');
  expect(github(reportOf({ findings: [findingOf({ cell: 4, line: 2 })] }))).toMatch(/^::warning file=src\/summary\.ts,title=require-prompt-cache::.* \(cell 4, line 2\)\n$/);
  expect(github(reportOf(), { quiet: true }).match(/^::/gm)).toEqual(['::']);
});

test('gitlab: issues with stable fingerprints', () => {
  expect(JSON.parse(gitlab(reportOf()))[1]).toMatchObject({ check_name: 'require-max-tokens', fingerprint: 'f_2', severity: 'major', location: { path: 'src/summary.ts', lines: { begin: 3, end: 4 } } });
});

test('junit: findings fail, calls without pass, unread files are errors', () => {
  const xml = junit(reportOf());
  expect(xml).toContain('<testsuites name="promptfare" tests="6" failures="3" errors="1">');
  expect(xml).toContain('<testcase name="src/summary.ts:2:7 require-prompt-cache" classname="src/summary.ts"><failure type="warning" message=');
  expect(xml).toContain('<testcase name="app/ask.ts:cell 2:3:9 converse" classname="app/ask.ts"/>');
});

test('csv: a line for each call, figures without units', () => {
  const [head, first, second] = csv(reportOf()).split('\r\n');
  expect(head).toBe('id,path,cell,line,within,sdk,operation,role,model,max tokens,input tokens,holes,caching,loop,USD input per 1000 calls,USD output at limit per 1000 calls,basis,calls per month,USD per month');
  expect(first).toBe('c_1,src/summary.ts,,12,summarize,aws-sdk,converse,call,us.anthropic.claude-haiku-4-5-20251001-v1:0,1024,1345,1,none,items,1.4795,5.632,calibrated,,');
  expect(second).toMatch(/,missing,12345,0,none,items,,,,,$/);
});

describe('S6, S10: what strangers wrote', () => {
  test.each(Object.entries({ sarif, github, gitlab, junit, csv }))('is data, not commands: %s', (_name, reporter: Reporter) => {
    const output = reporter(hostileReport);
    for (const part of ['\u001B', '\u202E', '##[']) expect(output).not.toContain(part);
    expect(output.match(/^::error/gm)).toBeNull();
  });
  test('github: a path cannot end its property', () => {
    expect(github(hostileReport).split('\n')).toHaveLength(2);
    expect(github(hostileReport)).toMatch(/^::warning file=a%2Cb%3Ac%250A%3A%3Aerror/);
  });
  test('csv: no cell begins like a formula', () => {
    expect(csv(hostileReport)).not.toMatch(/(?:^|,|")[=+@]/m);
  });
  test('junit: no markup', () => {
    expect(junit(hostileReport)).not.toContain('<script>');
  });
});

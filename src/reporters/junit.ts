/** JUnit XML: a suite for each file with calls or findings, a failed case for each finding, a passed one for each call without. */
import type { ReportCall, ReportFinding } from '../core/report.ts';
import { perFile } from './per-file.ts';
import { placeText } from './place.ts';
import { printable } from '../core/printable.ts';
import type { Reporter } from './reporter.ts';

export const junit: Reporter = (report, { quiet = false, base = '' } = {}) => {
  const findings = report.findings.filter(({ severity }) => !quiet || severity === 'error');
  const paths = [...new Set([...report.calls, ...findings].map(({ path }) => path))].toSorted((a, b) => (a < b ? -1 : 1));
  const [callsIn, findingsIn] = [perFile(report.calls), perFile(findings)];
  const suites = paths.map(path => suiteOf(path, callsIn.get(path) ?? [], findingsIn.get(path) ?? [], base));
  const failed = report.files.failed.map(({ path, message }) => `  <testsuite name="${attribute(base + path)}" tests="1" failures="0" errors="1">\n    <testcase name="can be read" classname="${attribute(base + path)}"><error message="${attribute(message)}"/></testcase>\n  </testsuite>\n`);
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0) + failed.length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="promptfare" tests="${tests}" failures="${findings.length}" errors="${failed.length}">\n${suites.map(({ xml }) => xml).join('')}${failed.join('')}</testsuites>\n`;
};

function suiteOf(path: string, calls: readonly ReportCall[], findings: readonly ReportFinding[], base: string): { xml: string; tests: number } {
  const faulty = new Set(findings.map(({ callId }) => callId));
  const clean = calls.filter(({ id }) => !faulty.has(id));
  const cases = [
    ...clean.map(call => `    <testcase name="${attribute(`${placeText(call)} ${call.operation}`)}" classname="${attribute(base + path)}"/>\n`),
    ...findings.map(finding => `    <testcase name="${attribute(`${placeText(finding)} ${finding.ruleId}`)}" classname="${attribute(base + path)}"><failure type="${finding.severity}" message="${attribute(finding.message)}"/></testcase>\n`),
  ];
  return { tests: cases.length, xml: `  <testsuite name="${attribute(base + path)}" tests="${cases.length}" failures="${findings.length}" errors="0">\n${cases.join('')}  </testsuite>\n` };
}

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function attribute(text: string): string {
  return printable(text).replaceAll(/[&<>"]/g, character => entities[character]!);
}

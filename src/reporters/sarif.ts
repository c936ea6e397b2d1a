/** SARIF 2.1.0, as GitHub code scanning and others take it: every rule, every finding, its fixes, and what could not be read. */
import type { ReportCall, ReportFinding } from '../core/report.ts';
import { lineStarts, positionAt } from '../core/source.ts';
import { jsonText } from './json-text.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';

/** Code scanning shows the first 5,000 results of a run by severity, and refuses files with more than 25,000. */
const mostResults = 5000;

type Fix = ReportFinding['fixes'][number];

export const sarif: Reporter = (report, options = {}) => {
  const rules = options.rules ?? [];
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const calls = new Map(report.calls.map(call => [call.id, call]));
  const shown = worst(report.findings);
  const omitted = report.findings.length - shown.length;
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'promptfare',
            semanticVersion: report.tool.version,
            informationUri: 'https://www.npmjs.com/package/promptfare',
            rules: rules.map(({ id, description, strategy, url }) => ({
              id,
              shortDescription: { text: description },
              helpUri: url,
              defaultConfiguration: { level: 'warning' },
              properties: { tags: ['cost', strategy] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The directory that was scanned.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [...report.files.failed.map(({ path, message }) => ({ level: 'warning', message: { text: message }, locations: [{ physicalLocation: { artifactLocation: artifactOf(path, options) } }] })), ...(omitted > 0 ? [{ level: 'note', message: { text: `${omitted} more findings are left out, warnings first. Scan directories on their own to see them.` } }] : [])] }],
        results: shown.map(finding => resultOf(finding, finding.callId === undefined ? undefined : calls.get(finding.callId), options, indexOf.get(finding.ruleId))),
      },
    ],
  });
};

/** As many as are shown, errors before warnings, in the order of place. */
function worst(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  if (findings.length <= mostResults) return findings;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const kept = new Set([...errors, ...findings.filter(({ severity }) => severity !== 'error')].slice(0, mostResults));
  return findings.filter(finding => kept.has(finding));
}

function resultOf(finding: ReportFinding, call: ReportCall | undefined, options: ReporterOptions, ruleIndex: number | undefined): object {
  return {
    ruleId: finding.ruleId,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: finding.severity,
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(finding.path, options), region: regionOf(finding, options) }, ...(call?.within !== undefined && { logicalLocations: [{ name: call.within, kind: 'function' }] }) }],
    partialFingerprints: { 'promptfare/v1': finding.id },
    ...(finding.fixes.some(isWhole) && { fixes: finding.fixes.filter(isWhole).map(fix => fixOf(fix, finding.path, options)) }),
    properties: { strategy: finding.strategy, ...(finding.savings && { savings: finding.savings }) },
  };
}

function isWhole({ edits }: Fix): boolean {
  return edits.length > 0;
}

function fixOf({ title, safety, edits }: Fix, own: string, options: ReporterOptions): object {
  const paths = [...new Set(edits.map(({ path }) => path ?? own))];
  return {
    description: { text: `${title}${safety === 'suggested' ? ' Look at it before you apply it.' : ''}` },
    artifactChanges: paths.map(path => ({
      artifactLocation: artifactOf(path, options),
      replacements: edits.filter(edit => (edit.path ?? own) === path).map(({ range, text }) => ({ deletedRegion: { charOffset: range[0], charLength: range[1] - range[0] }, ...(text !== '' && { insertedContent: { text } }) })),
    })),
  };
}

/** Lines of a notebook count within its cell: the file's own are reckoned from the offset, where its text is at hand. */
function regionOf({ path, line, column, endLine, endColumn, range, cell }: ReportFinding, { textOf }: ReporterOptions): object {
  const offsets = { charOffset: range[0], charLength: range[1] - range[0] };
  if (cell === undefined) return { startLine: line, startColumn: column, endLine, endColumn, ...offsets };
  const text = textOf?.(path);
  if (text === undefined) return offsets;
  const starts = lineStarts(text);
  const [start, end] = [positionAt(starts, range[0]), positionAt(starts, range[1])];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column, ...offsets };
}

function artifactOf(path: string, { base = '' }: ReporterOptions): object {
  return { uri: (base + path).split('/').map(encodeURIComponent).join('/'), ...(base === '' && { uriBaseId: 'SRCROOT' }) };
}

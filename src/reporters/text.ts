/** The report for people: findings with code, then what calls cost, where money can be saved, and what was not seen. */
import type { Report, ReportFinding } from '../core/report.ts';
import { perFile } from './per-file.ts';
import { countText, integerText, messageText, usdText } from './figures.ts';
import { frameLines } from './frame.ts';
import { sourcesIn } from './notebook.ts';
import { placeText } from './place.ts';
import { printable } from '../core/printable.ts';
import type { Reporter, ReporterOptions } from './reporter.ts';
import { type Style, styleOf } from './style.ts';
import { wrapped } from './table.ts';
import { budgetSection, callSection, coverageSection, modelSection, monthSection, savingsSection } from './text-sections.ts';

export const text: Reporter = (report, options = {}) => {
  const style = styleOf(options.colors ?? false);
  const columns = Math.max(20, options.columns ?? 100);
  // A file and the log of CI have no edge: nothing of a path is cut there.
  const width = options.columns === undefined ? Infinity : columns;
  const findings = report.findings.filter(({ severity }) => !options.quiet || severity === 'error');
  const sections = [
    ...[...perFile(findings).values()].map(group => fileSection(group, options, columns, style)),
    ...(options.quiet
      ? []
      : [
          callSection(report, width, style, options.base),
          modelSection(report, width, style),
          monthSection(report, width, style, options.base),
          savingsSection(report, width, style),
          budgetSection(report, width, style),
          coverageSection(report, width, style, options.base),
        ]),
    ...(options.quiet && findings.length === 0 ? [] : [summarySection(report, options, columns, style)]),
  ];
  const shown = sections.filter(lines => lines.length > 0).map(lines => `${lines.join('\n')}\n`);
  return shown.join('\n');
};

function fileSection(findings: readonly ReportFinding[], { textOf, base = '' }: ReporterOptions, columns: number, style: Style): string[] {
  const { path } = findings[0]!;
  const code = textOf?.(path);
  const sourceOf = code === undefined ? undefined : sourcesIn(code);
  return [style.underline(printable(base + path)), ...findings.flatMap(finding => findingLines(finding, sourceOf?.(finding.cell), columns, style))];
}

function findingLines(finding: ReportFinding, code: string | undefined, columns: number, style: Style): string[] {
  const place = placeText({ ...finding, path: '' }).slice(1);
  const severity = finding.severity === 'error' ? style.red('error') : style.yellow('warning');
  const [first = '', ...rest] = wrapped(printable(messageText(finding.message)), Math.max(12, columns - place.length - finding.severity.length - 6));
  const frame = code === undefined ? [] : frameLines(code, finding, columns - 4);
  const room = Math.max(16, columns - 4);
  return [
    `  ${place}  ${severity}  ${first}`,
    ...rest.map(line => `    ${line}`),
    ...(finding.details ?? []).flatMap(line => wrapped(printable(line), Math.max(12, columns - 6)).map((part, index) => `    ${index === 0 ? '' : '  '}${part}`)),
    ...frame.map(line => `    ${line.startsWith('>') ? line : style.dim(line)}`),
    ...wrapped([finding.ruleId, ...savingNotes(finding)].join(', '), room).map(line => `    ${style.dim(line)}`),
    ...fixNotes(finding).flatMap(note => wrapped(note, room)).map(line => `    ${line.replace(/^--fix[\w-]*/, flag => style.cyan(flag))}`),
  ];
}

function savingNotes({ savings }: ReportFinding): string[] {
  const money = savings?.usdPerThousandCalls ? `${usdText(savings.usdPerThousandCalls)} per 1,000 calls` : '';
  const tokens = savings?.tokensPerCall ? `${countText(savings.tokensPerCall, 'token')} per call` : '';
  const both = [tokens, money].filter(part => part !== '').join(' and ');
  return both === '' ? [] : [`saves ${both} (${savings!.basis})`];
}

function fixNotes({ fixes }: ReportFinding): string[] {
  const [fix] = fixes;
  return fix ? [`${fix.safety === 'safe' ? '--fix' : '--fix-suggested'} ${printable(fix.title)}`] : [];
}

function summarySection({ summary, calls, findings }: Report, { fixed = 0, isDryRun = false }: ReporterOptions, columns: number, style: Style): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counts = [countText(errors, 'error'), countText(findings.length - errors, 'warning')].join(', ');
  const safe = findings.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe')).length;
  const suggested = findings.filter(({ fixes }) => fixes.length > 0 && fixes.every(({ safety }) => safety === 'suggested')).length;
  const verdict = `${countText(summary.calls, 'call')} in ${countText(new Set(calls.map(({ path }) => path)).size, 'file')}: ${counts}.`;
  const offers = [safe > 0 ? `--fix can mend ${integerText(safe)}` : '', suggested > 0 ? `--fix-suggested ${safe > 0 ? `${integerText(suggested)} more` : `can mend ${integerText(suggested)}`}` : ''].filter(offer => offer !== '');
  const lines = [fixed > 0 ? `${countText(fixed, 'fix', 'fixes')} ${isDryRun ? 'would be ' : ''}applied.` : '', verdict, offers.length > 0 ? `${offers.join(', ')}.` : '', summary.baselined ? `${countText(summary.baselined, 'known finding')} of the baseline not shown.` : ''].filter(line => line !== '');
  return lines.flatMap(line => wrapped(line, columns)).map(line => (line.startsWith(verdict.slice(0, 12)) ? style.bold(line) : line));
}

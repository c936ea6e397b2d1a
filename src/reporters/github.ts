/** Annotations of a GitHub Actions run: workflow commands, one a line. */
import type { ReportFinding } from '../core/report.ts';
import { printable } from '../core/printable.ts';
import type { Reporter } from './reporter.ts';

export const github: Reporter = (report, { quiet = false, base = '' } = {}) => annotationsOf(report.findings.filter(({ severity }) => !quiet || severity === 'error'), base);

/** A command for each finding; `base` is put before its path. */
export function annotationsOf(findings: readonly ReportFinding[], base: string): string {
  return findings
    .map(({ path, line, column, endLine, endColumn, cell, severity, ruleId, message }) => {
      // Lines of a notebook count within its cell, which GitHub does not know.
      const place = cell === undefined ? { line, endLine, ...(line === endLine && { col: column, endColumn }) } : {};
      const properties = Object.entries({ file: base + path, ...place, title: ruleId }).map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
      return `::${severity} ${properties.join(',')}::${escaped(message + (cell === undefined ? '' : ` (cell ${cell}, line ${line})`))}\n`;
    })
    .join('');
}

function escaped(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

/** GitLab's code quality report: a JSON list in the form of Code Climate issues. */
import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';
import { printable } from '../core/printable.ts';

export const gitlab: Reporter = (report, { quiet = false, base = '' } = {}) =>
  jsonText(
    report.findings
      .filter(({ severity }) => !quiet || severity === 'error')
      .map(({ id, ruleId, severity, message, path, line, endLine, cell }) => ({
        type: 'issue',
        check_name: ruleId,
        description: printable(cell === undefined ? message : `${message} (cell ${cell}, line ${line})`),
        fingerprint: id,
        categories: ['Performance'],
        severity: severity === 'error' ? 'major' : 'minor',
        location: { path: base + path, lines: cell === undefined ? { begin: line, end: endLine } : { begin: 1 } },
      })),
  );

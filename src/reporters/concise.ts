import { messageText } from './figures.ts';
import { printable } from '../core/printable.ts';
import type { Reporter } from './reporter.ts';
import { placeText } from './place.ts';

/** One line for each finding, as editors and `grep` read it, and nothing else. */
export const concise: Reporter = (report, { quiet = false, base = '' } = {}) =>
  report.findings
    .filter(({ severity }) => !quiet || severity === 'error')
    .map(finding => `${placeText(finding, base)}: ${finding.severity}: ${printable(messageText(finding.message))} [${finding.ruleId}]\n`)
    .join('');

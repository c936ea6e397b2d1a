/** A change for people at a terminal: what it costs, why, and which findings it brings. */
import type { CallChange, DiffReport } from '../core/diff.ts';
import type { ReportFinding } from '../core/report.ts';
import { budgetLines } from './budget-words.ts';
import { moreText, outputChange, percentText, placeOf, reasonsOf, stateText } from './change-words.ts';
import { coverageText, headlineOf, monthOfChange } from './diff-words.ts';
import { countText, messageText, usdText } from './figures.ts';
import { placeText } from './place.ts';
import { printable } from '../core/printable.ts';
import { type Style, styleOf } from './style.ts';
import { clipped, wrapped } from './table.ts';

export interface DiffTextOptions {
  readonly colors?: boolean;
  /** Width of the terminal; 100 by default. */
  readonly columns?: number;
  /** Put before paths, where they do not start at the current directory. */
  readonly base?: string;
}

const mostRows = 60;

export function diffText(diff: DiffReport, options: DiffTextOptions = {}): string {
  const style = styleOf(options.colors ?? false);
  const columns = Math.max(20, options.columns ?? 100);
  const { base = '' } = options;
  const wrap = (text: string): string[] => wrapped(text, columns);
  const { changes, findings, budgets = [], head } = diff;
  const sections = [
    wrap(`${stateText(diff.base, printable)} → ${stateText(head, printable)}`).map(style.dim),
    wrap(headlineOf(diff)).map(style.bold),
    changes.slice(0, mostRows).flatMap(change => changeLines(change, base, columns, style)),
    changes.length > mostRows ? [`… and ${countText(changes.length - mostRows, 'call')} more; --format json lists all.`] : [],
    budgetLines(budgets, printable).flatMap(wrap),
    findingSection('New findings', findings.new, base, columns, style),
    findings.fixed.length > 0 ? [style.green(`${countText(findings.fixed.length, 'finding')} fixed.`)] : [],
    head.configurationChanged ? wrap('The configuration changes here; it holds from the next change on.') : [],
    wrap(coverageText(diff.totals, text => printable(base + text))).map(style.dim),
  ];
  return sections.filter(lines => lines.length > 0).map(lines => `${lines.join('\n')}\n`).join('\n');
}

function changeLines(change: CallChange, base: string, columns: number, style: Style): string[] {
  const { before, after } = change.usdPerThousandCalls;
  const output = outputChange(change);
  const figure = before === null || after === null ? 'unpriced' : before === after ? `${usdText(after)}, as before` : `${moreText(after - before)} (${usdText(before)} → ${usdText(after)}${percentText(before, after) === '' ? '' : `, ${percentText(before, after)}`})`;
  const paint = before === null || after === null || before === after ? style.dim : after > before ? style.red : style.green;
  const reasons = [...reasonsOf(change, printable), ...(output === undefined ? [] : [`output at its limit ${moreText(output)}`])];
  const from = change.before && change.after && change.before.path !== change.after.path ? [`was ${printable(base + change.before.path)}:${change.before.line}`] : [];
  const month = monthOfChange(change);
  return [clipped(`  ${printable(base + placeOf(change))}`, columns), `    ${paint(figure)}`, ...(month === undefined ? [] : [`    ${month}`]), ...[...reasons, ...from].flatMap(reason => wrapped(reason, Math.max(16, columns - 4))).map(line => `    ${line}`)];
}

function findingSection(title: string, findings: readonly ReportFinding[], base: string, columns: number, style: Style): string[] {
  if (findings.length === 0) return [];
  return [style.bold(title), ...findings.slice(0, mostRows).flatMap(finding => {
    const severity = finding.severity === 'error' ? style.red('error') : style.yellow('warning');
    const [fix] = finding.fixes;
    const words = [printable(messageText(finding.message)), finding.ruleId, ...(fix ? [`${fix.safety === 'safe' ? '--fix' : '--fix-suggested'} ${printable(fix.title)}`] : [])];
    return [`  ${clipped(placeText(finding, base), columns - 12)}  ${severity}`, ...words.flatMap(text => wrapped(text, Math.max(16, columns - 4))).map(line => `    ${line}`)];
  })];
}

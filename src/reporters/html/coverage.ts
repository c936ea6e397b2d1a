/** What was looked at, and what was not. */
import type { Report } from '../../core/report.ts';
import { figureLines } from '../budget-words.ts';
import { countText, integerText } from '../figures.ts';
import { html, type Html } from './escaped.ts';

const MOST = 10;

/** What the configuration allows, and what there is. */
export function budgetsOf({ budgets = [] }: Report): Html | undefined {
  return budgets.length === 0 ? undefined : html`<ul>${figureLines(budgets, name => name).map(({ text, isOver }) => html`<li class="${isOver ? 'bad' : ''}">${text}</li>`)}</ul>`;
}

/** Files that were read, skipped and failed, with reasons. */
export function coverageOf({ files }: Report, base: string): Html {
  const reasons = new Map<string, string[]>();
  for (const { path, reason } of files.skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), path]);
  const more = files.failed.length - MOST;
  return html`<ul>
<li>${countText(files.scanned, 'file')} scanned, ${integerText(files.analyzed)} analysed.</li>
${[...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([reason, paths]) => html`<li>${integerText(paths.length)} skipped, ${reason}: <span class="path">${base + paths[0]!}</span>${paths.length > 1 ? ', … (--format json lists all)' : ''}</li>
`)}${files.failed.slice(0, MOST).map(({ path, message }) => html`<li>Failed: <span class="path">${base + path}</span>: ${message}</li>
`)}${more > 0 ? html`<li>… and ${integerText(more)} more failed.</li>` : undefined}</ul>`;
}

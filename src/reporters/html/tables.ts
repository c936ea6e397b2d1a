/** Findings and calls, one row each: sorted and filtered where the script runs, in a useful order where it does not. */
import { countedCalls } from '../../core/counted.ts';
import type { Report, ReportCall, ReportFinding } from '../../core/report.ts';
import { basisText, byCost, inputText, modelText, outputText } from '../call-words.ts';
import { currencyName, moneyHead } from '../currency.ts';
import { countText, integerText, messageText, usdText } from '../figures.ts';
import { callPlaceText, placeText } from '../place.ts';
import { html, type Html, pathText, sentence } from './escaped.ts';

/** A page of more is slow to open and to sort. */
const MOST = 500;
const MOST_DETAILS = 6;

interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => Html | string | undefined;
  /** Numbers sort by it; undefined is last. */
  readonly value?: (row: T) => number | undefined;
}

/** Dearest first. */
export function callsTable({ calls }: Report, base: string): Html | undefined {
  const sorted = countedCalls(calls).toSorted(byCost);
  const hasMonths = sorted.some(({ monthly }) => monthly);
  return tableOf<ReportCall>('calls', `Tokens per call, ${currencyName()} per 1,000 calls. \`+\` marks text that comes at run time, \`≤\` the limit.`, sorted, [
    { head: 'call', cell: call => html`<span class="path">${pathText(callPlaceText(call, base))}</span>${call.within === undefined ? undefined : html`<span class="under">${call.within}</span>`}` },
    { head: 'model', cell: call => html`${modelText(call)}<span class="under">${call.sdk} ${call.operation}</span>` },
    { head: 'input', cell: inputText, value: ({ tokens }) => tokens.input.static },
    { head: 'output', cell: outputText, value: ({ tokens }) => tokens.output.max },
    { head: 'cache', cell: ({ caching }) => (caching.state === 'used' ? 'used' : caching.state === 'unknown' ? 'unknown' : '') },
    { head: moneyHead('input'), cell: ({ cost }) => (cost ? usdText(cost.inputPerCall * 1000) : ''), value: ({ cost }) => (cost ? cost.inputPerCall : undefined) },
    { head: moneyHead('output'), cell: ({ cost }) => (cost?.outputMaxPerCall == null ? '' : usdText(cost.outputMaxPerCall * 1000)), value: ({ cost }) => cost?.outputMaxPerCall ?? undefined },
    { head: 'basis', cell: basisText },
    ...(hasMonths ? [{ head: moneyHead('a month'), cell: monthCell, value: ({ monthly }: ReportCall) => (monthly?.usd ? monthly.usd.input + monthly.usd.output : undefined) }] : []),
  ]);
}

function monthCell({ monthly }: ReportCall): Html | string {
  if (!monthly) return '';
  return html`${monthly.usd ? usdText(monthly.usd.input + monthly.usd.output) : 'unpriced'}<span class="under">${countText(monthly.calls, 'call')}, ${monthly.basis}</span>${monthly.leavesOut ? html`<span class="under">without ${monthly.leavesOut.join(', ')}</span>` : undefined}`;
}

/** Errors first, then what saves most. */
export function findingsTable({ findings }: Report, base: string): Html | undefined {
  const saved = ({ savings }: ReportFinding): number => savings?.usdPerThousandCalls ?? 0;
  const sorted = findings.toSorted((a, b) => (a.severity === b.severity ? saved(b) - saved(a) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.range[0] - b.range[0]) : a.severity === 'error' ? -1 : 1));
  return tableOf<ReportFinding>('findings', `Errors first, then the largest saving: tokens per call, ${currencyName()} per 1,000 calls.`, sorted, [
    { head: 'severity', cell: ({ severity }) => html`<span class="${severity === 'error' ? 'bad' : 'warn'}">${severity}</span>` },
    { head: 'what', cell: finding => html`${sentence(messageText(finding.message))}${(finding.details ?? []).slice(0, MOST_DETAILS).map(line => html`<span class="under">${sentence(messageText(line))}</span>`)}${fixNote(finding)}` },
    { head: 'where', cell: finding => html`<span class="path">${pathText(placeText(finding, base))}</span>` },
    { head: 'rule', cell: ({ ruleId, strategy }) => html`<span class="fixed">${ruleId}</span><span class="under">${strategy.replaceAll('-', ' ')}</span>` },
    { head: 'tokens', cell: ({ savings }) => (savings?.tokensPerCall ? integerText(savings.tokensPerCall) : ''), value: ({ savings }) => savings?.tokensPerCall },
    { head: moneyHead('saved'), cell: ({ savings }) => (savings?.usdPerThousandCalls ? html`${usdText(savings.usdPerThousandCalls)}<span class="under">${savings.basis}</span>` : ''), value: ({ savings }) => savings?.usdPerThousandCalls },
  ]);
}

function fixNote({ fixes: [fix] }: ReportFinding): Html | undefined {
  return fix && html`<span class="under">${fix.safety === 'safe' ? '--fix' : '--fix-suggested'}: ${sentence(fix.title)}</span>`;
}

function tableOf<T>(what: string, caption: string, all: readonly T[], columns: readonly Column<T>[]): Html | undefined {
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST);
  return html`<div class="wide"><table class="data" data-what="${what}">
<caption>${caption.replaceAll('`', '')}${all.length > shown.length ? ` The first ${integerText(shown.length)} of ${integerText(all.length)}; --format json lists all.` : ''}</caption>
<thead><tr>${columns.map(({ head, value }) => html`<th scope="col" class="${value ? 'n' : ''}">${head}</th>`)}</tr></thead>
<tbody>
${shown.map(row => html`<tr>${columns.map(column => cellOf(column, row))}</tr>
`)}</tbody>
</table></div>`;
}

function cellOf<T>({ cell, value }: Column<T>, row: T): Html {
  return value ? html`<td class="n" data-v="${value(row) ?? ''}">${cell(row)}</td>` : html`<td>${cell(row)}</td>`;
}

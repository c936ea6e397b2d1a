/** The figures that come first, and what they leave out. */
import { countedCalls } from '../../core/counted.ts';
import type { Report } from '../../core/report.ts';
import { monthTotal } from '../breakdown.ts';
import { unpricedReasons } from '../call-words.ts';
import { countText, errorText, integerText, usdText } from '../figures.ts';
import { basesOf, periodOfAll, type Steps } from '../step.ts';
import { html, type Html, sentence } from './escaped.ts';

/** What it costs, what can be saved, what was found. No month without traffic. */
export function headline(report: Report, steps: Steps): Html {
  const { summary, calls, findings } = report;
  const { input, outputMax } = summary.usdPerThousandCalls;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const month = summary.usdPerMonth;
  const worst = countedCalls(calls).reduce((most, { cost, tokens }) => (cost ? Math.max(most, tokens.input.error) : most), 0);
  const within = worst > 0 ? `counted within ${errorText(worst)}` : 'counted exactly';
  const without = countedCalls(calls).filter(({ cost }) => cost?.outputMaxPerCall === null).length;
  const share = steps.total ?? input;
  return html`<dl class="cards">
${steps.total === undefined ? undefined : card('A month, at the rate of the logs', usdText(steps.total), 'measured')}
${month ? card('A month', monthTotal(report), `${countText(month.calls, 'call')} with traffic; ${basisOfMonths(report)}`) : undefined}
${card('Known input', usdText(input), `per 1,000 runs of each call; ${within}`)}
${card('Output at the limits', `≤ ${usdText(outputMax)}`, `per 1,000 runs of each call${without > 0 ? `; ${countText(without, 'call')} without a limit left out` : ''}`)}
${card('Can be saved', usdText(steps.together), `${periodOfAll(steps)}${steps.steps.length > 0 ? ` (${basesOf(steps)})` : ''}${share > 0 && steps.together > 0 ? `, ${percentText(steps.together / share)} of ${steps.total === undefined ? 'the known input' : 'what it costs'}` : ''}; what excludes each other counts once`, 'good')}
${card('Findings', integerText(findings.length), `${countText(errors, 'error')}, ${countText(findings.length - errors, 'warning')}${summary.baselined ? `; ${integerText(summary.baselined)} of the baseline not shown` : ''}`)}
${card('Calls', integerText(summary.calls), callsNote(report))}
</dl>
${unpricedNotice(report)}`;
}

/** A saving that is there is never nothing. */
function percentText(share: number): string {
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}

function card(name: string, figure: string, note: string, tone = ''): Html {
  return html`<div><dt>${name}</dt><dd><span class="figure ${tone}">${figure}</span><br><span class="note">${note}</span></dd></div>`;
}

/** Every call is in one of three: agents, flows and pictures are not billed by the tokens of a prompt. */
function callsNote({ calls, summary: { unpriced } }: Report): string {
  const counted = countedCalls(calls);
  const priced = counted.filter(({ cost }) => cost).length;
  const others = counted.length - priced - unpriced;
  const isCounted = new Set(counted);
  const elsewhere = calls.filter(call => !isCounted.has(call));
  const inWrappers = elsewhere.filter(({ role }) => role === 'wrapper').length;
  const inTests = elsewhere.length - inWrappers;
  return [`in ${countText(new Set(calls.map(({ path }) => path)).size, 'file')}: ${integerText(priced)} priced`, `${integerText(unpriced)} without a price`, ...(others > 0 ? [`${integerText(others)} not billed by prompt (agents, flows, pictures …)`] : []), ...(inWrappers > 0 ? [`${integerText(inWrappers)} in wrappers, counted at their callers`] : []), ...(inTests > 0 ? [`${integerText(inTests)} in tests, counted at their wrappers`] : [])].join(', ');
}

function basisOfMonths({ calls }: Report): string {
  return [...new Set(calls.flatMap(({ monthly }) => monthly?.basis ?? []))].toSorted().join(' and ');
}

const MOST_REASONS = 5;

function unpricedNotice({ calls, summary: { unpriced } }: Report): Html | undefined {
  if (unpriced === 0) return undefined;
  const reasons = unpricedReasons(calls);
  const more = reasons.length - MOST_REASONS;
  return html`<div class="notice"><p>${countText(unpriced, 'call')} ${unpriced === 1 ? 'has' : 'have'} no price and ${unpriced === 1 ? 'is' : 'are'} in no sum of money:</p><ul>${reasons.slice(0, MOST_REASONS).map(({ reason, calls: count }) => html`<li>${integerText(count)}: ${sentence(reason)}</li>`)}${more > 0 ? html`<li>… and ${countText(more, 'more reason')}</li>` : undefined}</ul></div>`;
}

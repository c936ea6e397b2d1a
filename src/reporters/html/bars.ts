/** Figures with bars beside them: the table is the chart, and says all that the bars show. */
import type { Report } from '../../core/report.ts';
import { costByFile, costByModel, savingsByStrategy, type Share } from '../breakdown.ts';
import { currencyName, moneyHead } from '../currency.ts';
import { countText, integerText, usdText } from '../figures.ts';
import { html, type Html, pathText } from './escaped.ts';

const MOST = 25;

/** By file, by model, by strategy. */
export function barsOf(report: Report, base: string): Html {
  const files = costByFile(report).map(share => ({ ...share, name: base + share.name }));
  return html`${sharesTable('By file', 'file', files, true)}${sharesTable('By model', 'model', costByModel(report), false)}${strategiesTable(report)}`;
}

function sharesTable(title: string, head: string, all: readonly Share[], isPath: boolean): Html | undefined {
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST);
  const most = Math.max(...all.map(({ input }) => input));
  const hasMonths = all.some(({ month }) => month);
  return html`<h3>${title}</h3>
<div class="wide"><table>
<caption>${currencyName()} per 1,000 runs of each call. Bars are the known input, at the price without a cache; output is what answers as long as their limits cost, which is the most and not what is billed.${hasMonths ? ' A month counts the calls that have traffic.' : ''}</caption>
<thead><tr><th scope="col">${head}</th><td class="bar"></td><th scope="col" class="n">calls</th><th scope="col" class="n">${moneyHead('input')}</th><th scope="col" class="n">${moneyHead('output')} ≤</th><th scope="col">basis</th>${hasMonths ? html`<th scope="col" class="n">${moneyHead('a month')}</th>` : undefined}</tr></thead>
<tbody>
${shown.map(({ name, calls, priced, unpriced, input, outputMax, basis, month }) => html`<tr><th scope="row" class="${isPath ? 'path' : ''}">${isPath ? pathText(name) : name}</th><td class="bar">${bar('tone0', input, most)}</td><td class="n">${integerText(calls)}${unpriced > 0 && priced > 0 ? html`<span class="under">${integerText(unpriced)} unpriced</span>` : undefined}</td><td class="n">${priced === 0 ? '' : usdText(input)}</td><td class="n">${outputMax > 0 ? usdText(outputMax) : ''}</td><td class="fixed">${basis}</td>${hasMonths ? html`<td class="n">${month ? usdText(month.usd) : ''}</td>` : undefined}</tr>
`)}</tbody>
</table></div>
${all.length > shown.length ? html`<p class="soft">… and ${countText(all.length - shown.length, `more ${head}`)}, together ${usdText(total(all.slice(MOST)))} of known input; <code>--format json</code> lists all.</p>` : undefined}`;
}

function strategiesTable(report: Report): Html | undefined {
  const all = savingsByStrategy(report);
  if (all.length === 0) return undefined;
  const most = Math.max(...all.map(({ usd }) => usd));
  return html`<h3>By strategy</h3>
<div class="wide"><table>
<caption>What the findings can save of the known input, ${currencyName()} per 1,000 runs of each call. What excludes each other on one call, as a batch and a cache do, counts once.</caption>
<thead><tr><th scope="col">strategy</th><td class="bar"></td><th scope="col" class="n">findings</th><th scope="col" class="n">${moneyHead('saved')}</th></tr></thead>
<tbody>
${all.map(({ name, findings, usd }) => html`<tr><th scope="row">${name}</th><td class="bar">${bar('saved', usd, most)}</td><td class="n">${integerText(findings)}</td><td class="n">${usd > 0 ? usdText(usd) : ''}</td></tr>
`)}</tbody>
</table></div>`;
}

/** In proportion to `most`. The figures beside it say the same in words. */
export function bar(tone: string, value: number, most: number): Html {
  const width = most > 0 ? Number(((value / most) * 100).toFixed(2)) : 0;
  return html`<svg viewBox="0 0 100 16" height="16" preserveAspectRatio="none" aria-hidden="true">${width > 0 ? html`<rect width="${Math.max(width, 0.3)}" height="16" class="${tone}"/>` : undefined}</svg>`;
}

function total(shares: readonly Share[]): number {
  return shares.reduce((sum, { input }) => sum + input, 0);
}

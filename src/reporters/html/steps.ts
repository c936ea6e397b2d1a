/** Each step with what a call costs before and after it. */
import { currencyName } from '../currency.ts';
import { countText, integerText, messageText, usdText } from '../figures.ts';
import { periodOfAll, type Step, type Steps } from '../step.ts';
import { bar } from './bars.ts';
import { html, type Html, pathText, sentence } from './escaped.ts';

const MOST = 40;

/** Undefined where nothing would save money. */
export function stepsTable(all: Steps): Html | undefined {
  const { per, steps, together, read = [] } = all;
  const worth = steps.filter(({ before, after }) => after < before);
  const others = steps.filter(({ before, after }) => after >= before);
  if (steps.length === 0) return undefined;
  const shown = worth.slice(0, MOST);
  const most = Math.max(0, ...shown.map(({ before }) => before));
  return html`${read.map(line => html`<p class="soft">${messageText(line)}</p>`)}
<p>Together ${usdText(together)} ${periodOfAll(all)}. Steps on one call can exclude each other, as a batch and a cache do: they count once.</p>
${shown.length === 0 ? undefined : html`<div class="wide"><table>
<caption>${currencyName()} ${per}, the largest saving first: <svg width="12" height="12" class="key" aria-hidden="true"><rect width="12" height="12" class="now"/></svg> before, <svg width="12" height="12" class="key" aria-hidden="true"><rect width="12" height="12" class="saved"/></svg> after${per === 'a month' ? '' : ', on the known input'}</caption>
<thead><tr><th scope="col">step</th><td class="bar"></td><th scope="col" class="n">before</th><th scope="col" class="n">after</th><th scope="col" class="n">saves</th><th scope="col">basis</th></tr></thead>
<tbody>
${shown.map(step => row(step, most))}</tbody>
</table></div>`}
${worth.length > shown.length ? html`<p class="soft">… and ${countText(worth.length - shown.length, 'more step')} that ${worth.length - shown.length === 1 ? 'saves' : 'save'} less.</p>` : undefined}
${others.length === 0 ? undefined : html`<h3>Not worth it</h3><ul>${others.slice(0, MOST).map(({ title, where, before, after }) => html`<li>${sentence(messageText(title))}, <span class="path">${where}</span>: ${after > before ? `${usdText(after - before)} ${per} more` : 'saves nothing'}</li>`)}</ul>`}`;
}

function row({ title, where, before, after, basis, rules, effort, risk, isCounted, because = [] }: Step, most: number): Html {
  const notes = [...rules, ...(effort === undefined ? [] : [`effort ${effort}`]), ...(risk === undefined ? [] : [`risk ${risk}`]), ...(isCounted ? ['counted in the sum'] : [])];
  return html`<tr><th scope="row">${sentence(messageText(title))}<span class="under path">${pathText(where)}</span><span class="under">${notes.join(' · ')}</span>${because.map(line => html`<span class="under">${sentence(messageText(line))}</span>`)}</th><td class="bar">${bar('now', before, most)}${bar('saved', after, most)}</td><td class="n">${usdText(before)}</td><td class="n">${usdText(after)}</td><td class="n good">${usdText(before - after)}<span class="under">${integerText(Math.round(((before - after) / before) * 100))} %</span></td><td class="fixed">${basis}</td></tr>
`;
}

/**
 * Prompts as stacked bars of tokens. Their words stay in the code: a report is sent around and archived, prompts hold what a company
 * knows and sometimes keys, and text of strangers in it would speak to whoever reads it, people and models alike.
 */
import type { Report } from '../../core/report.ts';
import { modelText } from '../call-words.ts';
import { countText, errorText, integerText } from '../figures.ts';
import { callPlaceText } from '../place.ts';
import { withoutSecrets } from '../secrets.ts';
import { byTokens, prefixWords, type PromptShape, reportedShape, type SegmentKind, shapeWords } from '../prompt-shape.ts';
import { html, type Html, pathText } from './escaped.ts';

const MOST = 30;
const WIDTH = 640;
/** Of a hole: nobody knows how long it will be. */
const HOLE = 16;

const tones: { readonly [kind in SegmentKind]: string } = { tools: 'tone4', system: 'tone0', examples: 'tone1', messages: 'tone2', hole: 'hole', request: 'tone7', rest: 'tone6' };
const names: { readonly [kind in SegmentKind]: string } = { tools: 'tools', system: 'system text', examples: 'examples', messages: 'messages', hole: 'comes at run time, of unknown length', request: 'what the service adds', rest: 'further parts' };

/** The largest prompts; undefined where no call sends any text. */
export function promptsOf({ calls }: Report, base: string, shapeOf: (id: string) => PromptShape | undefined = () => undefined): Html | undefined {
  const all = byTokens(calls);
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST).map(call => ({ call, shape: shapeOf(call.id) ?? reportedShape(call) }));
  const most = all[0]!.tokens.input.static;
  const kinds = new Set(shown.flatMap(({ shape }) => shape.segments.map(({ kind }) => kind)));
  return html`<p class="soft">The input of a request in the order in which the service reads it, all bars on one scale. A solid line below a bar is what the code asks to cache, a dashed one what stays the same in each request and is long enough to. Prompts are measured here and not shown.</p>
<ul class="legend" aria-label="Parts of a prompt">${Object.entries(names).filter(([kind]) => kinds.has(kind as SegmentKind)).map(([kind, name]) => html`<li><svg width="12" height="12" aria-hidden="true"><rect x="0.5" y="0.5" width="11" height="11" class="${tones[kind as SegmentKind]}"/></svg>${name}</li>`)}</ul>
<div class="wide"><table>
<caption>${all.length > shown.length ? `The ${integerText(shown.length)} longest of ${integerText(all.length)} prompts` : 'Prompts, the longest first'}, tokens that are known before the run</caption>
<thead><tr><th scope="col">call</th><th scope="col">input</th><th scope="col" class="n">tokens</th><th scope="col">same in each request</th></tr></thead>
<tbody>
${shown.map(({ call, shape }) => html`<tr><th scope="row"><span class="path">${pathText(callPlaceText(call, base))}</span><span class="under">${call.within === undefined ? '' : `${call.within}, `}${modelText(call)}</span></th><td class="strip">${strip(shape, most)}<span class="under">${withoutSecrets(shapeWords(shape, integerText))}</span></td><td class="n">${integerText(call.tokens.input.static)}${call.tokens.input.holes ? html`<span class="under">+ ${countText(call.tokens.input.holes, 'value')}</span>` : undefined}${call.tokens.input.error > 0 ? html`<span class="under">${errorText(call.tokens.input.error)}</span>` : undefined}</td><td>${prefixWords(shape, integerText)}</td></tr>
`)}</tbody>
</table></div>`;
}

function strip({ segments, prefix }: PromptShape, most: number): Html {
  const holes = segments.filter(({ kind }) => kind === 'hole').length;
  // Many holes get narrow: the text keeps at least two thirds of the width.
  const hole = Math.min(HOLE, WIDTH / 3 / Math.max(1, holes));
  const scale = (WIDTH - hole * holes) / most;
  let x = 0;
  const ends: number[] = [];
  const rects = segments.map(({ kind, tokens = 0 }) => {
    const width = kind === 'hole' ? hole : tokens * scale;
    const rect = kind === 'hole' ? html`<rect x="${round(x + 1)}" y="1" width="${round(Math.max(1, width - 2))}" height="16" class="hole"/>` : html`<rect x="${round(x)}" width="${round(Math.max(width, 0.8))}" height="18" class="${tones[kind]}"/>`;
    ends.push((x += width));
    return rect;
  });
  const end = prefix && prefix.segments > 0 ? (ends[prefix.segments - 1] ?? 0) : 0;
  const line = end === 0 || prefix?.state === 'short' ? undefined : prefix?.state === 'used' ? html`<rect y="21" width="${round(end)}" height="3" class="cached"/>` : html`<rect x="0.5" y="21.5" width="${round(Math.max(1, end - 1))}" height="2" class="could"/>`;
  return html`<svg viewBox="0 0 ${WIDTH} 26" aria-hidden="true">${rects}${line}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

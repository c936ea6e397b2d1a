/** Calls as areas within the areas of their files. */
import { hierarchy, type HierarchyRectangularNode, treemap } from 'd3-hierarchy';
import stringWidth from 'string-width';
import { countedCalls } from '../../core/counted.ts';
import type { Report, ReportCall } from '../../core/report.ts';
import { byCost, modelText } from '../call-words.ts';
import { countText, integerText, usdText } from '../figures.ts';
import { callPlaceText } from '../place.ts';
import { clipped, shortened } from '../table.ts';
import { html, type Html } from './escaped.ts';

const WIDTH = 1150;
const HEIGHT = 430;
/** More would be specks. */
const MOST = 250;
const TONES = 7;
/** Of a letter, in the units of the picture. */
const LETTER = 6.2;
const BOLD = 7.2;

interface Tile {
  readonly name: string;
  readonly value?: number;
  readonly call?: ReportCall;
  readonly children?: readonly Tile[];
}

/** By the known input: what an answer may cost at its limit would hide what is known. Undefined where nothing has a price. */
export function treemapOf({ calls, summary }: Report, base: string): Html | undefined {
  const byMonth = summary.usdPerMonth !== undefined;
  const valueOf = (call: ReportCall): number => (byMonth ? (call.monthly?.usd ? call.monthly.usd.input + call.monthly.usd.output : 0) : (call.cost?.inputPerCall ?? 0) * 1000);
  const priced = countedCalls(calls).filter(call => valueOf(call) > 0).toSorted((a, b) => valueOf(b) - valueOf(a) || byCost(a, b));
  if (priced.length === 0) return undefined;
  const toneOf = tones(priced, valueOf);
  const root = treemap<Tile>().size([WIDTH, HEIGHT]).paddingOuter(2).paddingTop(node => (node.depth === 1 ? 19 : 0)).paddingInner(2).round(true)(
    hierarchy<Tile>({ name: '', children: tilesOf(priced, valueOf, base) }).sum(({ value = 0 }) => value).sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.name < b.data.name ? -1 : 1)),
  );
  const unit = byMonth ? 'a month' : 'per 1,000 calls';
  const files = root.children ?? [];
  return html`<figure>
<figcaption>${byMonth ? 'Areas are what calls with traffic cost in a month.' : 'Areas are what the known input costs, per 1,000 runs of each call.'} ${countText(priced.length, 'call')}${priced.length > MOST ? `, the ${integerText(MOST)} dearest each alone` : ''}. The tables below hold the same figures.</figcaption>
<div class="wide" tabindex="0" role="region" aria-label="Map of cost, scrolls sideways">
<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${`Cost by file and call. ${files.slice(0, 5).map(({ data, value = 0 }) => `${data.name}: ${usdText(value)} ${unit}`).join('; ')}${files.length > 5 ? `; ${integerText(files.length - 5)} more` : ''}.`}">
${files.map(file => html`<g>${tile(file, 'file', `${file.data.name}: ${usdText(file.value ?? 0)} ${unit}`)}${headOf(file)}</g>
${(file.children ?? []).map(call => html`<g>${tile(call, call.data.call ? `tone${toneOf(call.data.call)}` : 'tone7', titleOf(call, unit))}${labelOf(call)}</g>
`)}`)}</svg>
</div>
<ul class="legend" aria-label="Models">${legend(priced, toneOf).map(([name, tone]) => html`<li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" class="tone${tone}"/></svg>${name}</li>`)}</ul>
</figure>`;
}

type Node = HierarchyRectangularNode<Tile>;

function tilesOf(priced: readonly ReportCall[], valueOf: (call: ReportCall) => number, base: string): Tile[] {
  const files = new Map<string, Tile[]>();
  for (const call of priced.slice(0, MOST)) {
    const name = base + call.path;
    const own = { name: callPlaceText(call, base), value: valueOf(call), call };
    const before = files.get(name);
    if (before) before.push(own);
    else files.set(name, [own]);
  }
  const rest = priced.slice(MOST);
  const more = rest.length === 0 ? [] : [{ name: 'all others', children: [{ name: countText(rest.length, 'call'), value: rest.reduce((sum, call) => sum + valueOf(call), 0) }] }];
  return [...[...files].map(([name, children]) => ({ name, children })), ...more];
}

function tile({ x0, y0, x1, y1 }: Node, tone: string, title: string): Html {
  return html`<rect x="${x0}" y="${y0}" width="${Math.max(0, x1 - x0)}" height="${Math.max(0, y1 - y0)}" rx="2" class="${tone}"><title>${title}</title></rect>`;
}

function headOf({ x0, y0, x1, data, value = 0 }: Node): Html | undefined {
  const room = Math.floor((x1 - x0 - 8) / BOLD);
  const file = data.name.slice(data.name.lastIndexOf('/') + 1);
  const money = usdText(value);
  const rest = room - money.length - 2;
  const name = [data.name, file].find(each => stringWidth(each) <= rest) ?? (rest >= 16 ? shortened(data.name, rest, 'start') : undefined);
  // Where there is no room for both, the picture leaves the sum to the areas.
  const text = name === undefined ? [file].find(each => stringWidth(each) <= room) ?? (room >= 8 ? clipped(file, room) : undefined) : `${name}  ${money}`;
  return text === undefined ? undefined : html`<text x="${x0 + 5}" y="${y0 + 14}" class="head">${text}</text>`;
}

function labelOf({ x0, y0, x1, y1, data: { call, name }, value = 0 }: Node): Html | undefined {
  const room = Math.floor((x1 - x0 - 8) / LETTER);
  if (room < 6 || y1 - y0 < 18) return undefined;
  const line = (text: string, index: number): Html => html`<text x="${x0 + 5}" y="${y0 + 14 + index * 15}" class="small">${clipped(text, room)}</text>`;
  const lines = [call ? (call.within ?? `line ${call.line}`) : name, ...[usdText(value), ...(call ? [modelText(call)] : [])].filter(text => stringWidth(text) <= room)];
  return html`${lines.slice(0, Math.max(1, Math.floor((y1 - y0 - 4) / 15))).map(line)}`;
}

function titleOf({ data: { call, name }, value = 0 }: Node, unit: string): string {
  return `${name}${call?.within === undefined ? '' : ` in ${call.within}`}: ${usdText(value)} ${unit}${call ? `, ${modelText(call)}` : ''}`;
}

/** The dearest models have a colour each, the others share one. */
function tones(calls: readonly ReportCall[], valueOf: (call: ReportCall) => number): (call: ReportCall) => number {
  const sums = new Map<string, number>();
  for (const call of calls) sums.set(modelText(call), (sums.get(modelText(call)) ?? 0) + valueOf(call));
  const order = new Map([...sums].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([name], index) => [name, Math.min(index, TONES)]));
  return call => order.get(modelText(call)) ?? TONES;
}

function legend(calls: readonly ReportCall[], toneOf: (call: ReportCall) => number): [string, number][] {
  const names = new Map<number, Set<string>>();
  for (const call of calls) names.set(toneOf(call), (names.get(toneOf(call)) ?? new Set()).add(modelText(call)));
  return [...names].toSorted(([a], [b]) => a - b).map(([tone, own]) => [own.size === 1 ? [...own][0]! : countText(own.size, 'other model'), tone]);
}

/** The report as bars in a terminal: what costs most, what can be saved, what prompts are made of. */
import stringWidth from 'string-width';
import type { Report } from '../core/report.ts';
import { costByFile, costByModel, monthTotal, savingsByStrategy, type Share } from './breakdown.ts';
import { unpricedReasons } from './call-words.ts';
import { currencyName } from './currency.ts';
import { countText, errorText, integerText, messageText, usdText } from './figures.ts';
import { callPlaceText, placeText } from './place.ts';
import { printable } from '../core/printable.ts';
import { withoutSecrets } from './secrets.ts';
import { byTokens, prefixWords, type PromptShape, reportedShape, type SegmentKind } from './prompt-shape.ts';
import type { Reporter } from './reporter.ts';
import { stepsOfFindings, type Steps } from './step.ts';
import { type Style, styleOf } from './style.ts';
import { shortened, wrapped } from './table.ts';

const MOST = 15;

export const bars: Reporter = (report, { colors = false, columns: given = 100, base = '', shapeOf, steps = stepsOfFindings(report, finding => placeText(finding, base)) } = {}) => {
  const style = styleOf(colors);
  const columns = Math.max(40, given);
  const unit = `, known input, ${currencyName()} per 1,000 runs of each call`;
  const sections = [
    headLines(report, steps, columns, style),
    barLines(`By file${unit}`, costByFile(report).map(share => rowOf(share, base)), columns, style),
    barLines(`By model${unit}`, costByModel(report).map(share => rowOf(share, '')), columns, style),
    barLines('By strategy, what can be saved of that', savingsByStrategy(report).map(({ name, usd, findings }) => ({ name, value: usd, note: `${usd > 0 ? usdText(usd) : '–'}  ${countText(findings, 'finding')}` })), columns, style, style.green),
    stepLines(steps, columns, style),
    promptLines(report, base, columns, style, shapeOf),
  ];
  return sections.filter(lines => lines.length > 0).map(lines => `${lines.join('\n')}\n`).join('\n');
};

function headLines(report: Report, steps: Steps, columns: number, style: Style): string[] {
  const { summary, calls } = report;
  const { usdPerMonth: month, usdPerThousandCalls: { input, outputMax }, unpriced } = summary;
  const [reason] = unpricedReasons(calls);
  return [
    ...wrapped(`${countText(summary.calls, 'call')}, ${countText(summary.findings, 'finding')}: ${usdText(input)} of known input per 1,000 runs of each call, output at most ${usdText(outputMax)}; ${usdText(steps.together)} ${steps.per === 'a month' ? 'a month' : 'of the input'} can be saved.`, columns).map(line => style.bold(line)),
    ...(steps.total === undefined ? [] : [`${usdText(steps.total)} a month at the rate of the logs (measured).`]),
    ...(month ? [`${monthTotal(report)} a month for ${countText(month.calls, 'call')} with traffic.`] : []),
    ...(unpriced > 0 ? wrapped(`${countText(unpriced, 'call')} without a price in no figure${reason ? `, most often: ${printable(reason.reason)}` : ''}.`, columns) : []),
  ];
}

interface Row {
  readonly name: string;
  readonly value: number;
  readonly note: string;
}

function rowOf({ name, input, calls, priced, basis, month }: Share, base: string): Row {
  return { name: printable(base + name), value: input, note: [priced === 0 ? 'unpriced' : `${usdText(input)} ${basis}`, countText(calls, 'call'), ...(month ? [`${usdText(month.usd)} a month`] : [])].join('  ') };
}

function barLines(title: string, all: readonly Row[], columns: number, style: Style, paint: (text: string) => string = style.cyan): string[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST);
  const notes = Math.max(...rows.map(({ note }) => note.length));
  const names = Math.min(Math.max(...rows.map(({ name }) => stringWidth(name))), Math.max(6, Math.floor((columns - notes - 6) * 0.6)));
  const room = Math.max(1, columns - names - notes - 6);
  const most = Math.max(...rows.map(({ value }) => value));
  return [
    ...wrapped(title, columns).map(line => style.bold(line)),
    ...rows.map(({ name, value, note }) => {
      const bar = blocks(most > 0 ? value / most : 0, room);
      return `  ${ended(shortened(name, names, 'start'), names)}  ${paint(bar)}${' '.repeat(room - bar.length)}  ${note}`;
    }),
    ...more(all.length - rows.length),
  ];
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A share of so many columns, to the eighth of one; what is not nothing shows. */
function blocks(share: number, room: number): string {
  const parts = share > 0 ? Math.max(1, Math.round(share * room * 8)) : 0;
  return '█'.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!;
}

function stepLines({ per, steps }: Steps, columns: number, style: Style): string[] {
  const worth = steps.filter(({ before, after }) => after < before);
  if (worth.length === 0) return [];
  const most = Math.max(...worth.map(({ before }) => before));
  const room = Math.max(8, Math.floor(columns * 0.5));
  const line = (value: number, paint: (text: string) => string): string => `    ${paint(blocks(value / most, room))} ${usdText(value)}`;
  return [
    ...wrapped(`What to do, ${currencyName()} ${per}: before and after`, columns).map(text => style.bold(text)),
    ...worth.slice(0, MOST).flatMap(({ title, where, before, after, basis }) => [
      ...wrapped(withoutSecrets(`${printable(messageText(title))} ${where}`), columns - 2).map(text => `  ${text}`),
      line(before, style.dim),
      line(after, style.green),
      ...wrapped(`saves ${usdText(before - after)} (${basis})`, columns - 4).map(text => `    ${text}`),
    ]),
    ...more(worth.length - MOST),
  ];
}

const marks: { readonly [kind in SegmentKind]: string } = { tools: '▓', system: '█', examples: '▒', messages: '░', hole: '?', request: '·', rest: '·' };

function promptLines({ calls }: Report, base: string, columns: number, style: Style, shapeOf: (id: string) => PromptShape | undefined = () => undefined): string[] {
  const all = byTokens(calls);
  if (all.length === 0) return [];
  const most = all[0]!.tokens.input.static;
  const room = columns - 4;
  return [
    ...wrapped('Prompts, tokens known before the run: █ system ▓ tools ▒ examples ░ messages ? comes at run time · added by the service', columns).map(line => style.bold(line)),
    ...all.slice(0, MOST).flatMap(call => {
      const shape = shapeOf(call.id) ?? reportedShape(call);
      const holes = shape.segments.filter(({ kind }) => kind === 'hole').length;
      const scale = Math.max(0, room - holes - 1) / most;
      const strip = shape.segments.map(({ kind, tokens = 0 }) => marks[kind].repeat(kind === 'hole' ? 1 : Math.max(tokens > 0 ? 1 : 0, Math.round(tokens * scale)))).join('');
      const note = [`${integerText(call.tokens.input.static)} tokens`, ...(call.tokens.input.error > 0 ? [errorText(call.tokens.input.error)] : []), ...[prefixWords(shape, integerText)].filter(words => words !== '')].join(', ');
      return [
        ...(note.length + 18 > columns ? [`  ${shortened(callPlaceText(call, base), columns - 2, 'start')}`, ...wrapped(note, columns - 4).map(text => `    ${text}`)] : [`  ${shortened(callPlaceText(call, base), columns - note.length - 4, 'start')}  ${note}`]),
        `    ${style.cyan(strip.slice(0, room))}`,
      ];
    }),
    ...more(all.length - MOST),
  ];
}

function more(count: number): string[] {
  return count > 0 ? [`  … and ${integerText(count)} more (--format html).`] : [];
}

function ended(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

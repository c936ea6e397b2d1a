/** The rows of a comment's tables. */
import type { CallChange, CallState } from '../core/diff.ts';
import { moreText, outputChange, percentText, placeOf, reasonsOf } from './change-words.ts';
import { monthOfChange } from './diff-words.ts';
import { errorText, integerText, usdText } from './figures.ts';
import { fileLink, type Links } from './file-link.ts';
import type { Flavour, Markup } from './markup.ts';
import { shortened } from './table.ts';

/** How a comment is written. */
export interface TextOptions {
  readonly flavour: Flavour;
  readonly links?: Links;
}
/** Lines of a table. */
export interface Table {
  readonly head: readonly [string, string];
  readonly rows: readonly string[];
}

/** What costs more stands first, what costs less last; what has no figure, between them. */
export function worstFirst(a: CallChange, b: CallChange): number {
  return moreOf(b) - moreOf(a) || (outputChange(b) ?? 0) - (outputChange(a) ?? 0) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
}

function moreOf({ usdPerThousandCalls: { before, after } }: CallChange): number {
  return before === null || after === null ? 0 : after - before;
}

/** Call, change, from what to what, and why. */
export function changeTable(changes: readonly CallChange[], markup: Markup, options: TextOptions): Table {
  return {
    head: ['| Call | Per 1,000 calls | Change | Why |', '|:--|--:|--:|:--|'],
    rows: changes.map(change => {
      const { before, after } = change.usdPerThousandCalls;
      const isPriced = before !== null && after !== null;
      const percent = isPriced ? percentText(before, after) : '';
      const output = outputChange(change);
      const moved = change.before && change.after && change.before.path !== change.after.path ? [`was in ${markup.code(change.before.path)}`] : [];
      const reasons = [...reasonsOf(change, markup.code), ...(output === undefined ? [] : [`output at its limit ${moreText(output)}`]), ...moved];
      return row(callCell(change, markup, options), before === after ? figure(before) : markup.unbroken(`${figure(before)} → ${figure(after)}`), isPriced ? changeText(after - before, percent, output, markup) + monthCell(change, markup) : 'unpriced', reasons.join(markup.lineBreak === ' ' ? '; ' : markup.lineBreak));
    }),
  };
}

/** Tokens and limits, before and after. */
export function figureTable(changes: readonly CallChange[], markup: Markup, options: TextOptions): Table {
  return {
    head: ['| Call | Input tokens | Limit of output | Output at its limit | Basis |', '|:--|--:|--:|--:|:--|'],
    rows: changes.map(change =>
      row(
        callCell(change, markup, options),
        bothOf(change, markup, ({ tokens: { input, holes } }) => `${integerText(input)}${holes > 0 ? '+' : ''}`),
        bothOf(change, markup, ({ tokens: { outputMax } }) => (outputMax === null ? '–' : integerText(outputMax))),
        bothOf(change, markup, ({ usdPerThousandCalls }) => figure(usdPerThousandCalls?.outputMax ?? null)),
        markup.unbroken(basisText(change.after ?? change.before)),
      ),
    ),
  };
}

/** Of the input; where that stays, of what answers may cost. */
function changeText(more: number, percent: string, output: number | undefined, { lineBreak, unbroken }: Markup): string {
  if (more === 0) return output === undefined ? '–' : `up to ${unbroken(moreText(output))}`;
  return `**${unbroken(moreText(more))}**${percent === '' ? '' : `${lineBreak}${unbroken(percent)}`}`;
}

function monthCell(change: CallChange, { lineBreak }: Markup): string {
  const month = monthOfChange(change);
  return month === undefined ? '' : `${lineBreak === ' ' ? '; ' : lineBreak}${month}`;
}

function callCell(change: CallChange, markup: Markup, { links, flavour }: TextOptions): string {
  const { within } = (change.after ?? change.before)!;
  const place = markup.code(shortened(placeOf(change), 60, 'start'));
  const url = fileLink(change.after ? links?.after : links?.before, change.path, change.line, flavour);
  return `${url === undefined ? place : `[${place}](${url})`}${within === undefined ? '' : `${markup.lineBreak}${markup.code(shortened(within, 40))}`}`;
}

function bothOf({ before, after }: CallChange, { unbroken }: Markup, text: (state: CallState) => string): string {
  const [old, now] = [before ? text(before) : '–', after ? text(after) : '–'];
  return old === now ? old : unbroken(`${old} → ${now}`);
}

function basisText(state: CallState | null): string {
  if (!state || state.usdPerThousandCalls === null) return 'unpriced';
  const { basis, error } = state.tokens;
  return error > 0 ? errorText(error) : basis;
}

function figure(usd: number | null): string {
  return usd === null ? '–' : usdText(usd);
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

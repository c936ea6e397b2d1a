/** A change in words. */
import type { CallChange, CallState, DiffState } from '../core/diff.ts';
import type { ReportCall } from '../core/report.ts';
import { countText, integerText, usdText } from './figures.ts';

/** How a medium shows what strangers wrote. */
export type Shown = (text: string) => string;

/** `+$1.23`, `−$0.40`, `$0`. */
export function moreText(usd: number): string {
  return usd > 0 ? `+${usdText(usd)}` : usd < 0 ? `−${usdText(-usd)}` : '$0';
}

/** `+12 %`, `×27`; nothing where there was nothing. */
export function percentText(before: number, after: number): string {
  if (before === 0 || before === after) return '';
  // `+27,294 %` says less than how many times it is.
  if (after / before >= 10) return `×${integerText(after / before)}`;
  const percent = (after / before - 1) * 100;
  const size = Math.abs(percent);
  return `${percent > 0 ? '+' : '−'}${size < 1 ? size.toPrecision(1) : integerText(size)} %`;
}

/** What happened to a call, most weighty first. */
export function reasonsOf({ kinds, before, after }: CallChange, shown: Shown): string[] {
  if (!before && after?.isPrompt) return [`new prompt, ${tokensText(after)}, no call is known to send it`];
  if (!before && after) return [`new call on ${modelText(after.model, shown)}, ${tokensText(after)}`];
  if (before && !after) return [`removed, ${tokensText(before)}`];
  if (!before || !after) return [];
  return kinds.flatMap(kind => {
    switch (kind) {
      case 'prompt':
        return promptText(before, after);
      case 'model':
        return [`${modelText(before.model, shown)} → ${modelText(after.model, shown)}${kinds.includes('prompt') ? '' : tokenizerText(before, after)}`];
      case 'limit':
        return [limitText(before, after)];
      case 'caching':
        return [cachingText(before, after)];
      case 'loop':
        return [loopText(before, after)];
      case 'price':
        return ['another price table'];
      default:
        return [];
    }
  });
}

/** Where a call stands, in a notebook with its cell. */
export function placeOf({ path, line, before, after }: CallChange): string {
  const cell = (after ?? before)?.cell;
  return `${path}:${cell === undefined ? '' : `cell ${cell}:`}${line}`;
}

/** The output at its limit, before and after; undefined where it stays as it is, or is not known. */
export function outputChange({ before, after }: CallChange): number | undefined {
  const [old, now] = [before, after].map(state => (state === null ? 0 : (state.usdPerThousandCalls?.outputMax ?? undefined))) as [number | undefined, number | undefined];
  return old === undefined || now === undefined || old === now ? undefined : now - old;
}

/** `main (1a2b3c4)`, `working tree`. */
export function stateText({ ref, commit }: DiffState, shown: Shown): string {
  const id = commit?.slice(0, 9);
  return id === undefined ? shown(ref) : ref.startsWith(id.slice(0, 7)) ? shown(id) : `${shown(ref)} (${shown(id)})`;
}

function promptText(before: CallState, after: CallState): string[] {
  const more = after.tokens.input - before.tokens.input;
  const holes = after.tokens.holes - before.tokens.holes;
  const sign = more > 0 ? '+' : '−';
  return [
    ...(more === 0 ? [] : [`prompt ${sign}${countText(Math.abs(more), 'token')} (${integerText(before.tokens.input)} → ${integerText(after.tokens.input)})`]),
    ...(holes === 0 ? [] : [`${integerText(Math.abs(holes))} ${holes > 0 ? 'more' : 'fewer'} value${Math.abs(holes) === 1 ? '' : 's'} at run time`]),
  ];
}

/** The same text on another tokenizer. */
function tokenizerText({ tokens: before }: CallState, { tokens: after }: CallState): string {
  const change = percentText(before.input, after.input);
  return change === '' || before.input === 0 ? '' : `, the same text is ${integerText(after.input)} tokens, not ${integerText(before.input)} (${change})`;
}

function limitText({ maxTokens: before, tokens: from }: CallState, { maxTokens: after, tokens: to }: CallState): string {
  const figure = (slot: ReportCall['maxTokens']): string => (slot.value === undefined ? 'set at run time' : integerText(slot.value));
  const named = (slot: ReportCall['maxTokens']): string => (slot.value === undefined ? 'limit that is set at run time' : `limit of ${integerText(slot.value)}`);
  if (after.state === 'missing') return `${named(before)} removed${to.outputMax === null ? '' : `, the model's ${integerText(to.outputMax)} holds`}`;
  if (before.state === 'missing') return `${named(after)} added${from.outputMax === null ? '' : `, it was the model's ${integerText(from.outputMax)}`}`;
  return `limit ${figure(before)} → ${figure(after)}`;
}

function cachingText({ caching: before }: CallState, { caching: after }: CallState): string {
  if (after === 'unknown') return 'no cache point is seen any more: a call without one pays its prefix in full';
  if (after === 'none') return 'no longer cached: every call pays its prefix in full';
  return before === 'unknown' ? 'a cache point, where none was seen: a hit reads the prefix at a fraction of its price' : 'now cached: a hit reads the prefix at a fraction of its price';
}

function loopText({ loop: before }: CallState, { loop: after }: CallState): string {
  const words = { none: 'once', items: 'once for each item', retry: 'in a retry loop', agent: 'in an agent loop', models: 'once for each model' } as const;
  return before === after ? 'now in another way of invocation' : `runs ${words[after]}, was ${words[before]}`;
}

function modelText(model: ReportCall['model'], shown: Shown): string {
  if (model.state === 'known') return model.name === undefined ? shown(model.canonical) : `${shown(model.name)}${geographyText(model.id)}`;
  if (model.state === 'choice') return `${shown(model.ids[0] ?? '')} or ${countText(model.ids.length - 1, 'other')}`;
  return model.state === 'none' ? 'no model' : 'an unknown model';
}

/** Prices differ by geography. */
function geographyText(id: string): string {
  const geography = /^(us|us-gov|eu|apac|jp|au|ca|global)\./.exec(id)?.[1];
  return geography === undefined ? '' : ` (${geography})`;
}

function tokensText({ tokens: { input, holes, outputMax } }: CallState): string {
  return `${integerText(input)}${holes > 0 ? '+' : ''} input token${input === 1 && holes === 0 ? '' : 's'}${outputMax === null ? '' : `, answer ≤ ${integerText(outputMax)}`}`;
}
